package dev.fettle.backlog;

import com.google.re2j.Pattern;
import java.util.Locale;

/** Messages without what changes from one occurrence to the next: numbers, identifiers, times, addresses, paths, quoted values. */
final class Messages {
    private static final int LONGEST = 300;
    private static final Pattern QUOTED =
            Pattern.compile("'[^'\\n]{0,200}'|\"[^\"\\n]{0,200}\"|`[^`\\n]{0,200}`|“[^”\\n]{0,200}”|«[^»\\n]{0,200}»");
    private static final Pattern URL = Pattern.compile("\\b[a-zA-Z][a-zA-Z0-9+.-]{1,15}://[^\\s'\"<>)\\]]+");
    private static final Pattern MAIL = Pattern.compile("[\\p{L}\\p{N}_.+-]+@[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern PATH =
            Pattern.compile("(?:[A-Za-z]:)?(?:[/\\\\][\\w.@+~-]+){2,}[/\\\\]?|\\b[\\w.-]+(?:/[\\w.-]+)+\\b");

    /** A word with a digit in it, or a hash code, is somebody's id; a number's unit and sign go with it. */
    private static final Pattern ID = Pattern.compile("[-+]?[\\w$@:.-]*\\d[\\w$@:.+-]*|\\b[0-9a-fA-F]{8,}\\b");

    private static final Pattern LIST = Pattern.compile("0(?:[\\s,;:/x|&+-]+0)+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private Messages() {}

    static String normalise(String message) {
        String text = message.length() > 4 * LONGEST ? message.substring(0, 4 * LONGEST) : message;
        text = text.strip().lines().findFirst().orElse("");
        text = QUOTED.matcher(text).replaceAll("'…'");
        text = URL.matcher(text).replaceAll("/…");
        text = MAIL.matcher(text).replaceAll("0");
        text = PATH.matcher(text).replaceAll("/…");
        text = ID.matcher(text).replaceAll("0");
        text = LIST.matcher(text).replaceAll("0");
        text = BLANKS.matcher(text).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** The part before the first thing that changes: what kind of message it is. */
    static String kind(String message) {
        String text = normalise(message);
        int end = text.length();
        for (String mark : new String[] {"0", "'…'", "/…", "[", "("}) {
            int at = text.indexOf(mark);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        return text.substring(0, end).strip();
    }
}
