package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the few frames that services for crash reports put into the issues which they open: the place before the function, or a frame and its class, and the exception apart from them. */
final class TrackerTraces {
    private static final Pattern SECTION = Pattern.compile("^\\s*#{2,4} Stack ?[tT]race(?: ###)?\\s*$");
    private static final Pattern REASON = Pattern.compile("^\\s*#{2,4} Reason(?: ###)?\\s*$");
    private static final Pattern HEADING = Pattern.compile("^\\s*#{1,4} ");
    private static final Pattern TITLE = Pattern.compile("^\\s*\\*\\*([\\w.$]+)\\*\\* in \\*\\*");
    private static final Pattern PLACE_FIRST = Pattern.compile("^\\s*(\\S+\\.\\w{1,6}):(\\d+) - (\\S.*)$");
    private static final Pattern WITH_CLASS = Pattern.compile(
            "^\\s*([\\w.`+<>$]+)\\.([\\w<>`$]+) ?\\(([^()]*)\\)(?: \\[0x[0-9a-f]+\\] in .*| \\+ 0x[0-9a-f]+| in (.*) at (\\d+):\\d+)?;[\\w.`+<>$]+\\s*$");
    private static final Pattern ERROR = Pattern.compile("^\\s*((?:\\w+\\.)*\\w*(?:Exception|Error))(?:: (.*))?$");
    private static final int NEAR = 60;

    private TrackerTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("tack") && SECTION.matcher(lines.get(i)).find()) {
                List<Frame> frames = new ArrayList<>();
                int at = i + 1;
                for (; at < lines.size() && !HEADING.matcher(lines.get(at)).find(); at++) {
                    Frame frame = frame(lines.get(at));
                    if (frame != null) {
                        frames.add(frame);
                    }
                }
                if (!frames.isEmpty()) {
                    traces.add(trace(lines, i, at, frames));
                }
                i = at - 1;
            }
        }
        return traces;
    }

    private static @Nullable Frame frame(String line) {
        Matcher place = PLACE_FIRST.matcher(line);
        if (place.find()) {
            String file = place.group(1);
            String function = place.group(3).strip();
            int dot = function.lastIndexOf('.');
            boolean java = language(file) == Language.JAVA && dot > 0;
            return new Frame(
                    java ? function.substring(0, dot) : "",
                    java ? function.substring(dot + 1) : function,
                    file,
                    JavaFrames.number(place.group(2)));
        }
        Matcher dotNet = WITH_CLASS.matcher(line);
        if (!dotNet.find()) {
            return null;
        }
        String file = dotNet.group(4) == null ? "" : dotNet.group(4).strip();
        boolean placed = file.endsWith(".cs");
        return new Frame(
                dotNet.group(1), dotNet.group(2), placed ? file : "", placed ? JavaFrames.number(dotNet.group(5)) : 0);
    }

    private static Language language(String file) {
        if (file.isEmpty()) {
            return Language.DOTNET;
        }
        String ending = file.substring(file.lastIndexOf('.') + 1);
        return switch (ending) {
            case "java", "kt", "scala", "groovy" -> Language.JAVA;
            case "py" -> Language.PYTHON;
            case "go" -> Language.GO;
            case "cs" -> Language.DOTNET;
            default -> Language.JAVASCRIPT;
        };
    }

    private static LocatedTrace trace(List<String> lines, int section, int end, List<Frame> frames) {
        String type = "";
        String message = "";
        for (int i = Math.max(0, section - NEAR); i < Math.min(lines.size(), end + NEAR); i++) {
            Matcher title = TITLE.matcher(lines.get(i));
            if (title.find() && i + 1 < lines.size()) {
                type = title.group(1);
                message = lines.get(i + 1).strip();
                message = message.startsWith(type + ": ") ? message.substring(type.length() + 2) : message;
                break;
            }
            if (REASON.matcher(lines.get(i)).find()) {
                for (int at = i + 1; at < Math.min(lines.size(), i + 3); at++) {
                    Matcher error = ERROR.matcher(lines.get(at));
                    if (error.find()) {
                        type = error.group(1);
                        message = error.group(2) == null ? "" : error.group(2).strip();
                    }
                }
                break;
            }
        }
        Language language = language(frames.get(0).file());
        return new LocatedTrace(section, new StackTrace(language, type, message, frames, List.of()));
    }
}
