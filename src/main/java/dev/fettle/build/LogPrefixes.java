package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes off what loggers, containers and CI services put before each line. Prefixes of known tools go wherever they stand; any other goes when the lines round the start of
 * a trace all have it, up to its digits.
 */
final class LogPrefixes {
    private static final String CLOCK = "\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?";
    private static final String DATE = "\\d{4}[-/]\\d\\d[-/]\\d\\d";
    private static final String LEVEL =
            "(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|SEVERE|STDERR|STDOUT|stderr|stdout)";

    /** One prefix each, with the one blank that ends it: what follows is the line's own indentation. */
    private static final List<Pattern> KNOWN = List.of(
            // docker compose and its like: "web_1  | ", "shop-web-1 | "
            Pattern.compile("^[A-Za-z0-9][\\w.-]{0,60}\\s{0,20}\\| ?"),
            // the number of a line in a CI service's page: "186 | "
            Pattern.compile("^\\d{1,5} \\| "),
            // kubectl --prefix, stern
            Pattern.compile("^\\[(?:pod/|[\\w.-]+/)[\\w./-]+\\] "),
            // logcat, brief and threadtime
            Pattern.compile("^(?:\\d\\d-\\d\\d " + CLOCK + "\\s+)?[VDIWEF]/[\\w.$@:\\[\\] -]{1,80}?\\(\\s*\\d+\\): ?"),
            Pattern.compile("^(?:\\d{4}-)?\\d\\d-\\d\\d " + CLOCK
                    + "\\s+\\d+[ -]\\s*\\d+(?:/\\S+)?\\s+[VDIWEF][ /][^:]{1,80}: ?"),
            Pattern.compile("^[VDIWEF]/(?:AndroidRuntime|System\\.err|flutter|unknown:\\S+)\\s*: ?"),
            // Maven, sbt, ant
            Pattern.compile("^\\[(?i:ERROR|INFO|WARNING|DEBUG|WARN|FATAL)\\] ?"),
            Pattern.compile("^\\s*\\[(?:java|junit|javac|exec)\\] ?"),
            // syslog and journald
            Pattern.compile("^[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\S+ [\\w./@-]+(?:\\[\\d+\\])?: ?"),
            // a time, perhaps with a level; nothing else
            Pattern.compile("^\\[?" + DATE + "[T ]" + CLOCK + "(?:Z|[+-]\\d\\d:?\\d\\d)?\\]?(?:[ :]+\\[?" + LEVEL
                    + "\\]?:?)?(?: [FP])? ?"),
            Pattern.compile("^\\[?" + CLOCK + "\\]?(?: \\[?" + LEVEL + "\\]?:?)? "));

    private static final int MOST_KNOWN = 3;
    private static final String SYSLOG_TAB = "#011";

    /** Where a trace shows itself in the middle of a line, behind a prefix of which nothing is known. */
    private static final Pattern ANCHOR = Pattern.compile(
            "^(\\S.{2,159}?)((?:Traceback \\(most recent call last\\):|panic: |goroutine \\d+ \\[|thread '[^']{0,80}' |\\s+at \\S.{0,200}:\\d+:\\d+\\)?$|\\s+(?:at|bei|à|en|em|в|w|bij|在|場所) [\\w.`<>+\\[\\]$/@-]+ ?\\(.{0,300}\\)(?: ~?\\[[^\\]]{0,200}\\]| .+:.*\\d+\\.?)?$|[^\\s@]{0,80}@(?:https?|file|webpack)\\S*:\\d+$).*)$");

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int MISSES = 2;
    private static final int MOST_ANCHORS = 50;

    private LogPrefixes() {}

    static List<String> strip(List<String> lines) {
        List<String> stripped = new ArrayList<>(lines.size());
        lines.forEach(line -> stripped.add(known(line)));
        int anchors = 0;
        for (int i = 0; i < stripped.size() && anchors < MOST_ANCHORS; i++) {
            String line = stripped.get(i);
            if (line.length() > 2_000 || !mayAnchor(line)) {
                continue;
            }
            Matcher anchor = ANCHOR.matcher(line);
            if (anchor.find()) {
                anchors++;
                shared(stripped, i, anchor.group(1));
            }
        }
        return stripped;
    }

    private static boolean mayAnchor(String line) {
        // What has a prefix does not begin with a blank.
        if (line.isEmpty() || Character.isWhitespace(line.charAt(0))) {
            return false;
        }
        return line.contains("Traceback (")
                || line.contains("panic: ")
                || line.contains("goroutine ")
                || line.contains("thread '")
                || line.indexOf('@') > 0
                || line.endsWith(")")
                || line.contains(" at ")
                || line.contains("\tat ");
    }

    private static String known(String line) {
        boolean indented = line.isEmpty() || Character.isWhitespace(line.charAt(0));
        if (indented && line.indexOf('[') < 0 || line.startsWith("at ")) {
            return line;
        }
        String text = line;
        for (int round = 0; round < MOST_KNOWN; round++) {
            String before = text;
            for (Pattern prefix : KNOWN) {
                Matcher matcher = prefix.matcher(text);
                if (matcher.find()) {
                    text = text.substring(matcher.end());
                    break;
                }
            }
            if (text.length() == before.length()) {
                break;
            }
        }
        // syslog writes a tab so
        return text.length() < line.length() && text.startsWith(SYSLOG_TAB)
                ? "\t" + text.substring(SYSLOG_TAB.length())
                : text;
    }

    /** Takes a prefix off the line that it was seen on and off those round it, if the next one has it too. */
    private static void shared(List<String> lines, int at, String prefix) {
        Pattern shape =
                Pattern.compile("^" + DIGITS.matcher(Pattern.quote(prefix)).replaceAll("\\\\d+"));
        if (!has(lines, at + 1, shape) && !has(lines, at - 1, shape)) {
            return;
        }
        for (int step : new int[] {1, -1}) {
            int misses = 0;
            for (int i = step > 0 ? at : at - 1; i >= 0 && i < lines.size() && misses <= MISSES; i += step) {
                Matcher matcher = shape.matcher(lines.get(i));
                if (matcher.find()) {
                    lines.set(i, lines.get(i).substring(matcher.end()));
                    misses = 0;
                } else {
                    misses++;
                }
            }
        }
    }

    private static boolean has(List<String> lines, int at, Pattern shape) {
        return at >= 0 && at < lines.size() && shape.matcher(lines.get(at)).find();
    }
}
