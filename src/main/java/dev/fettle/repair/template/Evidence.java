package dev.fettle.repair.template;

import dev.fettle.repair.run.Observation;
import dev.fettle.repair.run.Observation.End;
import dev.fettle.repair.run.Observation.Outcome;
import dev.fettle.repair.template.rule.Draft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the original and the plausible candidates did on inputs near those of the tests. Immutable. */
final class Evidence {
    static final Evidence NONE = new Evidence(List.of());

    /** So much less is a value believed that tests do not tell from others. */
    private static final double ANY_VALUE_PASSES = 0.75;

    private final List<Input> inputs;
    private final Map<Integer, Double> perturbedPass;
    /** Calls that a failing test makes itself, by method. */
    private final Set<List<String>> ofFailingTests;

    /**
     * One input.
     *
     * @param kept whether it lies near one of a test that was green before: there the program was probably right
     */
    record Input(Observation seen, boolean kept) {
        @Nullable
        Outcome original() {
            return seen.outcomes().get(0);
        }

        @Nullable
        Outcome of(Draft draft) {
            return seen.outcomes().get(draft.id());
        }
    }

    /** The same input seen from several tests counts once, and as near a green one where any of them is. */
    Evidence(List<Input> all) {
        Map<List<Object>, Input> once = new HashMap<>();
        List<List<Object>> order = new ArrayList<>();
        Set<List<String>> failing = new HashSet<>();
        for (Input input : all) {
            Observation seen = input.seen();
            if (!input.kept() && seen.change() == 0) {
                failing.add(List.of(seen.method(), seen.call()));
            }
            List<Object> key = List.of(seen.method(), seen.call(), seen.outcomes());
            if (!once.containsKey(key)) {
                order.add(key);
            }
            once.merge(key, input, (one, other) -> one.kept() ? one : other);
        }
        inputs = order.stream().map(once::get).toList();
        ofFailingTests = Set.copyOf(failing);
        perturbedPass = Map.of();
    }

    private Evidence(List<Input> inputs, Set<List<String>> ofFailingTests, Map<Integer, Double> perturbedPass) {
        this.inputs = inputs;
        this.ofFailingTests = ofFailingTests;
        this.perturbedPass = Map.copyOf(perturbedPass);
    }

    /**
     * The same, and how firmly tests hold what candidates bring.
     *
     * @param passing of candidates that bring a value, by id: which share of other values passes every test as well
     */
    Evidence with(Map<Integer, Double> passing) {
        return new Evidence(inputs, ofFailingTests, passing);
    }

    /**
     * How firmly the tests hold the value that a candidate brings, above 0 to 1: a number that might be one more as well, or an object that might be none, is one of many
     * that the tests let pass.
     */
    double firmness(Draft draft) {
        return 1 - ANY_VALUE_PASSES * perturbedPass.getOrDefault(draft.id(), 0.0);
    }

    List<Input> inputs() {
        return inputs;
    }

    /** Whether two candidates did the same on every input on which both were seen; empty of such inputs, false. */
    boolean same(Draft one, Draft two) {
        boolean any = false;
        for (Input input : inputs) {
            Outcome first = input.of(one);
            Outcome second = input.of(two);
            if (first != null && second != null) {
                if (!first.equals(second)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    /** Whether a candidate was seen on any input. */
    boolean knows(Draft draft) {
        return inputs.stream().anyMatch(input -> input.of(draft) != null);
    }

    /** Inputs on which at least two of the candidates differ: the others say nothing of which is right. */
    List<Input> telling(List<Draft> candidates) {
        return inputs.stream()
                .filter(input -> {
                    Set<Outcome> outcomes = new HashSet<>();
                    for (Draft candidate : candidates) {
                        Outcome outcome = input.of(candidate);
                        if (outcome != null) {
                            outcomes.add(outcome);
                        }
                    }
                    return outcomes.size() > 1;
                })
                .toList();
    }

    /** Whether a failing test itself makes this call, whoever else does. */
    boolean isOfFailingTest(Input input) {
        return ofFailingTests.contains(
                List.of(input.seen().method(), input.seen().call()));
    }

    /** Whether the original came back from an input. */
    static boolean returned(Input input) {
        Outcome original = input.original();
        return original != null && original.end() == End.RETURNED;
    }
}
