package dev.fettle.repair.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * What a failed assertion waited for and what it met, as its message says.
 *
 * @param wanted in the words of the test framework
 * @param met likewise
 */
record Compared(String wanted, String met) {
    /** JUnit 3 to 5 and TestNG; the shorter form of JUnit 4 marks what differs with brackets and is no less a text. */
    private static final Pattern TEXTS =
            Pattern.compile("(?s)expected:\\s?<(.*)> but was:\\s?<(.*)>|expected: \"(.*)\"\\s+but was: \"(.*)\"");

    private static final int LONGEST = 10_000;
    /** More of two texts is not held against each other. */
    private static final int LONGEST_HELD = 160;

    /** Empty where a message does not say. */
    static Optional<Compared> in(String message) {
        Matcher matcher = TEXTS.matcher(message.length() > LONGEST ? message.substring(0, LONGEST) : message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        boolean angles = matcher.group(1) != null;
        return Optional.of(new Compared(whole(matcher.group(angles ? 1 : 3)), whole(matcher.group(angles ? 2 : 4))));
    }

    /** Without the dots and brackets of JUnit 4's shorter form. */
    private static String whole(String text) {
        boolean compact = text.contains("[") && text.contains("]");
        String inner = compact ? text.replaceFirst("^\\.\\.\\.", "").replaceFirst("\\.\\.\\.$", "") : text;
        int open = inner.indexOf('[');
        int close = inner.lastIndexOf(']');
        return compact && open < close
                ? inner.substring(0, open) + inner.substring(open + 1, close) + inner.substring(close + 1)
                : inner;
    }

    /** How far one is from the other: 0 for the same, 1 for nothing in common; numbers by their size, texts by the letters that must be changed. */
    double distance() {
        try {
            double one = Double.parseDouble(wanted);
            double two = Double.parseDouble(met);
            double sum = Math.abs(one) + Math.abs(two);
            return one == two ? 0 : sum > 0 && sum < Double.POSITIVE_INFINITY ? Math.abs(one - two) / sum : 1;
        } catch (NumberFormatException aText) {
            return changed(held(wanted), held(met));
        }
    }

    private static String held(String text) {
        return text.length() > LONGEST_HELD ? text.substring(0, LONGEST_HELD) : text;
    }

    /** Levenshtein's distance, as a share of the longer text. */
    private static double changed(String one, String two) {
        int[] row = new int[two.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = corner + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(changed, Math.min(row[j - 1], corner) + 1);
            }
        }
        int longer = Math.max(one.length(), two.length());
        return longer == 0 ? 0 : (double) row[two.length()] / longer;
    }
}
