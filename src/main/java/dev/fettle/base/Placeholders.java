package dev.fettle.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The placeholders of one text, or of several that belong together: {@code <email#1>}. The same value of the same kind gets the same number. */
final class Placeholders {
    /** Characters that a placeholder has at most. */
    static final int LONGEST = 48;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();

    /** Numbers go on after those that the text has already, so that a second redaction does not mix two values up. */
    void seen(String text) {
        for (int[] range : ranges(text)) {
            String placeholder = text.substring(range[0] + 1, range[1] - 1);
            int hash = placeholder.indexOf('#');
            highest.merge(placeholder.substring(0, hash), Integer.parseInt(placeholder.substring(hash + 1)), Math::max);
        }
    }

    String of(String kind, String value) {
        int number = numbers.computeIfAbsent(kind + "\n" + value, key -> highest.merge(kind, 1, Integer::sum));
        return "<" + kind + "#" + number + ">";
    }

    /** Where placeholders stand in a text, each as start and end. */
    static List<int[]> ranges(String text) {
        List<int[]> ranges = new ArrayList<>();
        int open = text.indexOf('<');
        while (open >= 0) {
            int end = endAt(text, open);
            if (end > open) {
                ranges.add(new int[] {open, end});
            }
            open = text.indexOf('<', Math.max(end, open + 1));
        }
        return ranges;
    }

    /** The end of the placeholder that starts here, or the start itself when none does. */
    static int endAt(String text, int open) {
        if (text.charAt(open) != '<') {
            return open;
        }
        int at = open + 1;
        int limit = Math.min(text.length(), open + LONGEST);
        while (at < limit && (text.charAt(at) == '-' || (text.charAt(at) >= 'a' && text.charAt(at) <= 'z'))) {
            at++;
        }
        if (at == open + 1 || at >= limit || text.charAt(at) != '#') {
            return open;
        }
        int digits = at + 1;
        at = digits;
        while (at < limit && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        boolean number = at > digits && at - digits <= 7 && text.charAt(digits) != '0';
        return number && at < limit && text.charAt(at) == '>' ? at + 1 : open;
    }
}
