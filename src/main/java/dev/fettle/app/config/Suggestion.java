package dev.fettle.app.config;

import dev.fettle.base.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** "Did you mean": the known word nearest to a mistyped one. */
final class Suggestion {
    private Suggestion() {}

    /** {@code "; did you mean 'x'?"}, or "" when nothing is near. */
    static String among(Collection<String> known, String written) {
        String folded = fold(written);
        int most = Math.max(1, folded.length() / 4);
        return known.stream()
                .filter(word -> Spelling.distance(fold(word), folded) <= most)
                .min(Comparator.<String>comparingInt(word -> Spelling.distance(fold(word), folded))
                        .thenComparing(Comparator.naturalOrder()))
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static String fold(String word) {
        return word.toLowerCase(Locale.ROOT).replace("-", "_").replace("_", "");
    }
}
