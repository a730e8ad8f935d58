package dev.fettle.workspace;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The sign-off of a commit, {@code Signed-off-by: Name <address>}: where a repository asks for it, and whether a message has it. */
public final class SignOff {
    private static final Pattern CONTRIBUTING =
            Pattern.compile("(?i)(\\.github/|docs/)?contributing(\\.(md|rst|adoc|txt))?");
    private static final Pattern ASKS = Pattern.compile(
            "(?i)signed-off-by|developer(?:'s)? certificate of origin|\\bDCO\\b|commit (?:-s|--signoff)\\b");

    /** Where the DCO check of a forge has its settings: who has them, asks. */
    private static final Pattern CHECKED = Pattern.compile("(?i)\\.github/dco\\.ya?ml");

    private static final Pattern TRAILER =
            Pattern.compile("(?im)^signed-off-by: [^<>\\n]*\\S[^<>\\n]* <[^<>\\s]+>\\s*$");

    private SignOff() {}

    /**
     * Whether a repository asks for it in words.
     *
     * @param paths of its files
     * @param read the text of a file; empty where there is none
     */
    public static boolean askedFor(Collection<String> paths, Function<String, Optional<String>> read) {
        return paths.stream().anyMatch(path -> CHECKED.matcher(path).matches())
                || paths.stream()
                        .filter(path -> CONTRIBUTING.matcher(path).matches())
                        .flatMap(path -> read.apply(path).stream())
                        .anyMatch(text -> ASKS.matcher(text).find());
    }

    /** Whether a whole message has one, with a name and an address. Whose it is, is not looked at. */
    public static boolean in(String message) {
        return TRAILER.matcher(message).find();
    }
}
