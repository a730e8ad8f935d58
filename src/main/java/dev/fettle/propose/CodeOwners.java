package dev.fettle.propose;

import dev.fettle.sandbox.PathGlob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A repository's CODEOWNERS file: who is asked to review what. The last rule that matches a path counts, also when it names nobody. */
public final class CodeOwners {
    /** Where GitHub looks for it; the first that is there counts. */
    static final List<String> PLACES = List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    static final CodeOwners NONE = new CodeOwners(List.of());
    private static final int MOST_RULES = 2_000;
    private static final int LONGEST_PATTERN = 300;
    private static final Pattern PERSON = Pattern.compile("@[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})");

    /** Matches a path itself, or what lies below it. */
    private record Rule(List<PathGlob> globs, List<String> owners) {
        boolean matches(String path) {
            List<String> names = Arrays.asList(path.split("/"));
            return globs.stream().anyMatch(glob -> glob.matches(names));
        }
    }

    private final List<Rule> rules;

    private CodeOwners(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Reads the file. A line that says nothing understandable is left out, as the forge leaves it out. */
    public static CodeOwners parse(String text) {
        List<Rule> rules = new ArrayList<>();
        text.lines().limit(MOST_RULES).forEach(line -> {
            String[] words = line.replaceFirst("(^|\\s)#.*", "").strip().split("\\s+");
            if (!words[0].isEmpty() && words[0].length() <= LONGEST_PATTERN) {
                globs(words[0])
                        .ifPresent(globs ->
                                rules.add(new Rule(globs, List.of(words).subList(1, words.length))));
            }
        });
        return new CodeOwners(rules);
    }

    /**
     * One person who owns the first of these paths that is a person's: no team, no address, no bot, and not ourselves.
     *
     * @param us our login
     * @return a login without {@code @}
     */
    public Optional<String> reviewer(List<String> paths, String us) {
        String self = us.toLowerCase(Locale.ROOT).replace("[bot]", "");
        return paths.stream()
                .flatMap(path -> owners(path).stream())
                .filter(owner -> PERSON.matcher(owner).matches())
                .map(owner -> owner.substring(1))
                .filter(login -> !login.toLowerCase(Locale.ROOT).endsWith("bot") && !login.equalsIgnoreCase(self))
                .findFirst();
    }

    private List<String> owners(String path) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).matches(path)) {
                return rules.get(i).owners();
            }
        }
        return List.of();
    }

    private static Optional<List<PathGlob>> globs(String pattern) {
        boolean folder = pattern.endsWith("/");
        String bare = pattern.replaceAll("^/+|/+$", "");
        boolean anchored = pattern.startsWith("/") || bare.contains("/");
        String glob = (anchored ? "" : "**/") + bare;
        try {
            if (folder) {
                return Optional.of(List.of(PathGlob.parse(glob + "/**")));
            }
            // What a star names in a folder are files, not what lies in folders below.
            return Optional.of(
                    anchored && glob.endsWith("/*")
                            ? List.of(PathGlob.parse(glob))
                            : List.of(PathGlob.parse(glob), PathGlob.parse(glob + "/**")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
