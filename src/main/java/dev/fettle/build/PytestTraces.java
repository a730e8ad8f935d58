package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;

/** Reads pytest's own form of a trace: the code with its failing line, {@code E} before the exception, and places without functions. */
final class PytestTraces {
    private static final Pattern ERROR = Pattern.compile(
            "^E\\s{2,}([A-Za-z_][\\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Failed))(?:: ?(.*))?$");
    private static final Pattern ASSERTED = Pattern.compile("^E\\s{2,}(assert .*)$");
    private static final Pattern PLACE =
            Pattern.compile("^([^\\s:]+\\.py):(\\d+):(?: in (\\S+)| ([A-Za-z_][\\w.]*))?\\s*$");
    private static final Pattern FUNCTION = Pattern.compile("^(?:>?\\s+)?(?:async )?def (\\w+)\\(");
    private static final Pattern SECTION = Pattern.compile("^_{3,} .* _{3,}$");

    private PytestTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        if (lines.stream().noneMatch(line -> line.contains(".py:"))) {
            // Without a place there is no trace.
            return List.of();
        }
        List<LocatedTrace> traces = new ArrayList<>();
        Section section = new Section();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher error = ERROR.matcher(line);
            Matcher asserted = ASSERTED.matcher(line);
            Matcher place = PLACE.matcher(line);
            Matcher function = FUNCTION.matcher(line);
            if (SECTION.matcher(line).find()) {
                section.addTo(traces);
                section = new Section();
            } else if (error.find()) {
                section.type = section.type.isEmpty() ? error.group(1) : section.type;
                section.message = section.message.isEmpty() ? PythonTraces.text(error.group(2)) : section.message;
            } else if (asserted.find() && section.type.isEmpty()) {
                section.type = "AssertionError";
                section.message = asserted.group(1);
            } else if (place.find()) {
                section.first = section.frames.isEmpty() ? i : section.first;
                String in = place.group(3) == null ? section.function : place.group(3);
                section.frames.add(0, PythonTraces.frame(place.group(1), in, place.group(2)));
                if (place.group(4) != null) {
                    section.type = section.type.isEmpty() ? PythonTraces.text(place.group(4)) : section.type;
                    section.addTo(traces);
                    section = new Section();
                }
            } else if (function.find()) {
                section.function = function.group(1);
            }
        }
        section.addTo(traces);
        return traces;
    }

    private static final class Section {
        private final List<Frame> frames = new ArrayList<>();
        private String type = "";
        private String message = "";
        private String function = "";
        private int first;

        void addTo(List<LocatedTrace> traces) {
            if (!frames.isEmpty() && !type.isEmpty()) {
                traces.add(new LocatedTrace(first, new StackTrace(Language.PYTHON, type, message, frames, List.of())));
            }
        }
    }
}
