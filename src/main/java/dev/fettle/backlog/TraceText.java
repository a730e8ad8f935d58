package dev.fettle.backlog;

import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A stack trace as evidence keeps it, and the files it names. */
final class TraceText {
    private static final int MOST_FILES = 3;
    private static final int MOST_FRAMES = 40;

    private TraceText() {}

    /** The trace as text, in the form that Java gives to traces, causes included; "" for none. */
    static String of(@Nullable StackTrace trace) {
        if (trace == null) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        one(text, "", trace);
        trace.causes().forEach(cause -> one(text, "Caused by: ", cause));
        return text.toString();
    }

    private static void one(StringBuilder text, String lead, StackTrace trace) {
        text.append(lead).append(trace.type());
        if (!trace.message().isEmpty()) {
            text.append(": ").append(trace.message());
        }
        text.append('\n');
        trace.frames().stream()
                .limit(MOST_FRAMES)
                .forEach(frame -> text.append("\tat ").append(place(frame)).append('\n'));
    }

    private static String place(Frame frame) {
        String file =
                frame.file().isEmpty() ? "Unknown Source" : frame.file() + (frame.line() > 0 ? ":" + frame.line() : "");
        return frame.className() + "." + frame.method() + "(" + file + ")";
    }

    /** The files of frames, as far as they are named, top first, at most three. */
    static List<String> files(Stream<String> names) {
        return names.filter(file -> !file.isEmpty() && !file.startsWith("<"))
                .distinct()
                .limit(MOST_FILES)
                .toList();
    }
}
