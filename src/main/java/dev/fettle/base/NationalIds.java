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

    private static final Pattern SINGAPORE = Pattern.compile("\\b([STFGM])([0-9]{7})([A-Z])\\b");
    private static final Pattern CHINA = Pattern.compile(
            "\\b([1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[0-9]{3}[0-9Xx])\\b");
    private static final Pattern KOREA =
            Pattern.compile("\\b([0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])-[1-8][0-9]{6})\\b");
    private static final Pattern MEXICO =
            Pattern.compile("\\b[A-Z]{4}[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])[HMX][A-Z]{5}[A-Z0-9][0-9]\\b");
    private static final Pattern INDIA_TAX = Pattern.compile("\\b[A-Z]{3}P[A-Z][0-9]{4}[A-Z]\\b");
    private static final Pattern BRITAIN_INSURANCE =
            Pattern.compile("\\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\\b");
    private static final Pattern CHILE = Pattern.compile("\\b([0-9]{1,2}\\.[0-9]{3}\\.[0-9]{3})-([0-9Kk])\\b");
    private static final Pattern CZECHIA =
            Pattern.compile("\\b([0-9]{2}(?:[0156][0-9]|[27][0-9])[0-3][0-9])/([0-9]{4})\\b");
    private static final Pattern VEHICLE = Pattern.compile("\\b[A-HJ-NPR-Z0-9]{17}\\b");
    private static final String VEHICLE_VALUES = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
    private static final int[] VEHICLE_WEIGHTS = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    private static final int[] CHINESE = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int[] SINGAPOREAN = {2, 7, 6, 5, 4, 3, 2};

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
    private static boolean mayHave(String text) {
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

    /** Reports each; only the lines that can have one are looked through. */
    static void find(String text, Sink sink) {
        int start = 0;
        while (start < text.length()) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String line = text.substring(start, end);
            if (mayHave(line)) {
                int from = start;
                findIn(line, (kind, at, to) -> sink.found(kind, from + at, from + to));
            }
            start = end + 1;
        }
    }

    private static void findIn(String text, Sink sink) {
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
        all(SINGAPORE, text, sink, NationalIds::singaporean);
        all(
                CHINA,
                text,
                sink,
                matcher -> "10X98765432".charAt(weighted(matcher.group(1).substring(0, 17), CHINESE) % 11)
                        == Character.toUpperCase(matcher.group(1).charAt(17)));
        for (Pattern looks : new Pattern[] {ITALY, KOREA, MEXICO, INDIA_TAX, BRITAIN_INSURANCE}) {
            all("personal", looks, text, sink, matcher -> true);
        }
        all("personal", VEHICLE, text, sink, matcher -> vehicle(matcher.group()));
        all(CHILE, text, sink, NationalIds::chilean);
        all(CZECHIA, text, sink, matcher -> Long.parseLong(matcher.group(1) + matcher.group(2)) % 11 == 0);
        all(NETHERLANDS, text, sink, matcher -> weighted(matcher.group(1), DUTCH) % 11 == 0);
    }

    private interface Check {
        boolean holds(Matcher matcher);
    }

    private static void all(Pattern pattern, String text, Sink sink, Check check) {
        all("national-id", pattern, text, sink, check);
    }

    /** Those without a checksum are personal, but no proof that somebody is meant. */
    private static void all(String kind, Pattern pattern, String text, Sink sink, Check check) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (check.holds(matcher)) {
                sink.found(kind, matcher.start(), matcher.end());
            }
        }
    }

    private static boolean singaporean(Matcher matcher) {
        char kind = matcher.group(1).charAt(0);
        int sum = weighted(matcher.group(2), SINGAPOREAN) + (kind == 'T' || kind == 'G' ? 4 : kind == 'M' ? 3 : 0);
        String letters = kind == 'S' || kind == 'T' ? "JZIHGFEDCBA" : "XWUTRQPNMLK";
        // The newest kind has letters of its own; its look is enough.
        return kind == 'M' || letters.charAt(sum % 11) == matcher.group(3).charAt(0);
    }

    private static boolean chilean(Matcher matcher) {
        String digits = digits(matcher.group(1));
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(digits.length() - 1 - i) - '0') * (2 + i % 6);
        }
        return "0123456789K".charAt((11 - sum % 11) % 11)
                == Character.toUpperCase(matcher.group(2).charAt(0));
    }

    /** The number of a vehicle says by its ninth character whether it is one. */
    private static boolean vehicle(String number) {
        int sum = 0;
        int letters = 0;
        for (int i = 0; i < number.length(); i++) {
            letters += number.charAt(i) > '9' ? 1 : 0;
            sum += VEHICLE_VALUES.indexOf(number.charAt(i)) % 10 * VEHICLE_WEIGHTS[i];
        }
        return letters >= 3 && letters < 14 && "0123456789X".charAt(sum % 11) == number.charAt(8);
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
