package dev.fettle.backlog;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.intake.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By what a trace that was cut before its cause is known again: an exception that wraps another is the same one with and without what follows it when type, message, place and line are the
 * same.
 *
 * @param end of the exception that the trace ends with
 * @param wrappers of those that wrap it, the outermost first
 */
public record TraceEnds(String end, List<String> wrappers) {
    public TraceEnds {
        wrappers = List.copyOf(wrappers);
    }

    /** Of a signal's trace; empty where there is none, or where it does not say at which line of the project it was thrown. */
    public static Optional<TraceEnds> of(Signal signal) {
        StackTrace trace = trace(signal);
        if (trace == null) {
            return Optional.empty();
        }
        List<StackTrace> parts = new ArrayList<>(List.of(trace));
        parts.addAll(trace.causes());
        List<String> wrappers = new ArrayList<>();
        for (StackTrace wrapper : parts.subList(0, parts.size() - 1)) {
            key(signal.repository(), wrapper).ifPresent(wrappers::add);
        }
        return key(signal.repository(), trace.root()).map(end -> new TraceEnds(end, wrappers));
    }

    private static @Nullable StackTrace trace(Signal signal) {
        if (signal instanceof Signal.ExceptionSeen seen) {
            return seen.trace();
        } else if (signal instanceof Signal.IssueRequested issue) {
            return issue.trace();
        }
        // A log of CI has the whole trace, or the lines of it that its runner prints of every failure.
        return null;
    }

    private static Optional<String> key(RepositoryRef repository, StackTrace part) {
        return OwnFrames.top(repository, part)
                .filter(own -> own.line() > 0 && !part.type().isEmpty())
                .map(own -> Fingerprint.hash(
                        "end",
                        Fingerprint.simple(part.type()),
                        Messages.normalise(part.message()),
                        Places.of(own),
                        Integer.toString(own.line())));
    }
}
