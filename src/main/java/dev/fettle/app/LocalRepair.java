package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import dev.fettle.improve.RepairPipeline;
import dev.fettle.improve.RepairPipeline.NotMended;
import dev.fettle.improve.StageTimes;
import dev.fettle.improve.TicketProblem;
import dev.fettle.intake.Signal;
import dev.fettle.repair.Budget;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Problem.RuleFinding;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine and the gates on a folder, with no forge: the same for {@code fix} and for the benchmark. */
final class LocalRepair {
    private static final int MOST_CANDIDATES = 200_000;

    private final EngineWiring engine;
    private final RepositorySettings settings;
    private final InstantSource clock;

    /** @param settings which gates are in force, and how strict they are */
    LocalRepair(EngineWiring engine, RepositorySettings settings, InstantSource clock) {
        this.engine = engine;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * How it ended.
     *
     * @param problem null when the project could not be made ready
     */
    record Done(
            Ticket ticket,
            RepairPipeline.Result result,
            FixReport report,
            @Nullable Problem problem) {}

    /**
     * What a person says is wrong.
     *
     * @param tests said to be red; empty for all that are
     * @param finding what a rule of code analysis found, where no test is red
     * @param ticket one of the backlog, whose evidence says it all
     */
    record Asked(
            List<TestId> tests, Optional<StackTrace> trace, Optional<RuleFinding> finding, Optional<Ticket> ticket) {
        Asked {
            tests = List.copyOf(tests);
        }

        /** Red tests alone. */
        static Asked of(List<TestId> tests) {
            return new Asked(tests, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** Mends a folder's snapshot. */
    Done mend(Path folder, Workspace workspace, Asked asked, Duration timeLimit, Progress progress) {
        progress.stage(Stage.PREPARE);
        Instant begun = clock.instant();
        TicketProblem.Outcome outcome = outcome(workspace, asked);
        Duration prepared = Duration.between(begun, clock.instant());
        Ticket ticket = asked.ticket().orElseGet(() -> ticket(folder, asked));
        Problem problem = outcome instanceof TicketProblem.Ready ready ? ready.problem() : null;
        RepairPipeline.Result result;
        if (problem == null) {
            TicketProblem.Not not = (TicketProblem.Not) outcome;
            String detail = new LocalFolder(folder)
                    .elsewhere()
                    .map(elsewhere -> not.detail() + "\n" + elsewhere)
                    .orElse(not.detail());
            result = engine.pipeline()
                    .redacted(new NotMended(
                            not.reason(), Stage.PREPARE, detail, not.error(), null, null, StageTimes.NONE));
        } else {
            result = engine.pipeline()
                    .mend(problem, ticket, engine.gates(settings), new Budget(timeLimit, MOST_CANDIDATES), progress);
        }
        FixReport report = new FixReport(ticket, result, workspace);
        report.took(Stage.PREPARE, prepared);
        return new Done(ticket, result, report, problem);
    }

    private TicketProblem.Outcome outcome(Workspace workspace, Asked asked) {
        return asked.ticket()
                .map(ticket -> engine.problems().of(ticket, workspace))
                .orElseGet(() -> said(workspace, asked));
    }

    private TicketProblem.Outcome said(Workspace workspace, Asked asked) {
        TicketProblem.Outcome outcome =
                engine.problems().of(workspace, asked.tests(), asked.trace().orElse(null), Map.of());
        return outcome instanceof TicketProblem.Ready ready
                ? new TicketProblem.Ready(ready.problem().found(asked.finding().orElse(null)))
                : outcome;
    }

    private Ticket ticket(Path folder, Asked asked) {
        RepositoryRef here = nameOf(folder);
        Signal signal = asked.trace()
                .<Signal>map(found -> new Signal.ExceptionSeen(
                        here, clock.instant(), found.root().type(), found.root().message(), found, List.of(), 1))
                .or(() -> asked.finding()
                        .map(found -> new Signal.RuleFinding(
                                here,
                                clock.instant(),
                                found.rule(),
                                found.path(),
                                0,
                                found.rule() + " finds something here",
                                "medium",
                                "",
                                "",
                                true)))
                .orElseGet(() -> new Signal.RedTests(
                        here,
                        clock.instant(),
                        "",
                        "",
                        true,
                        "fettle fix",
                        Signal.FailureClass.TEST,
                        asked.tests(),
                        null,
                        ""));
        return new TicketDrafts(clock).draft(signal);
    }

    /** What a folder goes by where no repository of a forge is meant. */
    static RepositoryRef nameOf(Path folder) {
        return new RepositoryRef(0, "local", localName(folder));
    }

    private static String localName(Path folder) {
        Path name = folder.toAbsolutePath().normalize().getFileName();
        String clean = name == null
                ? ""
                : name.toString().replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("^[^A-Za-z0-9_]+", "");
        return clean.isEmpty() ? "folder" : clean.length() > 100 ? clean.substring(0, 100) : clean;
    }
}
