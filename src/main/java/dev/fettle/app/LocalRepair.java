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
import dev.fettle.repair.Progress;
import dev.fettle.repair.Progress.Stage;
import dev.fettle.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The engine and the gates on a folder, with no forge: the same for {@code fix} and for the benchmark. */
final class LocalRepair {
    private static final int MOST_CANDIDATES = 200_000;

    private final EngineWiring engine;
    private final InstantSource clock;

    LocalRepair(EngineWiring engine, InstantSource clock) {
        this.engine = engine;
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
     * Mends a folder's snapshot.
     *
     * @param tests said to be red; empty for all that are
     */
    Done mend(
            Path folder,
            Workspace workspace,
            List<TestId> tests,
            Optional<StackTrace> trace,
            Duration timeLimit,
            Progress progress) {
        progress.stage(Stage.PREPARE);
        TicketProblem.Outcome outcome = engine.problems().of(workspace, tests, trace.orElse(null), Map.of());
        Ticket ticket = ticket(folder, tests, trace);
        Problem problem = outcome instanceof TicketProblem.Ready ready ? ready.problem() : null;
        RepairPipeline.Result result;
        if (outcome instanceof TicketProblem.Not not) {
            result = engine.pipeline()
                    .redacted(new NotMended(
                            not.reason(), Stage.PREPARE, not.detail(), not.error(), null, null, StageTimes.NONE));
        } else {
            result = engine.pipeline()
                    .mend(
                            ((TicketProblem.Ready) outcome).problem(),
                            ticket,
                            engine.gates(RepositorySettings.DEFAULT),
                            new Budget(timeLimit, MOST_CANDIDATES),
                            progress);
        }
        return new Done(ticket, result, new FixReport(ticket, result, workspace), problem);
    }

    private Ticket ticket(Path folder, List<TestId> tests, Optional<StackTrace> trace) {
        RepositoryRef here = nameOf(folder);
        Signal signal = trace.<Signal>map(found -> new Signal.ExceptionSeen(
                        here, clock.instant(), found.root().type(), found.root().message(), found, List.of(), 1))
                .orElseGet(() -> new Signal.RedTests(
                        here, clock.instant(), "", "", "fettle fix", Signal.FailureClass.TEST, tests, null, ""));
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
