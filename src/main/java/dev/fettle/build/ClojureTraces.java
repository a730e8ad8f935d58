package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;

/** Reads what Clojure's tools print of an error: one place, and what was said below it. */
final class ClojureTraces {
    private static final Pattern ERROR = Pattern.compile(
            "^\\s*(?:Execution|Syntax) error(?: \\((\\S+)\\))?(?: [a-z -]+)? at (?:([^\\s/()]+)/([^\\s()]+) )?\\(([^\\s():]+):(\\d+)(?::\\d+)?\\)\\.?\\s*$");

    private ClojureTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher error = lines.get(i).contains(" error") ? ERROR.matcher(lines.get(i)) : null;
            if (error == null || !error.find()) {
                continue;
            }
            String type = error.group(1) == null ? "Exception" : error.group(1);
            String message = i + 1 < lines.size() ? lines.get(i + 1).strip() : "";
            Frame frame = new Frame(
                    PythonTraces.text(error.group(2)),
                    PythonTraces.text(error.group(3)),
                    error.group(4),
                    JavaFrames.number(error.group(5)));
            traces.add(new LocatedTrace(i, new StackTrace(Language.JAVA, type, message, List.of(frame), List.of())));
        }
        return traces;
    }
}
