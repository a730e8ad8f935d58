package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads Rust's panics, and the reports of errors with a backtrace. The first frame is the place that the panic names. */
final class RustTraces {
    private static final Pattern RECENT = Pattern.compile(
            "thread '([^']*)' (?:\\(\\d+\\) )?panicked at ([^\\s,'][^,']*?):(\\d+):\\d+(?::\\s+(\\S.*)|:?`?\\s*)$");
    private static final Pattern OLD = Pattern.compile(
            "()(?:thread '[^']*' |^\\s*(?:'[^']*' |\\S+: )?)panicked at (?:'(.*)'(?:, |: )|(.*), )([^\\s,']+?):(\\d+)(?::\\d+)?`?\\s*$");
    /** The line ends within the path of the place. */
    private static final Pattern PATH_CUT = Pattern.compile("', [^\\s,':]*/[^\\s,':]*$");

    private static final Pattern OLD_BEGINS = Pattern.compile("thread '[^']*' panicked at '");
    private static final Pattern OLD_ENDS = Pattern.compile("^(.*)', ([^\\s,']+?):(\\d+)(?::\\d+)?\\s*$");
    private static final Pattern REPORT = Pattern.compile("The application panicked \\(crashed\\)");
    private static final Pattern REPORT_MESSAGE = Pattern.compile("^Message:\\s+(.*)$");
    private static final Pattern REPORT_PLACE = Pattern.compile("^Location: ([^\\s:]+):(\\d+)");
    private static final Pattern CALL =
            Pattern.compile("^\\s*(?:\\d+:|frame #\\d+ )\\s*(?:- )?(?:0x[0-9a-f]+ - )?(\\S.*?)\\s*$");
    private static final Pattern PLACE = Pattern.compile("^\\s+at (\\S.*?):(\\d+)(?::\\d+)?\\s*$");
    private static final Pattern BACKTRACE =
            Pattern.compile("(?i)^\\s*(?:(?:#{1,4} )?(?:stack )?backtrace:\\s*$|━+ BACKTRACE ━+)");
    private static final Pattern LOCATION = Pattern.compile("^([^\\s:]+\\.rs):(\\d+)(?::\\d+)?$");
    private static final Pattern HASH = Pattern.compile("::h[0-9a-f]{16}$|\\[[0-9a-f]{16}\\]");

    /** Ends a message. */
    private static final Pattern NOTE = Pattern.compile("^\\s*(?:note: |stack backtrace:|$)");

    /** Tells of a panic, or is what every thread begins with. */
    private static final Pattern MACHINERY = Pattern.compile(
            "^<?(?:rust_begin_unwind|__rustc::|__rust_|rust_panic|std::(?:panicking|panic|backtrace|backtrace_rs|sys|sys_common|rt)::|core::(?:panicking|result::(?:unwrap_failed|Result)|option::(?:expect_failed|unwrap_failed|Option))|backtrace::|panic_unwind::|core::ops::function::FnOnce|_start|__libc_start|main$)");

    /** What panics say that nobody wrote himself. */
    private static final Pattern USUAL = Pattern.compile(
            "^\\s*(?:called `(?:Result|Option)::|index out of bounds: |attempt to |assertion |byte index \\d|already (?:mutably )?borrowed|explicit panic|not (?:yet )?implemented|internal error: entered unreachable)");

    private static final int NEAR = 10;
    private static final int MOST_LINES = 600;
    private static final int MOST_MESSAGE_LINES = 20;

