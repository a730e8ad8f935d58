package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.ArrayList;
import java.util.List;

/** Reads what a test of Node says in TAP: name, message and stack are fields, and the frames have no {@code at}. */
final class TapTraces {
    private static final Pattern STACK = Pattern.compile("^(\\s*)stack: [|>]-?\\s*$");
    private static final Pattern FIELD = Pattern.compile("^\\s*(name|error): (.*)$");
    private static final Pattern TEST = Pattern.compile("^\\s*not ok \\d+");
    private static final int LOOK_BACK = 60;
    private static final int MOST_MESSAGE_LINES = 20;

    private TapTraces() {}

    static List<LocatedTrace> read(List<String> lines) {
        List<LocatedTrace> traces = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher stack = STACK.matcher(lines.get(i));
            if (!lines.get(i).contains("stack: ") || !stack.find()) {
                continue;
            }
            int indent = stack.group(1).length();
            List<Frame> frames = new ArrayList<>();
            int at = i + 1;
            for (; at < lines.size() && indent(lines.get(at)) > indent; at++) {
                String text = lines.get(at).strip();
                Frame frame = ScriptFrames.read(text.startsWith("at ") ? text : "at " + text);
                if (frame != null && !text.startsWith("at ")) {
                    frames.add(frame);
                }
            }
            if (!frames.isEmpty()) {
                traces.add(trace(lines, i, frames));
            }
            i = at - 1;
        }
        return traces;
    }

    private static LocatedTrace trace(List<String> lines, int stack, List<Frame> frames) {
        String type = "";
        String message = "";
        for (int i = stack - 1;
                i >= Math.max(0, stack - LOOK_BACK)
                        && !TEST.matcher(lines.get(i)).find();
                i--) {
            Matcher field = FIELD.matcher(lines.get(i));
            if (!field.find()) {
                continue;
            }
            if (field.group(1).equals("name")) {
                type = unquoted(field.group(2));
            } else {
                message = message(lines, i, field.group(2));
            }
        }
        return new LocatedTrace(
                stack,
                new StackTrace(Language.JAVASCRIPT, type.isEmpty() ? "Error" : type, message, frames, List.of()));
    }

    private static String message(List<String> lines, int at, String first) {
        if (!first.startsWith("|") && !first.startsWith(">")) {
            return unquoted(first);
        }
        StringBuilder text = new StringBuilder();
        int indent = indent(lines.get(at));
        for (int i = at + 1;
                i < Math.min(lines.size(), at + MOST_MESSAGE_LINES)
                        && (lines.get(i).isBlank() || indent(lines.get(i)) > indent);
                i++) {
            text.append(lines.get(i).strip()).append('\n');
        }
        return text.toString().strip();
    }

    private static String unquoted(String text) {
        String plain = text.strip();
        boolean quoted = plain.length() > 1
                && (plain.startsWith("'") && plain.endsWith("'") || plain.startsWith("\"") && plain.endsWith("\""));
        return quoted ? plain.substring(1, plain.length() - 1) : plain;
    }

    private static int indent(String line) {
        int at = 0;
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        return at;
    }
}
