package dev.fettle.base;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;

/**
 * Finds secrets by the name that they are given to: {@code password = …}, {@code "api_key": "…"}, {@code <token>…</token>}, {@code setProperty("TOKEN", "…")}.
 * The name alone says nothing; the value must look like a secret too. Stricter than what {@link AssignedValues} takes out of evidence.
 */
final class NamedSecrets {
    /** Names under which a person's password may stand as well as what a machine drew. */
    private static final List<String> STRONG = SecretNames.and("creds", "auth-key");

    /** Names that mean many things: only what was drawn at random counts. */
    private static final List<String> WEAK = List.of("key", "auth", "api", "access", "pass", "bearer", "signature");

    private static final List<String> NAMES =
            java.util.stream.Stream.concat(STRONG.stream(), WEAK.stream()).toList();

    /** In a name, what makes it the name of something else. */
    private static final List<String> OTHER_THINGS = List.of(
            "public",
            "pubkey",
            "primary",
            "foreign",
            "partition",
            "keyboard",
            "monkey",
            "turkey",
            "keyword",
            "tokeniz",
            "tokenis",
            "authored",
            "authors",
            "checksum",
            "integrity",
            "digest",
            "fingerprint",
            "hash",
            "etag",
            "nonce",
            "csrf",
            "xsrf",
            "sitekey",
            "site_key",
            "site-key",
            "accessib",
            "accessor",
            "passthr",
            "passive",
            "compass",
            "passenger",
            "bypass",
            "license",
            "localiz",
            "localis",
            "translat",
            "i18n",
            "commit",
            "revision",
            "keyframe",
            "keyserver",
            "md5",
            "sha1",
            "sha2",
            "sha5");

    /** Such as {@code key_id}: about the secret, not the secret. */
    private static final List<String> ABOUT = List.of(
            "id",
            "ids",
            "name",
            "names",
            "type",
            "url",
            "uri",
            "endpoint",
            "file",
            "path",
            "length",
            "size",
            "alias",
            "version",
            "field",
            "column",
            "param",
            "prefix",
            "pattern",
            "regex",
            "format",
            "label",
            "hint",
            "kind",
            "arn",
            "header",
            "count",
            "index",
            "usage",
            "algorithm",
            "store",
            "ring",
            "manager",
            "provider",
            "service",
            "class",
            "factory",
            "expiry",
            "expires",
            "expiration",
            "ttl",
            "policy",
            "mode",
            "scope",
            "scopes");

    private static final List<String> SECRET_WORDS =
            List.of("key", "token", "secret", "credential", "credentials", "password", "api", "auth", "access");

    private static final Pattern CODE =
            Pattern.compile("(?:[A-Za-z_$][A-Za-z0-9_$]*(?:\\.|::|->))+[A-Za-z_$][A-Za-z0-9_$]*");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
    private static final int LONGEST_NAME = 60;

    private final KeywordIndex index = new KeywordIndex(NAMES, true);

    /** Reports every value that looks secret, by rising position of its name. */
    void find(String text, Sink sink) {
        int[] nameEnd = {-1};
        index.scan(text, (word, end) -> {
            if (end <= nameEnd[0]) {
                return; // a keyword in a name that was read already
            }
            int start = end - NAMES.get(word).length();
            int from = start;
            while (from > 0 && start - from < LONGEST_NAME && Assignment.partOfName(text.charAt(from - 1))) {
                from--;
            }
            int to = end;
            while (to < text.length() && to - end < LONGEST_NAME && Assignment.partOfName(text.charAt(to))) {
                to++;
            }
            nameEnd[0] = to;
            Assignment value = Assignment.after(text, to);
            if (value == null) {
                return;
            }
            String name = text.substring(from, to).toLowerCase(Locale.ROOT);
            if (looksSecret(text.substring(value.start(), value.end()), value.quoted(), strong(name))
                    && !ofSomethingElse(name)) {
                sink.found("assigned-secret", value.start(), value.end());
            }
        });
    }

    private static boolean strong(String name) {
        return STRONG.stream().anyMatch(name::contains);
    }

    private static boolean ofSomethingElse(String name) {
        if (OTHER_THINGS.stream().anyMatch(name::contains) || name.endsWith("author")) {
            return true;
        }
        for (String about : ABOUT) {
            if (name.endsWith(about)) {
                int end = name.length() - about.length();
                while (end > 0 && "_.-".indexOf(name.charAt(end - 1)) >= 0) {
                    end--;
                }
                String rest = name.substring(0, end);
                if (SECRET_WORDS.stream().anyMatch(rest::endsWith)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean looksSecret(String value, boolean quoted, boolean strong) {
        int length = value.length();
        if (length < (strong ? 8 : 14)
                || length > Assignment.LONGEST_VALUE
                || !printable(value)
                || Specimens.specimen(value)) {
            return false;
        }
        Randomness.Makeup makeup = Randomness.of(value);
        if (CODE.matches(value) && (!quoted || makeup.inWords() > 0.4)) {
            return false;
        }
        double entropy = Entropy.bitsPerCharacter(value);
        if (!strong) {
            return entropy >= 3.3 && makeup.mixed(4) && !(Randomness.hexadecimal(value) && length > 45) && !path(value);
        }
        if (makeup.letters() == 0 || path(value)) {
            return false;
        }
        if (makeup.digits() == 0) {
            return quoted
                    ? (sign(value) && entropy >= 2.9 && makeup.inWords() < 0.7)
                            || (length >= 20 && entropy >= 3.4 && makeup.inWords() < 0.5 && !oneCase(value))
                    : (length >= 20 && entropy >= 3.5 && makeup.inWords() < 0.3);
        }
        if (!quoted && makeup.readable() && makeup.digits() <= 2 && (!sign(value) || VARIABLE.matches(value))) {
            return false; // line1, Token$2: a variable
        }
        return entropy >= (quoted ? 2.9 : 3.0);
    }

    /** {@code parsed.password}: a member of something, which stands where a value could. */
    static boolean code(String value) {
        return CODE.matches(value) && Randomness.of(value).inWords() > 0.4;
    }

    /** {@code OAuth2AuthenticationUtils}: words and few digits, as programs name their parts. */
    static boolean identifier(String value) {
        Randomness.Makeup makeup = Randomness.of(value);
        return VARIABLE.matches(value) && makeup.inWords() >= 0.8 && makeup.digits() * 8 <= makeup.letters();
    }

    /** Words that a person wrote where a password goes: {@code anothersecretpassword}. */
    static boolean namesItself(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.contains("secret");
    }

    private static boolean printable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~' || "<>{}()[]\\;".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean oneCase(String value) {
        return value.equals(value.toLowerCase(Locale.ROOT)) || value.equals(value.toUpperCase(Locale.ROOT));
    }

    private static boolean sign(String value) {
        for (int i = 0; i < value.length(); i++) {
            if ("!@#$%^&*+=~?".indexOf(value.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Files, addresses and names of packages have words between their slashes and dots. */
    private static boolean path(String value) {
        long parts = value.chars()
                .filter(c -> c == '/' || c == '.' || c == ':' || c == '-' || c == '_')
                .count();
        return parts >= 2 && Randomness.of(value).inWords() > 0.6 && !value.contains("=");
    }
}
