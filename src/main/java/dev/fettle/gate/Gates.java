package dev.fettle.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs gates over a change. A gate that throws is a verdict ({@code ERROR}) and stops nothing but itself. */
public final class Gates {
    private static final Logger LOG = LoggerFactory.getLogger(Gates.class);
    private final List<Gate> gates;
    private final Set<String> required;
    private final List<Waiver> waivers;

    /**
     * The gates, in the order in which they are shown.
     *
     * @param required ids of those that must pass
     */
    public Gates(List<Gate> gates, Set<String> required) {
        this(gates, required, List.of());
    }

    private Gates(List<Gate> gates, Set<String> required, List<Waiver> waivers) {
        this.gates = List.copyOf(gates);
        this.required = Set.copyOf(required);
        this.waivers = List.copyOf(waivers);
    }

    /** The same, where each of these waivers counts for the patch that it was given for. */
    public Gates waiving(List<Waiver> given) {
        return new Gates(gates, required, given);
    }

    /** The gates themselves, for documents and help. */
    public List<Gate> all() {
        return gates;
    }

    /** Every gate's verdict. A required one that is not there could not run: that is an error, never a silent pass. */
    public GateReport judge(GateInput input) {
        return judge(input, () -> false);
    }

    /**
     * The same within a time. Once it is up nothing more is run: what a gate reads it still judges, and what was not measured is skipped, or an error where it
     * is required.
     */
    public GateReport judge(GateInput input, BooleanSupplier timeIsUp) {
        List<Verdict> verdicts = new ArrayList<>();
        gates.forEach(gate -> verdicts.add(judge(gate, timeIsUp.getAsBoolean() ? withoutRuns(input, gate) : input)));
        Set<String> missing = new TreeSet<>(required);
        gates.forEach(gate -> missing.remove(gate.id()));
        missing.forEach(id -> verdicts.add(new Verdict(
                id,
                Verdict.Outcome.ERROR,
                "The gate could not run: there is none of this name",
                "The configuration requires it.",
                List.of())));
        String patch = waivers.isEmpty() ? "" : Waiver.patchOf(input.change());
        return new GateReport(
                verdicts,
                required,
                waivers.stream().filter(waiver -> waiver.patch().equals(patch)).toList());
    }

    private GateInput withoutRuns(GateInput input, Gate gate) {
        return input.trees() instanceof TwoTrees
                ? input.with(new Trees.None(required.contains(gate.id()), "the time limit was reached"))
                : input;
    }

    private static Verdict judge(Gate gate, GateInput input) {
        try {
            return gate.judge(input);
        } catch (RuntimeException e) {
            LOG.error("gate {} failed", gate.id(), e);
            String cause = e.getClass().getSimpleName();
            return new Verdict(
                    gate.id(),
                    Verdict.Outcome.ERROR,
                    "The gate could not run: " + cause,
                    "The log has the details.",
                    List.of());
        }
    }
}
