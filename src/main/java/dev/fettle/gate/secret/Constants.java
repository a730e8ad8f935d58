package dev.fettle.gate.secret;

import dev.fettle.gate.secret.Spelled.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are put together from named parts of the same file: {@code A + B}, {@code "${A}${B}"}, {@code f"{a}{b}"}, {@code "$A$B"}. A name counts whose only value in
 * the file is a plain literal.
 */
final class Constants {
    private static final int MOST = 2_000;
    private static final int LONGEST = 1_000;
    private static final int FEWEST_CHARACTERS = 12;

    private static final Anchored ASSIGNED = new Anchored(
            "(?<![\\w.\"'])(\\w{1,80})\\s{0,20}(?::\\s{0,9}\\w{1,40}\\s{0,20})?:?=\\s{0,100}(?:\"([^\"\\\\\\n$]{0,400})\"|'([^'\\\\\\n$]{0,400})'|([A-Za-z0-9_+/.-]{2,400}(?=\\n)))",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_",
            Constants::mayBeAssigned);
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_GAP = 20;

    /** No key has a blank in it, so none of its parts has. */
    private static final Pattern PART = Pattern.compile("[\\w+/=.:@~-]{2,}+");

    /** What a sum is made of: a name or a literal. */
    private static final Pattern TERM = Pattern.compile(
            "(?:(?:this|self|[A-Z]\\w{0,80})\\.)?(?<![\\w.])?([A-Za-z_]\\w{0,80})|\"([^\"\\\\\\n]{0,400})\"|'([^'\\\\\\n]{0,400})'");

    private static final Pattern PLUS = Pattern.compile("\\s{0,100}(?:\\+|\\.\\.?|<>|&)\\s{0,100}");

    /** Two names or more in one literal, with text between them or none. */
    private static final Pattern FILLED =
            Pattern.compile("(?:\\$?\\{(\\w{1,80})\\}|\\$(\\w{1,80})|([A-Za-z0-9_+/=-]{1,200}))");

    /** One name in a literal. */
    private static final Anchored FILLS = new Anchored("\\$?\\{\\w{1,80}\\}|\\$\\w", "${", (text, at) -> true);

    private Constants() {}

    static List<Reading> in(String text) {
        Map<String, String> values = values(text);
        if (values.isEmpty()) {
            return List.of();
        }
        List<Reading> readings = new ArrayList<>();
        sums(text, values, readings);
        if (FILLS.in(text).find()) {
            filled(text, values, readings);
        }
        return readings;
    }

    /** A whole name, and behind it a colon or a sign of equality. */
    private static boolean mayBeAssigned(String text, int at) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        if (Anchored.word(before) || before == '.' || before == '"' || before == '\'') {
            return false;
        }
        int limit = Math.min(text.length(), at + LONGEST_NAME + 1);
        int end = at;
        while (end < limit && Anchored.word(text.charAt(end))) {
            end++;
        }
        int next = Anchored.afterBlanks(text, end, LONGEST_GAP);
        return next < text.length() && (text.charAt(next) == ':' || text.charAt(next) == '=');
    }

    private static Map<String, String> values(String text) {
        Map<String, String> values = new HashMap<>();
        Set<String> twice = new HashSet<>();
        Anchored.Matches found = ASSIGNED.in(text);
        Matcher assigned = found.match();
        while (found.find() && values.size() < MOST) {
            String value = assigned.group(2) != null
                    ? assigned.group(2)
                    : assigned.group(3) != null ? assigned.group(3) : assigned.group(4);
            if (PART.matcher(value).matches() && values.put(assigned.group(1), value) != null) {
                twice.add(assigned.group(1));
            }
        }
        values.keySet().removeAll(twice);
        return values;
    }

    private static void sums(String text, Map<String, String> values, List<Reading> readings) {
        Matcher term = TERM.matcher(text);
        Matcher plus = PLUS.matcher(text);
        int at = 0;
        while (readings.size() < MOST && at < text.length() && term.find(at)) {
            int start = term.start();
            int end = term.end();
            StringBuilder sum = new StringBuilder();
            int names = 0;
            int terms = 0;
            String part = part(term, values);
            while (part != null) {
                sum.append(part);
                terms++;
                names += term.group(1) == null ? 0 : 1;
                end = term.end();
                plus.region(end, text.length());
                if (sum.length() > LONGEST || !plus.lookingAt()) {
                    break;
                }
                term.region(plus.end(), text.length());
                part = term.lookingAt() ? part(term, values) : null;
            }
            if (terms > 1 && names > 0 && sum.length() >= FEWEST_CHARACTERS) {
                readings.add(new Reading(start, end, sum.toString()));
            }
            at = Math.max(end, start + 1);
        }
    }

    private static @Nullable String part(Matcher term, Map<String, String> values) {
        if (term.group(1) != null) {
            return values.get(term.group(1));
        }
        return term.group(2) != null ? term.group(2) : term.group(3);
    }

    private static void filled(String text, Map<String, String> values, List<Reading> readings) {
        Matcher part = FILLED.matcher(text);
        StringBuilder all = new StringBuilder();
        int start = 0;
        int end = -1;
        int names = 0;
        boolean known = true;
        while (part.find() && readings.size() < 2 * MOST) {
            if (part.start() != end) {
                add(all, start, end, known ? names : 0, readings);
                start = part.start();
                names = 0;
                known = true;
            }
            String name = part.group(1) != null ? part.group(1) : part.group(2);
            String value = name == null ? part.group(3) : values.get(name);
            known &= value != null;
            names += name == null ? 0 : 1;
            all.append(value == null ? "" : value);
            end = part.end();
        }
        add(all, start, end, known ? names : 0, readings);
    }

    private static void add(StringBuilder all, int start, int end, int names, List<Reading> readings) {
        if (names > 0 && all.length() >= FEWEST_CHARACTERS && all.length() <= LONGEST) {
            readings.add(new Reading(start, end, all.toString()));
        }
        all.setLength(0);
    }
}
