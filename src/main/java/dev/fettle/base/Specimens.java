package dev.fettle.base;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/** Values that stand where a secret would: masks, samples in documents, variables. */
final class Specimens {
    private static final List<String> WORDS = List.of(
            "example",
            "your",
            "changeme",
            "change_me",
            "change-me",
            "placeholder",
            "dummy",
            "redacted",
            "insert",
            "replace",
            "foobar",
            "notreal",
            "not-real",
            "not_real",
            "invalid",
            "lorem",
            "hmac",
            "sha256",
            "sha512",
            "sample",
            "fake",
            "todo",
            "deadbeef",
            "test_token",
            "test-token",
            "testtoken",
            "testkey",
            "test-key",
            "test_key");
    /** Names of what should stand here, with a number at most. */
    private static final Pattern NAME_OF_ITSELF = Pattern.compile(
            "(?i)(?:my|the|some|super|test|new|old|user|db|admin|app|api|client|access)?[-_ ]?(?:secret|passw(?:or)?d|pass|pwd|passphrase|token|key|credentials?)"
                    + "(?:[-_ ]?(?:secret|passw(?:or)?d|token|key|value|here))?[-_ ]?[0-9]{0,4}[!.?]?");

    /** {@code client-1}, {@code refresh_token_2}: a counted name. */
    private static final Pattern NUMBERED = Pattern.compile("[a-z]{3,}(?:[-_][a-z]{3,}){0,3}[-_][0-9]{1,3}");

    private static final int LONGEST_NAME = 30;
    /** In an address that a test or a document makes up, {@code user:pa} stands for any. */
    private static final int SHORTEST_PASSWORD = 6;

    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{|\\{\\{|\\$\\(|%\\(|<[A-Za-z_ .-]+>|#\\{|%[A-Za-z_]+%"
                    + "|^[$%@{\\[<][A-Za-z_{<]|%[-+0-9.]*[sdvq]\\b|\\$[A-Z_]{3,}\\b|:\\$|^@[A-Za-z_.]+@$");

    /** Of all characters, so many may differ in something that is drawn as a mask. */
    private static final int MASKED_SHARE = 2;

    private Specimens() {}

    /** A mask ({@code ghp_xxxx…}), or the word EXAMPLE in it as providers write it into theirs. For what a provider's shape found. */
    static boolean masked(String value) {
        int mask = 0;
        int longest = 0;
        int run = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (isMask(c)) {
                mask++;
                run = i > 0 && value.charAt(i - 1) == c ? run + 1 : 1;
                longest = Math.max(longest, run);
            }
        }
        return (longest >= 5 && mask * MASKED_SHARE > value.length())
                || longest >= 12
                || value.contains("EXAMPLE")
                || variable(value);
    }

    private static boolean variable(String value) {
        for (int i = 0; i < value.length(); i++) {
            if ("${%<@[#".indexOf(value.charAt(i)) >= 0) {
                return VARIABLE.matcher(value).find();
            }
        }
        return false;
    }

    /** Whether a value that is assigned to a name is one that nobody keeps secret. */
    static boolean specimen(String value) {
        if (masked(value)
                || (value.length() <= LONGEST_NAME && NAME_OF_ITSELF.matches(value))
                || (NUMBERED.matches(value) && Randomness.of(value).readable())) {
            return true;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("xxxx")
                || lower.contains("...")
                || lower.contains("***")
                || lower.startsWith("http://")
                || lower.startsWith("https://")
                || WORDS.stream().anyMatch(lower::contains)
                || pairOfNames(lower)
                || distinct(lower) < 5
                || inSequence(lower) * 10 > lower.length() * 7;
    }

    /** {@code user:password}, {@code test:test}. */
    private static boolean pairOfNames(String value) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            return false;
        }
        String user = value.substring(0, colon);
        String password = value.substring(colon + 1);
        boolean anyUser = user.equals("user") || user.equals("username");
        return user.equals(password)
                || (anyUser && password.length() < SHORTEST_PASSWORD)
                || password.isEmpty()
                || NAME_OF_ITSELF.matches(password)
                || password.contains("_password");
    }

    private static boolean isMask(char c) {
        return c == 'x' || c == 'X' || c == '*' || c == '.' || c == '0' || c == '-' || c == '_' || c == '#';
    }

    private static long distinct(String value) {
        boolean[] seen = new boolean[128];
        long count = 0;
        for (int i = 0; i < value.length(); i++) {
            int c = value.charAt(i) & 0x7F;
            count += seen[c] ? 0 : 1;
            seen[c] = true;
        }
        return count;
    }

    /** The longest stretch in which each character follows its neighbour in the alphabet or among the digits: {@code abcdef}, {@code 123456}. */
    private static int inSequence(String value) {
        int longest = 0;
        int run = 1;
        for (int i = 1; i < value.length(); i++) {
            run = value.charAt(i) == value.charAt(i - 1) + 1 ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
