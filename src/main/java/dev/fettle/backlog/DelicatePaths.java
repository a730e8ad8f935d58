package dev.fettle.backlog;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of a program in which a mistake costs more than elsewhere, told by the words of their paths. */
public final class DelicatePaths {
    private static final Pattern WORDS = Pattern.compile(
            "(?i)(auth|login|password|crypt|security|permission|payment|billing|migration|transaction|lock|concurren)");

    private DelicatePaths() {}

    /** The first such word, in lower case. */
    public static Optional<String> wordIn(Collection<String> paths) {
        return paths.stream()
                .map(WORDS::matcher)
                .filter(Matcher::find)
                .findFirst()
                .map(found -> found.group().toLowerCase(Locale.ROOT));
    }
}
