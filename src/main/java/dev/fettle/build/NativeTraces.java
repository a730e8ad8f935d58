package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;

/** Reads the panics of Go and of Rust. */
final class NativeTraces {
    private static final Pattern GO_PANIC = Pattern.compile("^\\s*(panic|fatal error): (.+)$");
    private static final Pattern GO_CALL =
            Pattern.compile("^\\s*(?:created by )?(\\S.*?)(?:\\([^()]*\\)| in goroutine \\d+)?$");
    private static final Pattern GO_PLACE = Pattern.compile("^\\s+(\\S.*\\.(?:go|s)):(\\d+)(?: \\+0x[0-9a-f]+)?$");
    private static final Pattern RUST_NEW =
            Pattern.compile("thread '([^']*)' (?:\\(\\d+\\) )?panicked at ([^\\s,']+):(\\d+):(\\d+):?$");
    private static final Pattern RUST_OLD =
            Pattern.compile("thread '([^']*)' panicked at '(.*)', ([^\\s,']+):(\\d+)(?::\\d+)?$");
    private static final Pattern RUST_CALL = Pattern.compile("^\\s*\\d+:\\s+(?:0x[0-9a-f]+ - )?(\\S.*)$");
    private static final Pattern RUST_PLACE = Pattern.compile("^\\s+at (\\S+):(\\d+)(?::\\d+)?$");

    private NativeTraces() {}

    static List<StackTrace> go(List<String> lines) {
        List<StackTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher panic = GO_PANIC.matcher(lines.get(i));
            if (!panic.find()) {
                continue;
            }
            List<Frame> frames = new ArrayList<>();
            int at = i + 1;
            for (; at + 1 < lines.size() && !GO_PANIC.matcher(lines.get(at)).find(); at++) {
                Matcher call = GO_CALL.matcher(lines.get(at));
                Matcher place = GO_PLACE.matcher(lines.get(at + 1));
                if (place.find() && call.find()) {
                    frames.add(new Frame("", call.group(1), place.group(1), JavaFrames.number(place.group(2))));
                    at++;
                } else if (!frames.isEmpty() && lines.get(at).isBlank()) {
                    // The next goroutine is another story.
                    break;
                }
            }
            if (!frames.isEmpty()) {
                traces.add(new StackTrace(
                        Language.GO, panic.group(1), panic.group(2).strip(), frames, List.of()));
                i = at;
            }
        }
        return traces;
    }

    static List<StackTrace> rust(List<String> lines) {
        List<StackTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher recent = RUST_NEW.matcher(lines.get(i));
            Matcher old = RUST_OLD.matcher(lines.get(i));
            boolean isRecent = recent.find();
            if (!isRecent && !old.find()) {
                continue;
            }
            String message = isRecent ? (i + 1 < lines.size() ? lines.get(i + 1).strip() : "") : old.group(2);
            List<Frame> frames = new ArrayList<>();
            frames.add(new Frame(
                    "",
                    "",
                    isRecent ? recent.group(2) : old.group(3),
                    JavaFrames.number(isRecent ? recent.group(3) : old.group(4))));
            for (int at = i + 1; at + 1 < lines.size() && at < i + 400; at++) {
                Matcher call = RUST_CALL.matcher(lines.get(at));
                Matcher place = RUST_PLACE.matcher(lines.get(at + 1));
                if (call.find() && place.find()) {
                    frames.add(new Frame("", call.group(1), place.group(1), JavaFrames.number(place.group(2))));
                }
            }
            traces.add(new StackTrace(Language.RUST, "panic", message, frames, List.of()));
        }
        return traces;
    }
}
