package dev.fettle.build;

import java.util.ArrayList;
import java.util.List;

/**
 * A trace and where it begins.
 *
 * @param line index of its first line in the text
 */
record LocatedTrace(int line, StackTrace trace) {
    /** The same with one more cause, which is the innermost now. */
    LocatedTrace causedBy(StackTrace cause) {
        List<StackTrace> causes = new ArrayList<>(trace.causes());
        causes.add(new StackTrace(cause.language(), cause.type(), cause.message(), cause.frames(), List.of()));
        causes.addAll(cause.causes());
        return new LocatedTrace(
                line, new StackTrace(trace.language(), trace.type(), trace.message(), trace.frames(), causes));
    }

    /** The same where the text tells of its cause first. */
    LocatedTrace following(LocatedTrace cause) {
        return new LocatedTrace(cause.line(), causedBy(cause.trace()).trace());
    }
}
