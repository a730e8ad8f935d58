package dev.fettle.backlog;

import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stack trace as evidence keeps it, and the files it names. */
final class TraceText {
    private static final int MOST_FRAMES = 40;

    private TraceText() {}

    /** The trace as text in its own language's form, causes included; "" for none. */
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

    /** The files of the trace's own frames, as far as the trace names them, top first, at most three. */
    static List<String> files(StackTrace trace) {
        List<String> files = new ArrayList<>();
        for (Frame frame : trace.frames()) {
            String name = frame.className();
            boolean library = name.startsWith("java.")
                    || name.startsWith("jdk.")
                    || name.startsWith("javax.")
                    || name.startsWith("sun.");
            if (!library && !frame.file().isEmpty() && !frame.file().startsWith("<") && !files.contains(frame.file())) {
                files.add(frame.file());
            }
            if (files.size() == 3) {
                break;
            }
        }
        return files;
    }
}
