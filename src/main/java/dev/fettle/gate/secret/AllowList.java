package dev.fettle.gate.secret;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the allow lists of a {@code .gitleaks.toml} let pass: {@code [allowlist]} and {@code [[allowlists]]} with {@code paths}, {@code regexes}, {@code regexTarget},
 * {@code stopwords} and {@code condition}. Those of single rules are not read, since our rules are not those; nor are commits.
 */
final class AllowList {
    static final String FILE = ".gitleaks.toml";
    static final AllowList NOTHING = new AllowList(List.of(), List.of());
    private static final int MOST_PATTERNS = 500;
    /** Of a pattern: a longer one takes long to be read, and long for each line that it is held against. */
    private static final int LONGEST = 2_000;

    private final List<Entry> entries;
    private final List<String> mistakes;

    private AllowList(List<Entry> entries, List<String> mistakes) {
        this.entries = List.copyOf(entries);
        this.mistakes = List.copyOf(mistakes);
    }

    /** Reads the file's text. What cannot be read lets nothing pass, and is one of the {@link #mistakes}. */
    static AllowList of(String toml) {
        List<Entry> entries = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (Toml.Table table : Toml.tables(toml)) {
            if (table.name().equals("allowlist") || table.name().equals("allowlists")) {
                entry(table, mistakes).ifPresent(entries::add);
            }
        }
        return new AllowList(entries, mistakes);
    }

    /** Patterns that cannot be read, in words. */
    List<String> mistakes() {
        return mistakes;
    }

    /**
     * Whether a finding passes.
     *
     * @param path of its file
     * @param line the whole line that it stands on
     * @param secret its value
     */
    boolean allows(String path, String line, String secret) {
        return entries.stream().anyMatch(entry -> entry.allows(path, line, secret));
    }

    private static Optional<Entry> entry(Toml.Table table, List<String> mistakes) {
        if (!table.strings("targetRules").isEmpty()) {
            return Optional.empty();
        }
        String condition = table.string("condition").orElse("OR").toUpperCase(Locale.ROOT);
        return Optional.of(new Entry(
                patterns(table.strings("paths"), mistakes),
                patterns(table.strings("regexes"), mistakes),
                table.strings("stopwords"),
                table.string("regexTarget").orElse("secret"),
                condition.equals("AND") || condition.equals("&&")));
    }

    private static List<Pattern> patterns(List<String> texts, List<String> mistakes) {
        List<Pattern> patterns = new ArrayList<>();
        for (String text : texts.subList(0, Math.min(texts.size(), MOST_PATTERNS))) {
            if (text.length() > LONGEST) {
                mistakes.add("a pattern of " + FILE + " is longer than " + LONGEST + " characters");
                continue;
            }
            try {
                patterns.add(Pattern.compile(text));
            } catch (PatternSyntaxException e) {
                mistakes.add("a pattern of " + FILE + " cannot be read: " + e.getDescription());
            }
        }
        return patterns;
    }

    private record Entry(
            List<Pattern> paths, List<Pattern> regexes, List<String> stopwords, String target, boolean all) {
        boolean allows(String path, String line, String secret) {
            List<Boolean> answers = new ArrayList<>();
            String looked = target.equals("line") || target.equals("match") ? line : secret;
            if (!paths.isEmpty()) {
                answers.add(
                        paths.stream().anyMatch(pattern -> pattern.matcher(path).find()));
            }
            if (!regexes.isEmpty()) {
                answers.add(regexes.stream()
                        .anyMatch(pattern -> pattern.matcher(looked).find()));
            }
            if (!stopwords.isEmpty()) {
                String lower = secret.toLowerCase(Locale.ROOT);
                answers.add(stopwords.stream().anyMatch(word -> lower.contains(word.toLowerCase(Locale.ROOT))));
            }
            return !answers.isEmpty() && (all ? !answers.contains(false) : answers.contains(true));
        }
    }
}
