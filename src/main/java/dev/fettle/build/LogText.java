package dev.fettle.build;

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

    private static final int SHORTEST_STAMP = 24;

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
        String text = line.length() > 8_000 ? line.substring(0, 8_000) : line;
        if (text.indexOf('\u001B') >= 0) {
            text = ANSI.matcher(text).replaceAll("");
        }
        return mayBeStamped(text) ? STAMP.matcher(text).replaceFirst("") : text;
    }
}
