package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Python's tracebacks, and pytest's own form of them. */
final class PythonTraces {
    private static final Pattern HEAD = Pattern.compile("Traceback \\(most recent call last\\):\\s*$");
    private static final Pattern FRAME = Pattern.compile("^\\s*File \"([^\"]+)\", line (\\d+)(?:, in (.+))?$");
    private static final Pattern ERROR = Pattern.compile("^\\s*([A-Za-z_][\\w.]*)(?:: ?(.*))?$");
    private static final Pattern CHAIN =
            Pattern.compile("^\\s*(?:The above exception was the direct cause|During handling of the above exception)");
    private static final Pattern PYTEST_ERROR = Pattern.compile(
            "^E\\s{2,}([A-Za-z_][\\w.]*(?:Error|Exception|Warning|Interrupt|Exit|Failed))(?:: ?(.*))?$");
    private static final Pattern PYTEST_FRAME =
            Pattern.compile("^([^\\s:]+\\.py):(\\d+):(?: in (\\S+)| ([A-Za-z_][\\w.]*))?\\s*$");

    private PythonTraces() {}

    static List<StackTrace> read(List<String> lines) {
        List<StackTrace> traces = tracebacks(lines);
        return traces.isEmpty() ? pytest(lines) : traces;
    }

    private static List<StackTrace> tracebacks(List<String> lines) {
        List<StackTrace> traces = new ArrayList<>();
        List<StackTrace> earlier = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (CHAIN.matcher(lines.get(i)).find() && !traces.isEmpty()) {
                earlier.add(0, traces.remove(traces.size() - 1));
            }
            if (!HEAD.matcher(lines.get(i)).find()) {
                continue;
            }
            List<Frame> frames = new ArrayList<>();
            int at = i + 1;
            for (; at < lines.size(); at++) {
                Matcher frame = FRAME.matcher(lines.get(at));
                if (frame.find()) {
                    frames.add(frame(frame.group(1), frame.group(3), frame.group(2)));
                } else if (indent(lines.get(at)) <= indent(lines.get(i))
                        && !lines.get(at).isBlank()) {
                    break;
                }
            }
            Matcher error = at < lines.size() ? ERROR.matcher(lines.get(at)) : ERROR.matcher(" ");
            boolean named = error.find();
            Collections.reverse(frames);
            List<StackTrace> causes = new ArrayList<>();
            earlier.forEach(cause -> causes.add(alone(cause)));
            traces.add(new StackTrace(
                    Language.PYTHON, named ? error.group(1) : "", named ? text(error.group(2)) : "", frames, causes));
            earlier.clear();
            i = at - 1;
        }
        return traces;
    }

    private static StackTrace alone(StackTrace trace) {
        return new StackTrace(trace.language(), trace.type(), trace.message(), trace.frames(), List.of());
    }

    private static List<StackTrace> pytest(List<String> lines) {
        List<StackTrace> traces = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        String type = "";
        String message = "";
        for (String line : lines) {
            Matcher error = PYTEST_ERROR.matcher(line);
            Matcher frame = PYTEST_FRAME.matcher(line);
            if (error.find()) {
                type = error.group(1);
                message = text(error.group(2));
            } else if (frame.find()) {
                frames.add(0, frame(frame.group(1), frame.group(3), frame.group(2)));
                boolean last = frame.group(4) != null;
                if (last && type.isEmpty()) {
                    type = text(frame.group(4));
                }
                if (last) {
                    traces.add(new StackTrace(Language.PYTHON, type, message, frames, List.of()));
                    frames = new ArrayList<>();
                    type = "";
                    message = "";
                }
            }
        }
        if (!frames.isEmpty() && !type.isEmpty()) {
            traces.add(new StackTrace(Language.PYTHON, type, message, frames, List.of()));
        }
        return traces;
    }

    private static Frame frame(String file, @Nullable String function, String line) {
        return new Frame("", text(function), file, JavaFrames.number(line));
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group.strip();
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
