package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads traces of JavaScript engines. The exception stands above the frames, with a message of any number of lines. */
final class ScriptTraces {
    private static final String TYPE =
            "((?:[A-Za-z_$][\\w$]*\\.)*(?:[A-Z_$][\\w$]*)?(?:Error|Exception|Rejection|Fault|DeprecationWarning))";
    private static final String END = "(?:\\s?[\\[(][A-Za-z0-9_. -]+[\\])])?(?:\\)?\\s?: ?(.*)|\\)?,?\\s*\\{?)$";
    private static final Pattern AT_START = Pattern.compile(
            "^(?:\\W{0,6}(?:(?:Uncaught|Unhandled|uncaughtException|error|ERROR|Error)[:\\]]? ){0,3}(?:\\(in promise\\) |Rejection \\(|Runtime |exception:? |(?i:promise )?(?i:rejection):? )?)?"
                    + TYPE + END);
    private static final Pattern INSIDE = Pattern.compile("[\\s(\\[\"'`>:✖×⨯│]" + TYPE + END);
    private static final Pattern OTHER =
            Pattern.compile("^(?:Uncaught )?([A-Za-z_$][\\w.$]*(?: [A-Z]\\w+)?)(?: \\[[A-Z_0-9]+\\])?: (.*)$");
    /** A console names what kind of message it is, and not the error's class. */
    private static final Pattern LEVEL =
            Pattern.compile("^(?:FATAL|ERROR|✖|×)\\s+(\\S.{3,400}?)(?:\\s{4,}\\d{1,2}:\\d\\d:\\d\\d(?: [AP]M)?)?$");

    private static final Pattern BOUNDARY = Pattern.compile(
            "^\\s*(?:at (?:async |new )*\\S.{0,300} \\(index \\d+\\)|at <anonymous>|From previous event:|-+)[,{\\s]*$");
    private static final Pattern CAUSE = Pattern.compile("^\\s*(?:\\[cause\\]|Caused by|caused by): (.+)$");
    private static final Pattern PART_OF_GROUP = Pattern.compile("^\\s*\\[errors\\]: \\[");
    /** An error behind words that end in "Error", shown as an object. */
    private static final Pattern SHOWN = Pattern.compile("^\\{ ([A-Za-z_$][\\w$]*(?:Error|Exception)): (.*)$");

    private static final int LOOK_BACK = 30;
    private static final int LARGEST_GROUP = 300;
    private static final int LONGEST_MESSAGE = 4_000;

    private ScriptTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        int free = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!JavaFrames.read(lines.get(i)).frames().isEmpty() || ScriptFrames.read(lines.get(i)) == null) {
                continue;
            }
            List<Frame> frames = new ArrayList<>();
            int at = i;
            int last = i;
            for (; at < lines.size(); at++) {
                Frame frame = ScriptFrames.read(lines.get(at));
                if (frame != null) {
                    frames.add(frame);
                    last = at;
                } else if (!BOUNDARY.matcher(lines.get(at)).find()
                        && !(lines.get(at).isBlank() && at == last + 1)) {
                    break;
                }
            }
            if (frames.stream().anyMatch(frame -> !frame.file().isEmpty())) {
                add(traces, lines, free, i, frames);
            }
            i = last;
            free = last + 1;
        }
        return traces;
    }

    /** What was said above the frames. */
    private record Header(int line, String type, String message, boolean cause) {}

    private static void add(List<LocatedTrace> traces, List<String> lines, int free, int first, List<Frame> frames) {
        Header header = header(lines, free, first);
        if (header == null) {
            traces.add(new LocatedTrace(first, trace("", "", frames)));
            return;
        }
        StackTrace trace = trace(header.type(), header.message(), frames);
        boolean belongs = header.cause()
                || !traces.isEmpty()
                        && inGroup(lines, traces.get(traces.size() - 1).line(), header.line());
        if (belongs && !traces.isEmpty() && traces.get(traces.size() - 1).line() < free) {
            if (header.cause()) {
                traces.add(traces.remove(traces.size() - 1).causedBy(trace));
            }
            return;
        }
        traces.add(new LocatedTrace(header.line(), trace));
    }

    private static StackTrace trace(String type, String message, List<Frame> frames) {
        return new StackTrace(Language.JAVASCRIPT, type, message, frames, List.of());
    }

    /** Whether it is one of the errors that another one holds; those are no traces of their own. */
    private static boolean inGroup(List<String> lines, int outer, int header) {
        boolean inside = false;
        for (int i = Math.max(outer, header - LARGEST_GROUP); i < header; i++) {
            inside = PART_OF_GROUP.matcher(lines.get(i)).find()
                    || inside && !lines.get(i).strip().equals("]");
        }
        return inside;
    }

    /** The nearest line above that begins with an exception's name; else one that holds such a name; else one that could be one. */
    private static @Nullable Header header(List<String> lines, int free, int first) {
        int oldest = Math.max(free, first - LOOK_BACK);
        for (Pattern form : List.of(AT_START, INSIDE, OTHER)) {
            for (int i = first - 1; i >= oldest; i--) {
                Matcher cause = CAUSE.matcher(lines.get(i));
                boolean isCause = cause.find();
                String line = isCause ? cause.group(1).strip() : lines.get(i).strip();
                Matcher matcher = form.matcher(line);
                if (line.length() < LONGEST_MESSAGE && matcher.find()) {
                    String message = matcher.group(2) == null ? "" : matcher.group(2);
                    Matcher shown = SHOWN.matcher(message);
                    if (shown.find()) {
                        return new Header(i, shown.group(1), message(shown.group(2), lines, i + 1, first), isCause);
                    }
                    return new Header(i, matcher.group(1), message(message, lines, i + 1, first), isCause);
                }
                if (form.equals(OTHER) && !line.isEmpty()) {
                    Matcher level = LEVEL.matcher(line);
                    return level.find() ? new Header(i, "Error", level.group(1), false) : null;
                }
            }
        }
        return null;
    }

    private static String message(String start, List<String> lines, int from, int to) {
        StringBuilder message = new StringBuilder(start.strip());
        for (int i = from;
                i < to && message.length() < LONGEST_MESSAGE && !lines.get(i).isBlank();
                i++) {
            message.append('\n').append(lines.get(i).stripTrailing());
        }
        return message.toString().strip();
    }
}
