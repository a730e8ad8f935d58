package dev.fettle.improve;

import dev.fettle.backlog.Ticket;
import dev.fettle.base.Redactor;
import dev.fettle.base.UntrustedText;
import dev.fettle.build.TestId;
import dev.fettle.gate.GateReport;
import dev.fettle.gate.Gates;
import dev.fettle.gate.Waiver;
import dev.fettle.propose.Risk;
import dev.fettle.repair.Budget;
import dev.fettle.repair.Difference;
import dev.fettle.repair.FindingsProver;
import dev.fettle.repair.OutsideWorld;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Patcher;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.repair.Prover;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproducer;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.RuleFixer;
import dev.fettle.repair.Search;
import dev.fettle.repair.Search.Plausible;
import dev.fettle.repair.SuiteBeside;
import dev.fettle.repair.Suspect;
import dev.fettle.sandbox.SandboxRefusedException;
import dev.fettle.sandbox.Sandboxes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a problem to a proved, gated patch: the same way for the server, for a cycle by hand and for a folder on a laptop. */
public final class RepairPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(RepairPipeline.class);

    /** Of the plausible candidates, so many are taken to the proof before giving up. */
    private static final int MOST_PROOFS = 3;

    private static final int LONGEST_DIFFERENCE = 200;

    private final Reproducer reproducer;
    private final List<Patcher> patchers;
    private final Prover prover;
    private final FindingRepair findings;
    private final Judging judging;
    private final Redactor redactor;
    private final InstantSource clock;

    /**
     * A pipeline.
     *
     * @param patchers the engines, asked in this order
     * @param fixer mends what rules find, without any red test
     * @param findingsProver proves what that made
     * @param redactor of what failing tests, builds and engines say: nothing of it leaves the pipeline as it was
     * @param sandboxes in which gates build and run both trees
     */
    public RepairPipeline(
            Reproducer reproducer,
            List<Patcher> patchers,
            Prover prover,
            RuleFixer fixer,
            FindingsProver findingsProver,
            Redactor redactor,
            InstantSource clock,
            Sandboxes sandboxes) {
        this.judging = new Judging(sandboxes, clock);
        this.findings = new FindingRepair(fixer, findingsProver, judging);
        this.reproducer = reproducer;
        this.patchers = List.copyOf(patchers);
        this.prover = prover;
        this.redactor = redactor;
        this.clock = clock;
    }

    /** How it ended. */
    public sealed interface Result {
        /** The stages with the time each took, in order. */
        StageTimes times();
    }

    /** A patch that is proved; whether it may be proposed the gate report says. */
    public record Mended(
            Patch patch, Reproduction reproduction, Search search, GateReport gates, Risk risk, StageTimes times)
            implements Result {
        /** The same with another gate's verdict, which comes after the text is composed. */
        Mended with(GateReport report) {
            return new Mended(patch, reproduction, search, report, risk, times);
        }

        Mended plus(StageTimes more) {
            return new Mended(patch, reproduction, search, gates, risk, times.plus(more));
        }
    }

    /** Nothing to propose. {@code error} tells what could not be tried from what was tried in vain; {@code engine} is the last that searched, "" for none. */
    public record NotMended(
            RepairReason reason,
            Stage furthest,
            String detail,
            boolean error,
            @Nullable Reproduction reproduction,
            @Nullable Search search,
            @Nullable Stopped stopped,
            String engine,
            StageTimes times)
            implements Result {
        /** Where no gate had a say. */
        public NotMended(
                RepairReason reason,
                Stage furthest,
                String detail,
                boolean error,
                @Nullable Reproduction reproduction,
                @Nullable Search search,
                StageTimes times) {
            this(reason, furthest, detail, error, reproduction, search, null, "", times);
        }

        NotMended plus(StageTimes more) {
            return new NotMended(
                    reason, furthest, detail, error, reproduction, search, stopped, engine, times.plus(more));
        }

        /** A patch that was mended, and then stopped by a gate that came later. */
        static NotMended stoppedBy(Mended mended) {
            return new NotMended(
                    RepairReason.GATE_STOPPED,
                    Stage.GATES,
                    Judging.reasons(mended.gates()),
                    false,
                    mended.reproduction(),
                    mended.search(),
                    new Stopped(Waiver.patchOf(mended.patch().change()), mended.gates()),
                    mended.patch().engine(),
                    mended.times());
        }

        NotMended stoppedBy(Stopped by) {
            return new NotMended(reason, furthest, detail, error, reproduction, search, by, engine, times);
        }
    }

    /**
     * A proved patch that a gate stopped. The patch itself goes nowhere: it may hold a secret.
     *
     * @param patch which one, see {@link Waiver#patchOf}
     */
    public record Stopped(String patch, GateReport gates) {}

    /** As the other, where no record of earlier patches is kept. */
    public Result mend(Problem problem, Ticket ticket, Gates gates, Budget budget, Progress listener) {
        return mend(problem, ticket, gates, budget, RuleRecords.NONE, listener);
    }

    /**
     * Mends a problem. What the result quotes is redacted.
     *
     * @param ticket gives the report its risk and effort
     * @param records how earlier patches ended: part of the risk
     */
    public Result mend(
            Problem problem, Ticket ticket, Gates gates, Budget budget, RuleRecords records, Progress listener) {
        Measuring measuring = new Measuring(clock, records);
        return new ResultRedaction(redactor).of(raw(problem, ticket, gates, budget, measuring, listener));
    }

    /** An end that came before the pipeline was asked, in words as redacted as its own. */
    public NotMended redacted(NotMended ended) {
        return new ResultRedaction(redactor).of(ended);
    }

    private Result raw(
            Problem problem, Ticket ticket, Gates gates, Budget budget, Measuring measuring, Progress listener) {
        StageClock stages = new StageClock(clock, listener);
        try {
            RepairTime time = new RepairTime(budget.wallTime(), stages);
            return mend(new Work(problem, ticket, gates, measuring, stages, time), budget);
        } catch (SandboxRefusedException e) {
            return stages.end(RepairReason.NO_SANDBOX, String.valueOf(e.getMessage()), true, null, null);
        } catch (StoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                return stages.end(RepairReason.CANCELLED, "", false, null, null);
            }
            Optional<String> full = FullDisk.seenIn(e);
            if (full.isPresent()) {
                LOG.warn("the repair of ticket {} failed: {}", ticket.id(), full.get());
                return stages.end(RepairReason.ENVIRONMENT, full.get(), true, null, null);
            }
            LOG.error("the repair of ticket {} failed", ticket.id(), e);
            return stages.end(RepairReason.INTERNAL, e.getClass().getSimpleName(), true, null, null);
        }
    }

    private Result mend(Work work, Budget budget) {
        work.stages().stage(Stage.REPRODUCE);
        Problem.RuleFinding finding = work.problem().finding();
        if (finding != null) {
            return findings.mend(work, finding);
        }
        Reproducer.Outcome outcome = reproducer.reproduce(work.problem(), budget.wallTime(), work.stages());
        if (outcome instanceof Reproducer.NotReproduced not) {
            return work.stages().end(not.reason(), not.detail(), not.error(), null, null);
        }
        Reproducer.Reproduced reproduced = (Reproducer.Reproduced) outcome;
        try (SuiteBeside suite = reproduced.suite()) {
            return mend(work, budget, reproduced.parts(), suite);
        }
    }

    private Result mend(Work work, Budget budget, List<Reproduction> parts, @Nullable SuiteBeside suite) {
        StageClock stages = work.stages();
        Result last = null;
        for (int part = 0; part < parts.size(); part++) {
            Duration left = budget.wallTime().minus(stages.elapsed());
            if (last != null && left.isNegative()) {
                break;
            }
            if (parts.size() > 1) {
                stages.note("looking for the cause of " + names(parts.get(part)) + ", apart from what else is red");
            }
            // The most promising one gets half of the time, and so on; the last one all that is left.
            Duration share = part == parts.size() - 1 ? left : left.dividedBy(2);
            last = mend(work, new Budget(share, budget.candidates()), parts.get(part), suite);
            if (last instanceof Mended || Thread.currentThread().isInterrupted()) {
                return last;
            }
        }
        return Objects.requireNonNull(last);
    }

    private static String names(Reproduction reproduction) {
        String names = String.join(
                ", ",
                reproduction.red().stream()
                        .limit(3)
                        .map(outcome -> outcome.id().toString())
                        .toList());
        return reproduction.red().size() > 3 ? names + ", …" : names;
    }

    private Result mend(Work work, Budget budget, Reproduction reproduction, @Nullable SuiteBeside suite) {
        StageClock stages = work.stages();
        Duration begun = stages.elapsed();
        Duration proof = RepairTime.kept(reproduction, begun, budget.wallTime());
        Search last = null;
        for (Patcher patcher : patchers) {
            stages.stage(Stage.LOCALISE);
            Duration left =
                    budget.wallTime().minus(proof).minus(stages.elapsed().minus(begun));
            if (left.isNegative() || left.isZero()) {
                return stages.end(RepairReason.TIME_BUDGET, "", false, reproduction, last);
            }
            stages.engine(patcher.name());
            Search search = patcher.search(work.problem(), reproduction, new Budget(left, budget.candidates()), stages);
            last = search;
            if (Thread.currentThread().isInterrupted()) {
                return stages.end(RepairReason.CANCELLED, "", false, reproduction, search);
            }
            if (!search.plausible().isEmpty()) {
                return prove(work, reproduction, suite, patcher, search);
            }
        }
        RepairReason reason = last == null || last.suspects().isEmpty()
                ? RepairReason.NO_SUSPECT
                : canBeChanged(work.problem(), last) ? RepairReason.NO_FIX_FOUND : RepairReason.NOT_UTF8;
        if (last != null
                && stages.elapsed().minus(begun).compareTo(budget.wallTime().minus(proof)) >= 0) {
            reason = RepairReason.TIME_BUDGET;
        }
        List<String> notes = new ArrayList<>(OutsideWorld.missing(reproduction.red()));
        if (last != null) {
            notes.addAll(last.notes());
        }
        return stages.end(reason, String.join("\n", notes), false, reproduction, last);
    }

    private static boolean canBeChanged(Problem problem, Search search) {
        return search.suspects().stream()
                .map(Suspect::path)
                .distinct()
                .anyMatch(path -> problem.workspace().read(path).isPresent());
    }

    private Result prove(Work work, Reproduction seen, @Nullable SuiteBeside suite, Patcher patcher, Search search) {
        StageClock stages = work.stages();
        if (search.confidence() < patcher.confidenceNeeded()) {
            return stages.end(RepairReason.NOT_CONFIDENT, candidates(search), false, seen, search);
        }
        stages.stage(Stage.PROVE);
        if (!search.doubtful().isEmpty()) {
            stages.note("whether it is red each time is doubtful: running it again as it is");
            Set<TestId> green = reproducer.greenAtTimes(work.problem(), seen, work.time()::forRun);
            if (!green.isEmpty()) {
                Reproducer.NotReproduced flaky = Reproducer.flaky(green);
                return stages.end(flaky.reason(), flaky.detail(), flaky.error(), seen, search);
            }
        }
        @Nullable Reproduction reproduction = suite == null ? seen : null;
        List<String> refusals = new ArrayList<>();
        for (Plausible plausible :
                search.plausible().stream().limit(MOST_PROOFS).toList()) {
            if (work.time().isUp()) {
                break;
            }
            Prover.Outcome outcome;
            try (Prover.Begun begun = prover.begin(work.problem(), seen, plausible, work.time()::forRun, stages)) {
                if (reproduction == null) {
                    stages.note("waiting for the whole suite of the base");
                    Reproducer.Outcome whole = Objects.requireNonNull(suite).join(seen);
                    if (whole instanceof Reproducer.NotReproduced not) {
                        return stages.end(not.reason(), not.detail(), not.error(), seen, search);
                    }
                    reproduction = ((Reproducer.Reproduced) whole).reproduction();
                }
                outcome = prover.prove(work.problem(), reproduction, begun, search, patcher.name(), stages);
            }
            if (outcome instanceof Prover.Proved proved) {
                return judging.judge(work, proved.patch(), reproduction, search);
            }
            refusals.add(plausible.candidate().summary() + ": " + ((Prover.Refused) outcome).detail());
        }
        return work.time().isUp()
                ? stages.end(RepairReason.TIME_BUDGET, unproved(search), false, reproduction, search)
                : stages.end(RepairReason.NOT_PROVED, String.join("\n", refusals), false, reproduction, search);
    }

    private static String unproved(Search search) {
        return "What passes every test was found, and no time was left to prove it:\n" + candidates(search);
    }

    /** What a person can decide by; foreign words, on one line. */
    private static String difference(@Nullable Difference difference) {
        return difference == null
                ? ""
                : UntrustedText.oneLine(
                        "; on " + difference.call() + " it gives " + difference.other() + ", the first gives "
                                + difference.chosen(),
                        LONGEST_DIFFERENCE);
    }

    private static String candidates(Search search) {
        List<String> lines = new ArrayList<>();
        search.plausible().stream()
                .limit(5)
                .forEach(plausible -> lines.add(plausible.candidate().path() + ":"
                        + plausible.candidate().line() + " "
                        + plausible.candidate().summary()
                        + difference(plausible.difference())));
        return String.join("\n", lines);
    }
}
