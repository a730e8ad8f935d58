package dev.fettle.base;

/** Tells what a machine drew at random from what a person named: an identifier, a path, a version, a sentence without blanks. */
final class Randomness {
    private static final int SHORTEST_WORD = 3;
    private static final int LONGEST_WORD = 16;
    private static final int LONGEST_CONSONANTS = 4;
    private static final String VOWELS = "aeiouyAEIOUY";

    private Randomness() {}

    /** Which of the characters that make a token a value is made of. */
    record Makeup(int letters, int digits, int others, int changes, double inWords) {
        /** Letters and digits, often in turn, and not in words. */
        boolean mixed(int leastChanges) {
            return letters > 0 && digits > 0 && changes >= leastChanges && inWords < 0.5;
        }

        /** Words only, as people name things. */
        boolean readable() {
            return letters > 0 && inWords >= 0.7;
        }
    }

    static Makeup of(String value) {
        int letters = 0;
        int digits = 0;
        int others = 0;
        int changes = 0;
        int inWords = 0;
        int word = 0;
        Kind last = Kind.OTHER;
        for (int i = 0; i < value.length(); i++) {
            Kind kind = Kind.of(value.charAt(i));
            letters += kind == Kind.LOWER || kind == Kind.UPPER ? 1 : 0;
            digits += kind == Kind.DIGIT ? 1 : 0;
            others += kind == Kind.OTHER ? 1 : 0;
            boolean capital = last == Kind.UPPER && kind == Kind.LOWER && i - word == 1;
            if (kind != last && !capital) {
                changes += i > 0 && last != Kind.OTHER && kind != Kind.OTHER ? 1 : 0;
                inWords += word(value, word, i);
                word = i;
            }
            last = kind;
        }
        inWords += word(value, word, value.length());
        return new Makeup(letters, digits, others, changes, letters == 0 ? 0 : (double) inWords / letters);
    }

    /** Whether all is hexadecimal, in one case. */
    static boolean hexadecimal(String value) {
        boolean lower = false;
        boolean upper = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            lower |= c >= 'a' && c <= 'f';
            upper |= c >= 'A' && c <= 'F';
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            if (!hex) {
                return false;
            }
        }
        return !(lower && upper);
    }

    /** As {@code 12345678-90ab-cdef-1234-567890abcdef}. */
    static boolean uuid(String value) {
        if (value.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash != (value.charAt(i) == '-') || (!dash && Character.digit(value.charAt(i), 16) < 0)) {
                return false;
            }
        }
        return true;
    }

    /** The length of what reads as a word, else 0. */
    private static int word(String value, int from, int to) {
        int length = to - from;
        if (length < SHORTEST_WORD || length > LONGEST_WORD || !Character.isLetter(value.charAt(from))) {
            return 0;
        }
        int vowels = 0;
        int consonants = 0;
        for (int i = from; i < to; i++) {
            boolean vowel = VOWELS.indexOf(value.charAt(i)) >= 0;
            vowels += vowel ? 1 : 0;
            consonants = vowel ? 0 : consonants + 1;
            if (consonants > LONGEST_CONSONANTS) {
                return 0;
            }
        }
        return vowels * 6 >= length ? length : 0;
    }

    private enum Kind {
        LOWER,
        UPPER,
        DIGIT,
        OTHER;

        static Kind of(char c) {
            if (c >= 'a' && c <= 'z') {
                return LOWER;
            }
            if (c >= 'A' && c <= 'Z') {
                return UPPER;
            }
            return c >= '0' && c <= '9' ? DIGIT : OTHER;
        }
    }
}
