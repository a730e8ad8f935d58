package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Puts frames together again that a mail program or a narrow terminal broke in two or three. */
final class UnwrappedLines {
    private static final Pattern FRAME_BEGINS = Pattern.compile("^\\s*(?:at(?:\\s|$)|File \"|/\\S+$|[A-Z]:\\\\\\S+$)");
    private static final Pattern NEW_THOUGHT =
            Pattern.compile("^\\s*(?:at(?:\\s|$)|Caused by|Suppressed|File \"|\\.\\.\\.|```|Traceback|---)");
    private static final Pattern PYTHON = Pattern.compile("^\\s*File \"[^\"]+\", line \\d+");
    private static final Pattern PYTHON_NEARLY = Pattern.compile("^\\s*File \"[^\"]+\", line \\d+,(?: in)?\\s*$");
    private static final Pattern GO = Pattern.compile("^\\s+/\\S+\\.(?:go|s):\\d+(?: \\+0x[0-9a-f]+)?$");
    private static final Pattern BROKEN_AT_A_BLANK = Pattern.compile("(?:^\\s*at|,|\\bin|\\bline)\\s*$");

    /** Broken after the word that begins the next frame. */
    private static final Pattern AT_THE_END = Pattern.compile("(?:\\.|:line \\d+|\\))(\\s+at\\s*)$");

    private static final int MOST_JOINED = 3;
    private static final int LONGEST = 600;

    private UnwrappedLines() {}

    static List<String> of(List<String> lines) {
        List<String> whole = new ArrayList<>(lines.size());
        String carried = "";
        for (int i = 0; i < lines.size(); i++) {
            int joined = 0;
            String line = carried + lines.get(i);
            carried = "";
            if (line.stripTrailing().endsWith("at")) {
                Matcher atTheEnd = AT_THE_END.matcher(line);
                if (atTheEnd.find()) {
                    carried = "   at ";
                    line = line.substring(0, atTheEnd.start(1));
                }
            }
            if (line.length() < LONGEST
                    && mayBegin(line)
                    && FRAME_BEGINS.matcher(line).find()
                    && !complete(line)) {
                StringBuilder close = new StringBuilder(line.stripTrailing());
                StringBuilder apart = new StringBuilder(line.stripTrailing());
                for (int next = 1; next <= MOST_JOINED && i + next < lines.size(); next++) {
                    String more = lines.get(i + next);
                    if (more.isBlank()
                            || more.length() > LONGEST
                            || NEW_THOUGHT.matcher(more).find()) {
                        break;
                    }
                    close.append(more.strip());
                    apart.append(' ').append(more.strip());
                    String found = first(BROKEN_AT_A_BLANK.matcher(line).find(), apart.toString(), close.toString());
                    if (!found.isEmpty()) {
                        line = found;
                        joined = next;
                        break;
                    }
                }
            }
            whole.add(line);
            i += joined;
        }
        return whole;
    }

    private static boolean mayBegin(String line) {
        int at = 0;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return line.startsWith("at", at)
                || line.startsWith("File \"", at)
                || line.startsWith("/", at)
                || line.startsWith(":\\", at + 1);
    }

    /** Mail programs break at blanks, terminals anywhere. */
    private static String first(boolean atABlank, String apart, String close) {
        String likely = atABlank ? apart : close;
        String other = atABlank ? close : apart;
        return complete(likely) ? likely : complete(other) ? other : "";
    }

    private static boolean complete(String line) {
        if (line.strip().startsWith("File \"")) {
            return PYTHON.matcher(line).find() && !PYTHON_NEARLY.matcher(line).find();
        }
        return !JavaFrames.read(line).frames().isEmpty()
                || ScriptFrames.read(line) != null
                || DotNetTraces.frame(line) != null
                || GO.matcher(line).find();
    }
}
