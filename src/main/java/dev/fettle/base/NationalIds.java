package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Locale;

/** Finds numbers by which a state knows a person, where a checksum tells them from other numbers. */
final class NationalIds {
    private static final Pattern SPAIN = Pattern.compile("\\b([XYZ]?[0-9]{7,8})-?([A-HJ-NP-TV-Z])\\b");
    private static final Pattern BRAZIL = Pattern.compile("\\b([0-9]{3})\\.([0-9]{3})\\.([0-9]{3})-([0-9]{2})\\b");
    private static final Pattern ITALY =
            Pattern.compile("\\b[A-Z]{6}[0-9]{2}[ABCDEHLMPRST][0-9]{2}[A-Z][0-9]{3}[A-Z]\\b");
    private static final Pattern FRANCE =
            Pattern.compile("\\b([12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3}) ?([0-9]{2})\\b");
    private static final Pattern FINLAND =
            Pattern.compile("\\b([0-3][0-9][01][0-9][0-9]{2})[-+A]([0-9]{3})([0-9A-FHJ-NPR-Y])\\b");
    private static final Pattern POLAND = Pattern.compile("(?i)\\bpesel\\b[^0-9\\n]{0,12}([0-9]{11})\\b");
    private static final Pattern NETHERLANDS =
            Pattern.compile("(?i)\\b(?:bsn|burgerservicenummer)\\b[^0-9\\n]{0,12}([0-9]{9})\\b");
    private static final Pattern BRITAIN = Pattern.compile(
            "(?i)\\bnhs(?:[ _-]?(?:number|no\\.?|nr))?\\b[^0-9\\n]{0,12}([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4})\\b");
    private static final Pattern INDIA =
            Pattern.compile("(?i)\\baadhaa?r\\b[^0-9\\n]{0,16}([2-9][0-9]{3}[ -]?[0-9]{4}[ -]?[0-9]{4})\\b");
    private static final Pattern SWITZERLAND = Pattern.compile("\\b(756\\.[0-9]{4}\\.[0-9]{4}\\.[0-9]{2})\\b");
    private static final Pattern SWEDEN = Pattern.compile(
            "\\b(?:19|20)?([0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01]|[6-8][0-9]|9[01]))[-+]([0-9]{4})\\b");
    private static final Pattern CANADA = Pattern.compile(
            "\\b(?i:SIN|social insurance(?: number| no\\.?)?)\\b[^0-9\\n(]{0,12}([0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3})\\b");
    private static final Pattern BELGIUM =
            Pattern.compile("\\b([0-9]{2}\\.[0-9]{2}\\.[0-9]{2}-[0-9]{3})\\.([0-9]{2})\\b");

    /** Of digits, or of capital letters before a digit. */
    private static final int SHORTEST_RUN = 6;

    /** Of one that is written in groups. */
    private static final int FEWEST_DIGITS = 9;

    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final int[] POLISH = {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1};
    private static final int[] DUTCH = {9, 8, 7, 6, 5, 4, 3, 2, -1};
    /** What an odd place counts in Italy, by digit and by letter. */
    private static final int[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private NationalIds() {}

    /** Whether a text can have one, found in one pass: few texts can, and the patterns are dear. */
    static boolean mayHave(String text) {
        int digits = 0;
        int near = 0;
        int capitals = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                near++;
                if (digits >= SHORTEST_RUN || near >= FEWEST_DIGITS || capitals >= SHORTEST_RUN) {
                    return true;
                }
                capitals = 0;
            } else {
                digits = 0;
                near = c == ' ' || c == '.' || c == '-' ? near : 0;
                capitals = c >= 'A' && c <= 'Z' ? capitals + 1 : 0;
            }
        }
        return false;
    }

    static void find(String text, Sink sink) {
        all(SPAIN, text, sink, NationalIds::spanish);
        all(BRAZIL, text, sink, NationalIds::brazilian);
        all(ITALY, text, sink, matcher -> italian(matcher.group()));
        all(FRANCE, text, sink, NationalIds::french);
        all(FINLAND, text, sink, NationalIds::finnish);
        all(POLAND, text, sink, matcher -> weighted(matcher.group(1), POLISH) % 10 == 0);
        all(BRITAIN, text, sink, matcher -> british(digits(matcher.group(1))));
        all(INDIA, text, sink, matcher -> true);
        all(SWITZERLAND, text, sink, matcher -> swiss(digits(matcher.group(1))));
        all(SWEDEN, text, sink, matcher -> luhn(matcher.group(1) + matcher.group(2)));
        all(CANADA, text, sink, matcher -> luhn(digits(matcher.group(1))));
        all(BELGIUM, text, sink, matcher -> belgian(digits(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        all(NETHERLANDS, text, sink, matcher -> weighted(matcher.group(1), DUTCH) % 11 == 0);
    }

    private interface Check {
        boolean holds(Matcher matcher);
    }

    private static void all(Pattern pattern, String text, Sink sink, Check check) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (check.holds(matcher)) {
                sink.found("national-id", matcher.start(), matcher.end());
            }
        }
    }

    private static boolean spanish(Matcher matcher) {
        String digits = matcher.group(1);
        if (digits.length() != 8) {
            return false;
        }
        int number = Integer.parseInt(digits.replace('X', '0').replace('Y', '1').replace('Z', '2'));
        return SPANISH.charAt(number % 23) == matcher.group(2).charAt(0);
    }

    private static boolean brazilian(Matcher matcher) {
        String digits = matcher.group(1) + matcher.group(2) + matcher.group(3) + matcher.group(4);
        return digits.chars().distinct().count() > 1
                && brazilianDigit(digits, 9) == digits.charAt(9) - '0'
                && brazilianDigit(digits, 10) == digits.charAt(10) - '0';
    }

    private static int brazilianDigit(String digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (digits.charAt(i) - '0') * (count + 1 - i);
        }
        int rest = sum * 10 % 11;
        return rest == 10 ? 0 : rest;
    }

    private static boolean italian(String code) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = code.charAt(i);
            int value = c <= '9' ? c - '0' : c - 'A';
            sum += i % 2 == 0 ? ITALIAN_ODD[value] : value;
        }
        return code.charAt(15) == 'A' + sum % 26;
    }

    private static boolean french(Matcher matcher) {
        long number = Long.parseLong(matcher.group(1).replace(" ", ""));
        return 97 - number % 97 == Integer.parseInt(matcher.group(2));
    }

    private static boolean finnish(Matcher matcher) {
        int number = Integer.parseInt(matcher.group(1) + matcher.group(2));
        return FINNISH.charAt(number % 31)
                == matcher.group(3).toUpperCase(Locale.ROOT).charAt(0);
    }

    private static String digits(String text) {
        return text.replaceAll("[ .-]", "");
    }

    private static boolean british(String digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        return (11 - sum % 11) % 11 == digits.charAt(9) - '0';
    }

    private static boolean swiss(String digits) {
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int twice = digit * 2;
            sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
        }
        return sum % 10 == 0;
    }

    /** Who was born from 2000 on has a 2 before the number. */
    private static boolean belgian(String digits, int check) {
        long number = Long.parseLong(digits);
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    private static int weighted(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += (digits.charAt(i) - '0') * weights[i];
        }
        return sum;
    }
}
