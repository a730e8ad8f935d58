package dev.fettle.build;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds stack traces in text that people and programs wrote: logs, issues, reports. The text is foreign: at most {@link #MAX_CHARS} of it are read, in
 * time linear in its length, and nothing in it makes this class throw.
 */
public final class StackTraceParser {
    /** Read of a text; the rest is not looked at. */
    public static final int MAX_CHARS = 2 << 20;

    private static final int MAX_TRACES = 50;
    private static final Pattern QUOTE = Pattern.compile("^(?:> ?|\\| )+");
    private static final Pattern MAVEN_LEVEL = Pattern.compile("^\\[(?:ERROR|INFO|WARNING|DEBUG|WARN|FATAL)\\] ?");

    private StackTraceParser() {}

    /** The first trace of a text. */
    public static Optional<StackTrace> parse(String text) {
        return parseAll(text).stream().findFirst();
    }

    /** All traces of a text in their order there, at most fifty; Java's before those of other languages. */
    public static List<StackTrace> parseAll(String text) {
        List<String> lines = new ArrayList<>();
        String read = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
        read.lines().forEach(line -> lines.add(plain(line)));
        List<StackTrace> traces = new ArrayList<>(new JavaTraces().read(lines));
        traces.addAll(PythonTraces.read(lines));
        traces.addAll(ScriptTraces.read(lines));
        traces.addAll(NativeTraces.go(lines));
        traces.addAll(NativeTraces.rust(lines));
        return traces.size() <= MAX_TRACES ? traces : traces.subList(0, MAX_TRACES);
    }

    private static String plain(String line) {
        String text = LogText.plain(line);
        text = QUOTE.matcher(text).replaceFirst("");
        text = MAVEN_LEVEL.matcher(text).replaceFirst("");
        if (text.indexOf("&lt;") >= 0) {
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        }
        return text;
    }
}
