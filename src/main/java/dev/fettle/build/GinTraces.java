package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;

/** Reads what gin and its like print of a panic that they caught: the place first, with an address, and below it the function with its line of code. */
final class GinTraces {
    private static final Pattern PLACE = Pattern.compile("^\\s*(\\S.*\\.(?:go|s)):(\\d+) \\(0x[0-9a-fA-F]+\\)\\s*$");
    private static final Pattern CALL = Pattern.compile("^\\s+(\\S+): ");
    private static final Pattern PANIC = Pattern.compile("panic recovered:\\s*(.*)$");

    /** Tells of the panic. */
    private static final Pattern TELLS =
            Pattern.compile("[/\\\\]src[/\\\\]runtime[/\\\\](?:panic|signal_\\w+|error|asm_\\w+|map\\w*)\\.(?:go|s)$");

    private static final int LOOK_BACK = 40;

    private GinTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).contains(" (0x") || !PLACE.matcher(lines.get(i)).find()) {
                continue;
            }
            List<Frame> frames = new ArrayList<>();
            int at = i;
            while (at < lines.size()) {
                Matcher place = PLACE.matcher(lines.get(at));
                if (!place.find()) {
                    break;
                }
                Matcher call = CALL.matcher(at + 1 < lines.size() ? lines.get(at + 1) : "");
                boolean named = call.find();
                frames.add(
                        new Frame("", named ? call.group(1) : "", place.group(1), JavaFrames.number(place.group(2))));
                at += named ? 2 : 1;
            }
            while (frames.size() > 1 && TELLS.matcher(frames.get(0).file()).find()) {
                frames.remove(0);
            }
            traces.add(new LocatedTrace(i, new StackTrace(Language.GO, "panic", message(lines, i), frames, List.of())));
            i = at - 1;
        }
        return traces;
    }

    /** What stands above the first place; the request may stand between it and the word "panic". */
    private static String message(List<String> lines, int first) {
        String above = first > 0 ? lines.get(first - 1).strip() : "";
        Matcher same = PANIC.matcher(above);
        if (!above.isEmpty() && !same.find()) {
            return above;
        }
        for (int i = first - 1; i >= Math.max(0, first - LOOK_BACK); i--) {
            Matcher panic = PANIC.matcher(lines.get(i));
            if (panic.find()) {
                return panic.group(1).strip();
            }
        }
        return "";
    }
}