    private RustTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.contains("panicked")) {
                Panic panic = panic(lines, i);
                if (panic != null) {
                    traces.add(new LocatedTrace(i, panic.trace(lines)));
                }
            } else if (line.startsWith("Error:")) {
                report(lines, i, traces);
            } else if (traces.isEmpty() && BACKTRACE.matcher(line).find()) {
                alone(lines, i, traces);
            }
        }
        return traces;
    }

    /** A panic as its first lines tell of it; {@code after} is the first line after them. */
    private record Panic(String file, String line, String message, int after) {
        StackTrace trace(List<String> lines) {
            List<Frame> rest = backtrace(lines, after);
            String method = "";
            if (!rest.isEmpty()) {
                int same = 0;
                while (same < rest.size() && !samePlace(rest.get(same))) {
                    same++;
                }
                method = same < rest.size() ? rest.get(same).method() : "";
                rest = same < rest.size() ? rest.subList(same + 1, rest.size()) : rest;
            }
            List<Frame> frames = new ArrayList<>();
            frames.add(new Frame("", method, file, JavaFrames.number(line)));
            frames.addAll(rest);
            return new StackTrace(Language.RUST, "panic", message, frames, List.of());
        }

        private boolean samePlace(Frame frame) {
            String there = frame.file().replaceFirst("^\\./", "");
            return frame.line() == JavaFrames.number(line) && (there.endsWith(file) || file.endsWith(there));
        }
    }

    private static @Nullable Panic panic(List<String> lines, int at) {
        String line = lines.get(at);
        Matcher recent = RECENT.matcher(line);
        if (recent.find()) {
            String same = recent.group(4);
            StringBuilder message = new StringBuilder(same == null ? "" : same);
            int next = at + 1;
            for (;
                    next < Math.min(lines.size(), at + MOST_MESSAGE_LINES)
                            && !NOTE.matcher(lines.get(next)).find();
                    next++) {
                message.append(message.isEmpty() ? "" : "\n").append(lines.get(next));
            }
            return new Panic(
                    recent.group(2), recent.group(3), message.toString().strip(), next);
        }
        String wrapped =
                at + 1 < lines.size() ? line.stripTrailing() + lines.get(at + 1).strip() : line;
        for (String told : List.of(line, PATH_CUT.matcher(line).find() ? wrapped : line)) {
            Matcher old = OLD.matcher(told);
            if (old.find()) {
                String message = old.group(2) == null ? old.group(3) : old.group(2);
                return new Panic(old.group(4), old.group(5), message, told.equals(line) ? at + 1 : at + 2);
            }
        }
        Matcher begins = OLD_BEGINS.matcher(line);
        if (begins.find()) {
            StringBuilder message = new StringBuilder(line.substring(begins.end()));
            for (int i = at + 1; i < Math.min(lines.size(), at + MOST_MESSAGE_LINES); i++) {
                Matcher ends = OLD_ENDS.matcher(lines.get(i));
                if (ends.find()) {
                    return new Panic(ends.group(2), ends.group(3), message + "\n" + ends.group(1), i + 1);
                }
                message.append('\n').append(lines.get(i));
            }
        }
        return REPORT.matcher(line).find() ? reported(lines, at) : null;
    }

    private static @Nullable Panic reported(List<String> lines, int at) {
        String message = "";
        for (int i = at + 1; i < Math.min(lines.size(), at + MOST_MESSAGE_LINES); i++) {
            Matcher said = REPORT_MESSAGE.matcher(lines.get(i).strip());
            Matcher place = REPORT_PLACE.matcher(lines.get(i).strip());
            if (said.find()) {
                message = said.group(1);
            } else if (place.find()) {
                return new Panic(place.group(1), place.group(2), message, i + 1);
            }
        }
        return null;
    }

    /** {@code Error: …} with the chain of causes and a backtrace, as anyhow and eyre print it. */
    private static void report(List<String> lines, int at, List<LocatedTrace> traces) {
        String place = "";
        int number = 0;
        for (int i = at + 1; i < Math.min(lines.size(), at + MOST_MESSAGE_LINES); i++) {
            Matcher told = LOCATION.matcher(lines.get(i).strip());
            if (lines.get(i - 1).strip().equals("Location:") && told.find()) {
                place = told.group(1);
                number = JavaFrames.number(told.group(2));
            }
            if (BACKTRACE.matcher(lines.get(i)).find()) {
                List<Frame> frames = backtrace(lines, i);
                if (!frames.isEmpty()) {
                    traces.add(new LocatedTrace(
                            at, new StackTrace(Language.RUST, "Error", message(lines, at), frames, List.of())));
                }
                return;
            }
        }
        if (!place.isEmpty()) {
            Frame frame = new Frame("", "", place, number);
            traces.add(new LocatedTrace(
                    at, new StackTrace(Language.RUST, "Error", message(lines, at), List.of(frame), List.of())));
        }
    }

    /** A backtrace of which the line that tells of the panic was not copied, or reads otherwise. */
    private static void alone(List<String> lines, int at, List<LocatedTrace> traces) {
        List<Frame> frames = backtrace(lines, at + 1);
        String message = "";
        for (int i = at - 1; i >= Math.max(0, at - NEAR) && message.isEmpty(); i--) {
            message = USUAL.matcher(lines.get(i)).find() ? lines.get(i).strip() : "";
        }
        if (frames.size() >= 2) {
            traces.add(new LocatedTrace(at, new StackTrace(Language.RUST, "panic", message, frames, List.of())));
        }
    }

    private static String message(List<String> lines, int at) {
        String same = lines.get(at).substring("Error:".length()).strip();
        Matcher first = CALL.matcher(at + 1 < lines.size() ? lines.get(at + 1) : "");
        return same.isEmpty() && first.find() ? first.group(1) : same;
    }

    /** The frames after a line, from the first that does not only tell of the panic. */
    private static List<Frame> backtrace(List<String> lines, int from) {
        List<Frame> frames = new ArrayList<>();
        for (int i = from; i < Math.min(lines.size(), from + MOST_LINES); i++) {
            if (lines.get(i).contains("panicked at") || frames.isEmpty() && i > from + MOST_MESSAGE_LINES) {
                break;
            }
            Matcher call = CALL.matcher(lines.get(i));
            if (!call.find()) {
                continue;
            }
            Matcher place = PLACE.matcher(i + 1 < lines.size() ? lines.get(i + 1) : "");
            boolean placed = place.find();
            String name = HASH.matcher(call.group(1)).replaceAll("");
            if (!MACHINERY.matcher(name).find() && !name.equals("<unknown>")) {
                frames.add(new Frame(
                        "", name, placed ? place.group(1) : "", placed ? JavaFrames.number(place.group(2)) : 0));
            }
        }
        return frames;
    }
}
