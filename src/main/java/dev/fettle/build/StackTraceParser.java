package dev.fettle.build;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Finds stack traces in text that people and programs wrote: logs, issues, reports. They may be cut off, wrapped, quoted, indented, fenced or not, in colour, escaped as
 * HTML or JSON, and behind the prefixes of loggers, containers and CI services. The text is foreign: at most {@link #MAX_CHARS} of it are read, in time linear in its
 * length, and nothing in it makes this class throw.
 */
public final class StackTraceParser {
    /** Read of a text; the rest is not looked at. */
    public static final int MAX_CHARS = 2 << 20;

    private static final int MAX_TRACES = 50;

    private StackTraceParser() {}

    /** The first trace of a text that names its exception; where none does, the first. */
    public static Optional<StackTrace> parse(String text) {
        List<StackTrace> all = parseAll(text);
        return all.stream()
                .filter(trace -> !trace.type().isEmpty())
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    /**
     * The first trace of a text as it may be written down: it is read as it came, in memory, and redacted in its parts. The other way round a redactor that takes a line's
     * number for a literal of SQL, or a frame for an address, would leave nothing to read.
     */
    public static Optional<StackTrace> parseClean(String text, UnaryOperator<String> redact) {
        return parse(text).map(trace -> trace.clean(redact));
    }

    /** All traces of a text in their order there, at most fifty. */
    public static List<StackTrace> parseAll(String text) {
        List<String> lines = TraceLines.of(text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text);
        List<LocatedTrace> traces = List.of();
        if (upsideDown(lines)) {
            List<String> turned = new ArrayList<>(lines);
            Collections.reverse(turned);
            traces = read(turned);
        }
        if (traces.isEmpty()) {
            traces = read(lines);
        }
        return traces.stream()
                .sorted(Comparator.comparingInt(LocatedTrace::line))
                .limit(MAX_TRACES)
                .map(LocatedTrace::trace)
                .toList();
    }

    /** Some viewers of logs show the newest line first: the head of a traceback stands below its frames, and none above them. */
    private static boolean upsideDown(List<String> lines) {
        int frames = 0;
        boolean head = false;
        for (String line : lines) {
            if (line.contains(PythonTraces.HEADS_HAVE)) {
                if (frames == 0) {
                    return false;
                }
                head = true;
            } else if (line.contains("File \"") && line.contains("\", line ")) {
                if (head) {
                    return false;
                }
                frames++;
            }
        }
        return head;
    }

    private static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>(new JavaTraces().read(lines));
        traces.addAll(PythonTraces.read(lines));
        traces.addAll(ScriptTraces.read(lines));
        traces.addAll(DotNetTraces.read(lines));
        traces.addAll(TapTraces.read(lines));
        traces.addAll(TrackerTraces.read(lines));
        traces.addAll(ClojureTraces.read(lines));
        traces.addAll(GoTraces.read(lines));
        traces.addAll(GinTraces.read(lines));
        traces.addAll(RustTraces.read(lines));
        return traces;
    }
}
