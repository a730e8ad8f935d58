package dev.fettle.build;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** Log text made plain: no colours, no time stamps of a CI service, no group markers. Linear in its length. */
final class LogText {
    private static final Pattern ANSI =
            Pattern.compile("\\x1B(?:\\[[0-9;?]*[A-Za-z]|\\][^\\x07\\x1B]*\\x07|[()][A-Z0-9]|[=>])");

    /** GitHub writes {@code 2024-05-01T10:00:00.1234567Z }; {@code gh run view --log} puts job and step before it. */
    private static final Pattern STAMP = Pattern.compile(
            "^(?:[^\\t]{0,200}\\t[^\\t]{0,200}\\t)?\\x{FEFF}?\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,9}Z ?");

    private static final Pattern MARKER = Pattern.compile("^##\\[(group|endgroup|section|command|debug)\\]");
    private static final Pattern LEVEL = Pattern.compile("^##\\[(error|warning|notice)\\]");

    /** A colour whose escape character was lost on the way: {@code [31m}. */
    private static final Pattern BARE_COLOUR = Pattern.compile(
            "\\[(?:0|00|0?[1-479]|2[1-9]|3[0-79]|4[0-79]|9[0-7]|10[0-7]|[34]8;5;\\d{1,3})?(?:;\\d{1,3})*m");

    private static final int SHORTEST_STAMP = 24;
    private static final int LONGEST = 8_000;

    private LogText() {}

    /** The lines of a log, each made plain; at most {@code most} lines from its start and as many from its end. */
    static List<String> lines(String log, int most) {
        List<String> raw = log.lines().toList();
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < raw.size(); i++) {
            if (raw.size() > 2 * most && i == most) {
                i = raw.size() - most;
            }
            String line = plain(raw.get(i));
            plain.add(MARKER.matcher(line).find() ? "" : LEVEL.matcher(line).replaceFirst(""));
        }
        return plain;
    }

    /** Only where a line has two of them, one at its start, or one of several numbers: {@code rate(x[5m])} is none. */
    private static String withoutBareColours(String text) {
        Matcher colour = BARE_COLOUR.matcher(text);
        int found = 0;
        boolean first = false;
        while (found < 2 && colour.find()) {
            boolean index = text.startsWith("]", colour.end());
            found += index ? 0 : colour.group().indexOf(';') > 0 ? 2 : 1;
            first |= !index && colour.start() == 0;
        }
        return first || found > 1 ? BARE_COLOUR.matcher(text).replaceAll("") : text;
    }

    private static boolean mayBeStamped(String text) {
        if (text.length() < SHORTEST_STAMP) {
            return false;
        }
        char first = text.charAt(0);
        int tab = text.indexOf('\t');
        return first >= '0' && first <= '9' || first == '\uFEFF' || tab >= 0 && text.indexOf('\t', tab + 1) >= 0;
    }

    /** One line made plain. */
    static String plain(String line) {
        return plain(line, LONGEST);
    }

    /** One line made plain, of which not more than so many characters are read. */
    static String plain(String line, int most) {
        String text = line.length() > most ? line.substring(0, most) : line;
        if (text.indexOf('\u001B') >= 0) {
            text = ANSI.matcher(text).replaceAll("");
        } else if (text.indexOf('[') >= 0) {
            text = withoutBareColours(text);
        }
        return mayBeStamped(text) ? STAMP.matcher(text).replaceFirst("") : text;
    }
}
