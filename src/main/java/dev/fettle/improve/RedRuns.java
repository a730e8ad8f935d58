package dev.fettle.improve;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.CiFailure;
import dev.fettle.build.CiLogParser;
import dev.fettle.build.MostTelling;
import dev.fettle.build.StackTrace;
import dev.fettle.build.TestId;
import dev.fettle.forge.CiLog;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Forge;
import dev.fettle.intake.Signal;
import dev.fettle.intake.Signal.FailureClass;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a red CI run says went wrong, read from its logs. */
public final class RedRuns {
    private final Forge forge;
    private final UnaryOperator<String> clean;
    private final InstantSource clock;

    /** @param clean takes secrets and private data out of a log */
    public RedRuns(Forge forge, UnaryOperator<String> clean, InstantSource clock) {
        this.forge = forge;
        this.clean = clean;
        this.clock = clock;
    }

    /**
     * What was read.
     *
     * @param cause the line of the log that told the class, clean; "" where none did
     * @param told whether there was a log that says anything
     */
    public record Red(Signal.RedTests signal, String cause, boolean told) {
        /** Whether a change of the code can mend it. Without a log nothing is known, and running the tests shows what is red. */
        public boolean attempted() {
            return !told || signal.failureClass().attempted();
        }

        /** Its class, and where, in a sentence. */
        public String diagnosis() {
            String seen = cause.isEmpty() ? "" : ": " + cause;
            return signal.failureClass().sentence() + " (" + signal.run() + seen + ")";
        }
    }

    /** Reads a run, of the default branch or of another; empty for a suite without logs, which says no more than its runs do. */
    public Optional<Red> read(RepositoryRef repository, CiRun run, boolean onDefaultBranch) {
        List<CiLog> logs = forge.ciLogs(repository, run);
        if (logs.isEmpty() && run.kind() == CiRun.Kind.CHECK_SUITE) {
            return Optional.empty();
        }
        CiFailure failure = MostTelling.of(
                logs.stream().map(log -> CiLogParser.parse(log.content())).toList());
        StackTrace trace = failure.trace();
        Signal.RedTests signal = new Signal.RedTests(
                repository,
                clock.instant(),
                run.headSha(),
                run.headBranch(),
                onDefaultBranch,
                run.name(),
                FailureClass.valueOf(failure.kind().name()),
                failure.tests().stream()
                        .map(test -> new TestId(clean.apply(test.className()), clean.apply(test.method())))
                        .toList(),
                trace == null ? null : trace.clean(clean),
                clean.apply(failure.excerpt()));
        String cause = failure.cause().isEmpty() ? "" : clean.apply(failure.cause());
        return Optional.of(new Red(signal, cause, !logs.isEmpty() && !saysOnlyThatItIsRed(run, signal)));
    }

    /** A status has one line, written for people. Where it names no cause it is no log. */
    private static boolean saysOnlyThatItIsRed(CiRun run, Signal.RedTests signal) {
        return run.kind() == CiRun.Kind.STATUS && signal.failureClass() == FailureClass.UNKNOWN;
    }
}
