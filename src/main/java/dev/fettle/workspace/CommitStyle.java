package dev.fettle.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a repository writes its commit messages, read from its latest ones. What fewer than three messages, or not most of them, do is no style.
 *
 * @param form what stands before the sentence
 * @param capital whether the sentence begins with a capital letter
 * @param signOff {@code Signed-off-by} trailers are the rule
 */
public record CommitStyle(Form form, boolean capital, boolean signOff) {
    /** A sentence with a capital letter, no sign-off. */
    public static final CommitStyle PLAIN = new CommitStyle(new Sentence(), true, false);

    private static final Pattern CONVENTIONAL = Pattern.compile(
            "(?:build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(?:\\(([^)\\n]{1,60})\\))?!?: +(.*)");
    private static final Pattern KEYED =
            Pattern.compile("([\\[(]?)(?:([A-Z][A-Z0-9_]{1,19})-|(#))\\d{1,9}([])]?:?(?: -)? )(.*)");
    private static final Pattern NOT_WRITTEN = Pattern.compile("(?i)(merge|revert|bump|update dependency|release) .*");

    /** What stands before the sentence. */
    public sealed interface Form {}

    /** Nothing. */
    public record Sentence() implements Form {}

    /**
     * {@code fix: …} or {@code fix(scope): …}.
     *
     * @param scopes in use, in lower case; empty where most messages have none
     */
    public record Conventional(Set<String> scopes) implements Form {
        public Conventional {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * The number of a ticket elsewhere: {@code SHOP-17: …}, {@code [SHOP-17] …}, {@code #17: …}.
     *
     * @param key {@code SHOP}, or {@code #}
     */
    public record Keyed(String before, String key, String after) implements Form {}

    /** Reads the style off whole messages, the newest first. Merges, releases and what bots write say nothing of it. */
    public static CommitStyle of(List<String> messages) {
        List<String> titles = messages.stream()
                .map(CommitStyle::title)
                .filter(title -> !isNotWritten(title))
                .toList();
        if (titles.size() < 3) {
            return PLAIN;
        }
        long signed = messages.stream()
                .filter(message -> message.contains("\nSigned-off-by: "))
                .count();
        boolean signOff = most(signed, messages.size());
        List<String> sentences = new ArrayList<>();
        Form form = conventional(titles, sentences);
        if (form instanceof Sentence) {
            form = keyed(titles, sentences);
        }
        if (form instanceof Sentence) {
            sentences.clear();
            sentences.addAll(titles);
        }
        long small = sentences.stream()
                .filter(sentence -> !sentence.isEmpty() && Character.isLowerCase(sentence.charAt(0)))
                .count();
        return new CommitStyle(form, !most(small, sentences.size()), signOff);
    }

    /** The same with sign-offs: the repository asks for them in words. */
    public CommitStyle signedOff() {
        return new CommitStyle(form, capital, true);
    }

    /**
     * Whether a whole message begins as the others do. Capital letters do not count, nor do merges, releases and what bots write: those have a form of their own.
     */
    public boolean followedBy(String message) {
        String title = title(message);
        if (isNotWritten(title)) {
            return true;
        } else if (form instanceof Conventional) {
            return CONVENTIONAL.matcher(title).matches();
        } else if (form instanceof Keyed keyed) {
            Matcher matcher = KEYED.matcher(title);
            return matcher.matches() && keyed.equals(keyed(matcher));
        }
        return true;
    }

    /** What the messages begin with, as an example: {@code fix: …}; "" where they begin with the sentence. */
    public String example() {
        if (form instanceof Conventional conventional) {
            return conventional.scopes().isEmpty() ? "fix: …" : "fix(scope): …";
        } else if (form instanceof Keyed keyed) {
            String number = keyed.key().equals("#") ? "#17" : keyed.key() + "-17";
            return keyed.before() + number + keyed.after() + "…";
        }
        return "";
    }

    /** A sentence's first word as this style writes it. */
    public String begun(String word) {
        return capital ? word : word.substring(0, 1).toLowerCase(Locale.ROOT) + word.substring(1);
    }

    private static String title(String message) {
        return message.lines().findFirst().orElse("").strip();
    }

    private static boolean isNotWritten(String title) {
        return title.isEmpty() || NOT_WRITTEN.matcher(title).matches();
    }

    private static Keyed keyed(Matcher matcher) {
        String key = matcher.group(2) == null ? "#" : matcher.group(2);
        return new Keyed(matcher.group(1), key, matcher.group(4));
    }

    private static Form conventional(List<String> titles, List<String> sentences) {
        Set<String> scopes = new HashSet<>();
        int found = 0;
        int scoped = 0;
        sentences.clear();
        for (String title : titles) {
            Matcher matcher = CONVENTIONAL.matcher(title);
            if (matcher.matches()) {
                found++;
                sentences.add(matcher.group(2));
                if (matcher.group(1) != null) {
                    scoped++;
                    scopes.add(matcher.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }
        return !most(found, titles.size()) ? new Sentence() : new Conventional(most(scoped, found) ? scopes : Set.of());
    }

    private static Form keyed(List<String> titles, List<String> sentences) {
        Map<Keyed, List<String>> forms = new HashMap<>();
        for (String title : titles) {
            Matcher matcher = KEYED.matcher(title);
            if (matcher.matches()) {
                forms.computeIfAbsent(keyed(matcher), form -> new ArrayList<>()).add(matcher.group(5));
            }
        }
        sentences.clear();
        for (Map.Entry<Keyed, List<String>> form : forms.entrySet()) {
            if (most(form.getValue().size(), titles.size())) {
                sentences.addAll(form.getValue());
                return form.getKey();
            }
        }
        return new Sentence();
    }

    private static boolean most(long some, int all) {
        return some * 2 > all;
    }
}
