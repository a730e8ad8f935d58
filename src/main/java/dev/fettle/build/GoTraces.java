package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;

/** Reads Go's panics, fatal errors and what {@code %+v} prints of errors. The frames begin where it happened, not with those of the runtime that tell of it. */
final class GoTraces {
    private static final Pattern PANIC = Pattern.compile(
            "^(?:.{0,160}\\s)?(panic|fatal error): ?(.+)$|^(?:.{0,160}\\s)?(?:http: )?(panic) serving \\S+: (.+)$|(panic) recovered: ?(.*)$|Observed a (panic): (.+)$|Observed a (panic)\" panic=\"?((?:[^\"\\\\]|\\\\.)*)");
    private static final Pattern GOROUTINE =
            Pattern.compile("^\\s*goroutine \\d+(?: gp=\\S+ m=\\S+(?: mp=\\S+)?)? \\[.+\\]:\\s*$");
    private static final Pattern CALL = Pattern.compile(
            "^\\s*(?:created by )?([^\\s(][^\\s]*?)(?:\\((?:[^()]|\\{[^}]*\\})*\\)| in goroutine \\d+)?$");
    private static final Pattern PLACE =
            Pattern.compile("^\\s+(\\S.*\\.(?:go|s|goc|y|c)):(\\d+)(?: \\+0x[0-9a-f]+)?(?: fp=.*)?$");
    private static final Pattern AGAIN = Pattern.compile("\\s*\\[recovered(?:, repanicked)?\\]$");

    /** Above these is what tells of the panic, below what caused it. */
    private static final Pattern TELLS = Pattern.compile(
            "^(?:panic|runtime\\.(?:panic|gopanic|sigpanic|panicmem|panic\\w+|goPanic\\w+|throw|fatal\\w*|sigpanic0|panicIndex))$");

    private static final int FURTHEST = 40;
    private static final int FEWEST = 2;

    private GoTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            boolean goroutine = lines.get(i).contains("goroutine ")
                    && GOROUTINE.matcher(lines.get(i)).find();
            boolean pair = !goroutine
                    && i + 1 < lines.size()
                    && mayBePlace(lines.get(i + 1))
                    && PLACE.matcher(lines.get(i + 1)).find()
                    && CALL.matcher(lines.get(i)).find();
            if (!goroutine && !pair) {
                continue;
            }
            List<Frame> frames = new ArrayList<>();
            int end = frames(lines, goroutine ? i + 1 : i, frames);
            int panic = panic(lines, i);
            if (!frames.isEmpty()
                    && (panic >= 0 || goroutine && traces.isEmpty() || frames.size() >= FEWEST && !goroutine)) {
                traces.add(trace(lines, i, panic, frames));
                // Other goroutines tell other stories.
                i = skipped(lines, end);
            } else {
                i = Math.max(i, end - 1);
            }
        }
        return traces;
    }

    private static boolean mayBePlace(String line) {
        return !line.isEmpty()
                && Character.isWhitespace(line.charAt(0))
                && (line.contains(".go:")
                        || line.contains(".s:")
                        || line.contains(".goc:")
                        || line.contains(".y:")
                        || line.contains(".c:"));
    }

    private static int frames(List<String> lines, int from, List<Frame> frames) {
        int at = from;
        for (; at + 1 < lines.size(); at++) {
            // Some copies have a blank line between a call and its place.
            int below = lines.get(at + 1).isBlank()
                            && at + 2 < lines.size()
                            && !lines.get(at).isBlank()
                    ? at + 2
                    : at + 1;
            Matcher call = CALL.matcher(lines.get(at));
            Matcher place = PLACE.matcher(lines.get(below));
            if (place.find() && call.find()) {
                frames.add(new Frame("", call.group(1), place.group(1), JavaFrames.number(place.group(2))));
                at = below;
            } else if (!(frames.isEmpty() && lines.get(at).isBlank()
                    || lines.get(at).strip().startsWith("..."))) {
                break;
            }
        }
        return at;
    }

    private static int skipped(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && !PANIC.matcher(lines.get(at)).find()) {
            boolean more = lines.get(at).isBlank()
                    || GOROUTINE.matcher(lines.get(at)).find()
                    || PLACE.matcher(lines.get(at)).find()
                    || at + 1 < lines.size() && PLACE.matcher(lines.get(at + 1)).find();
            if (!more) {
                break;
            }
            at++;
        }
        return at - 1;
    }

    /** The line of the first panic above, -1 for none: panics while one is told of come after it. */
    private static int panic(List<String> lines, int from) {
        int found = -1;
        for (int i = from - 1; i >= Math.max(0, from - FURTHEST); i--) {
            String line = lines.get(i);
            if (line.contains(".go:") && PLACE.matcher(line).find()) {
                break;
            }
            if ((line.contains("panic") || line.contains("fatal error"))
                    && PANIC.matcher(line).find()) {
                found = i;
            } else if (found >= 0 && !line.strip().startsWith("panic")) {
                break;
            }
        }
        return found;
    }

    private static LocatedTrace trace(List<String> lines, int at, int panic, List<Frame> frames) {
        int told = -1;
        for (int i = 0; i < frames.size(); i++) {
            if (TELLS.matcher(frames.get(i).method()).find()) {
                told = i;
            }
        }
        List<Frame> causing = told + 1 < frames.size() ? frames.subList(told + 1, frames.size()) : frames;
        if (panic < 0) {
            String above = at > 0 ? lines.get(at - 1).strip() : "";
            return new LocatedTrace(at, new StackTrace(Language.GO, "error", above, causing, List.of()));
        }
        Matcher matcher = PANIC.matcher(lines.get(panic));
        boolean unused = matcher.find();
        String type = "panic";
        String message = "";
        for (int group = 1; group <= matcher.groupCount(); group += 2) {
            if (matcher.group(group) != null) {
                type = matcher.group(group);
                message = matcher.group(group + 1).strip();
            }
        }
        return new LocatedTrace(
                panic, new StackTrace(Language.GO, type, AGAIN.matcher(message).replaceAll(""), causing, List.of()));
    }
}
