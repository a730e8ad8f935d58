package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Finds secrets by their look: the provider shapes of {@code secret-shapes.tsv}, private key blocks, and passwords that are assigned.
 * The redactor and the secret gate share it. Linear in the length of the text: a keyword search first, RE2/J only round its hits.
 */
public final class SecretShapes {
    private static final String RESOURCE = "secret-shapes.tsv";
    /** Kinds that say less than another one of the same place. */
    private static final Set<String> GENERAL = Set.of("assigned-secret", "provider-secret");
    /** Kinds whose values a person may have chosen, or a document: {@code user:password}. */
    private static final Set<String> HOLDS_WORDS = Set.of(
            "url-user",
            "curl-user",
            "curl-header",
            "basic-auth",
            "npmrc-auth",
            "bearer",
            "nuget-password",
            "maven-password",
            "netrc",
            "pgpass",
            "sshpass",
            "url-password",
            "mysql-option",
            "docker-auth");
    /** How far before and after a keyword a shape may reach. */
    private static final int BEFORE = 120;

    private static final int AFTER = 400;
    private static final int NEAR = 160;
    /** No key is shorter; what is shorter need not be matched. */
    private static final int SHORTEST_KEY = 8;

    /** A prefix that is no shorter is nobody's by chance. */
    private static final int SURE_KEYWORD = 4;

    /** How far a window follows an unbroken run, such as a long JWT. */
    private static final int LONGEST_RUN = 8192;

    private final List<Shape> shapes;
    private final List<String> keywords;
    private final List<List<Integer>> shapesOfKeyword;
    private final KeywordIndex index;
    private final NamedSecrets named = new NamedSecrets();
    private final ProviderNames providers = ProviderNames.bundled();

    private final OwnSecrets own;

    private SecretShapes(List<Shape> shapes, OwnSecrets own) {
        this.own = own;
        this.shapes = List.copyOf(shapes);
        Map<String, List<Integer>> byKeyword = new LinkedHashMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            for (String keyword : shapes.get(i).keywords()) {
                byKeyword.computeIfAbsent(keyword, key -> new ArrayList<>()).add(i);
            }
        }
        this.keywords = List.copyOf(byKeyword.keySet());
        this.shapesOfKeyword = List.copyOf(byKeyword.values());
        this.index = new KeywordIndex(keywords, true);
    }

    /** The shapes that come with Fettle. Reading them takes some milliseconds: keep the result. */
    public static SecretShapes bundled() {
        try (InputStream in = SecretShapes.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the jar was built without " + RESOURCE);
            }
            return new SecretShapes(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Shape::parse)
                            .toList(),
                    new OwnSecrets(Set::of));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, which also finds these very values, in every form that {@link OwnSecrets} knows. */
    public SecretShapes knowing(Supplier<? extends Collection<Secret>> values) {
        return new SecretShapes(shapes, new OwnSecrets(values));
    }

    /**
     * One secret.
     *
     * @param kind what it is, such as {@code github-token}; never a part of its value
     * @param start index of its first character
     * @param end just after its last one
     */
    public record Found(String kind, int start, int end) {}

    /** How many provider shapes there are. */
    public int size() {
        return shapes.size();
    }

    /** Every secret in the text, by position; none overlaps another. Masks and the samples of documents are none. */
    public List<Found> find(String text) {
        List<Found> found = findAll(text);
        found.removeIf(one -> harmless(text, one));
        own.find(text, (kind, start, end) -> found.add(new Found(kind, start, end)));
        return withoutOverlap(found);
    }

    /**
     * Only what no chance brings about: a provider's own prefix with what belongs behind it, a whole private key, and our own secrets. For what is no text, where names and
     * their values do not stand side by side.
     */
    public List<Found> findUnmistakable(String text) {
        List<Found> found = new ArrayList<>();
        windows(text).forEach((index, regions) -> {
            Shape shape = shapes.get(index);
            if (shape.unmistakable()) {
                regions.forEach(region -> shape.find(text, region[0], region[1], found));
            }
        });
        KeyBlocks.find(text, (kind, start, end) -> {
            if (KeyBlocks.whole(text.substring(start, end))) {
                found.add(new Found(kind, start, end));
            }
        });
        found.removeIf(one -> harmless(text, one));
        own.find(text, (kind, start, end) -> found.add(new Found(kind, start, end)));
        return withoutOverlap(found);
    }

    /** What has the look of a secret, samples and masks too: what is taken out of evidence is rather too much. */
    List<Found> findAll(String text) {
        List<Found> found = new ArrayList<>();
        windows(text).forEach((shape, regions) -> {
            for (int[] region : regions) {
                shapes.get(shape).find(text, region[0], region[1], found);
            }
        });
        KeyBlocks.find(text, (kind, start, end) -> found.add(new Found(kind, start, end)));
        KubernetesSecrets.find(text, (kind, start, end) -> found.add(new Found(kind, start, end)));
        named.find(text, (kind, start, end) -> found.add(new Found(kind, start, end)));
        providers.find(text, (kind, start, end) -> found.add(new Found(kind, start, end)));
        return found;
    }

    private static boolean harmless(String text, Found one) {
        String value = text.substring(one.start(), one.end());
        if (one.kind().equals("private-key")) {
            return KeyBlocks.empty(text, one.start(), one.end());
        }
        if (one.kind().equals("basic-auth") && !userAndPassword(value)) {
            return true;
        }
        if (GENERAL.contains(one.kind())) {
            Randomness.Makeup makeup = Randomness.of(value);
            return Specimens.specimen(value)
                    || nameInCode(text, one)
                    || (makeup.digits() == 0 && (makeup.inWords() > 0.5 || NamedSecrets.namesItself(value)));
        }
        return HOLDS_WORDS.contains(one.kind())
                ? Specimens.specimen(value) || NamedSecrets.code(value)
                : Specimens.masked(value);
    }

    /** {@code token = OAuth2Tokens.of(…)}, {@code this.x509Tokens = x509Tokens;}: a name of the program stands where a value could, and code goes on after it. */
    private static boolean nameInCode(String text, Found one) {
        char before = one.start() == 0 ? ' ' : text.charAt(one.start() - 1);
        int next = one.end();
        while (next < text.length() && text.charAt(next) <= ' ') {
            next++;
        }
        return before == ' '
                && next < text.length()
                && ".(;,)[".indexOf(text.charAt(next)) >= 0
                && NamedSecrets.identifier(text.substring(one.start(), one.end()));
    }

    /** What follows {@code Basic } is a user and a password in base64; anything else is prose. */
    private static boolean userAndPassword(String header) {
        String code = header.substring(header.lastIndexOf(' ') + 1);
        try {
            return new String(Base64.getDecoder().decode(code), StandardCharsets.ISO_8859_1).contains(":");
        } catch (IllegalArgumentException e) {
            return false; // no base64: that is the answer
        }
    }

    private Map<Integer, List<int[]>> windows(String text) {
        Map<Integer, List<int[]>> windows = new LinkedHashMap<>();
        NextBreak run = new NextBreak(text, SecretShapes::breaksRun);
        NextBreak blank = new NextBreak(text, c -> c <= ' ');
        index.scan(text, (word, end) -> {
            String keyword = keywords.get(word);
            int start = end - keyword.length();
            if (!keyword.equals(keyword.toLowerCase(Locale.ROOT)) && !text.startsWith(keyword, start)) {
                return;
            }
            int from = startOfWindow(text, start);
            int to = Math.min(blank.from(Math.min(text.length(), end + AFTER)), end + LONGEST_RUN);
            int runFrom = startOfRun(text, start);
            int runTo = Math.min(run.from(end), end + LONGEST_RUN);
            for (int shape : shapesOfKeyword.get(word)) {
                List<int[]> regions = windows.computeIfAbsent(shape, key -> new ArrayList<>());
                if (shapes.get(shape).near()) {
                    regions.add(new int[] {end, to});
                } else if (shapes.get(shape).form().equals("from")) {
                    regions.add(new int[] {start, Math.min(text.length(), end + NEAR)});
                } else if (shapes.get(shape).unbroken()) {
                    join(regions, runFrom, runTo);
                } else {
                    join(regions, from, to);
                }
            }
        });
        return windows;
    }

    /** Windows of one shape that touch become one, so that no character is searched twice for it. */
    private static void join(List<int[]> regions, int from, int to) {
        int[] last = regions.isEmpty() ? null : regions.get(regions.size() - 1);
        if (last != null && from <= last[1]) {
            last[0] = Math.min(last[0], from);
            last[1] = Math.max(last[1], to);
        } else {
            regions.add(new int[] {from, to});
        }
    }

    private static int startOfWindow(String text, int at) {
        int start = Math.max(0, at - BEFORE);
        while (start > 0 && at - start < 2 * BEFORE && Character.isLetterOrDigit(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int startOfRun(String text, int at) {
        int start = at;
        while (start > 0 && at - start < 2 * BEFORE && !breaksRun(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** Where the next of some characters stands. Asked all but from the front to the back, it reads the text once, however many keywords a run holds. */
    private static final class NextBreak {
        private final String text;
        private final IntPredicate breaks;
        private int asked = 0;
        private int found = -1;

        NextBreak(String text, IntPredicate breaks) {
            this.text = text;
            this.breaks = breaks;
        }

        /** The first at or after a place, the length of the text where there is none. */
        int from(int at) {
            if (at < asked || at > found) {
                found = at;
                while (found < text.length() && !breaks.test(text.charAt(found))) {
                    found++;
                }
            }
            asked = at;
            return found;
        }
    }

    private static boolean breaksRun(int c) {
        return c <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>';
    }

    private static List<Found> withoutOverlap(List<Found> found) {
        found.sort(Comparator.comparingInt(Found::start)
                .thenComparing(Found::end, Comparator.reverseOrder())
                .thenComparing(one -> GENERAL.contains(one.kind())));
        List<Found> kept = new ArrayList<>(found.size());
        int end = -1;
        for (Found one : found) {
            if (one.start() >= end) {
                kept.add(one);
                end = one.end();
            } else if (one.end() > end) {
                Found last = kept.remove(kept.size() - 1);
                kept.add(new Found(last.kind(), last.start(), one.end()));
                end = one.end();
            }
        }
        return kept;
    }

    /** One line of the table. */
    private record Shape(
            String form, String kind, List<String> keywords, double entropy, Pattern pattern, boolean unbroken) {
        /** In a pattern, what may match a blank, a quote or an angle bracket. */
        private static final Pattern BREAKS = Pattern.compile("\\\\[sSnD]|\\[\\^|[ \"'`<>]|\\[!-~|[^\\\\]\\.|\\\\b");

        static Shape parse(String line) {
            String[] columns = line.split("\t", -1);
            if (columns.length != 5) {
                throw new IllegalStateException("not five columns: " + line);
            }
            String value =
                    columns[4].replaceAll("\\\\.|\\(\\?", "").contains("(") ? columns[4] : "(" + columns[4] + ")";
            List<String> keywords = List.of(columns[2].split(","));
            String pattern = switch (columns[0]) {
                case "raw" -> value;
                case "from" -> "^(?:" + value + ")";
                case "token" -> "(?:^|[^0-9A-Za-z])(?:" + value + ")(?:[^0-9A-Za-z]|$)";
                case "near" -> "(?i)^(" + value + ")(?:[^0-9A-Za-z_\\-]|$)";
                default -> throw new IllegalStateException("unknown form: " + line);
            };
            return new Shape(
                    columns[0],
                    columns[1],
                    keywords,
                    Double.parseDouble(columns[3]),
                    Pattern.compile(pattern),
                    !BREAKS.matcher(columns[4].replaceAll("\\[[^\\]^]*\\]", "[]"))
                            .find());
        }

        boolean near() {
            return form.equals("near");
        }

        /** Whether nothing has this look by chance, in whatever it stands. */
        boolean unmistakable() {
            return !near()
                    && !GENERAL.contains(kind)
                    && !HOLDS_WORDS.contains(kind)
                    && keywords.stream().allMatch(keyword -> keyword.length() >= SURE_KEYWORD);
        }

        void find(String text, int from, int to, List<Found> found) {
            if (near()) {
                Assignment given = Assignment.after(text, Assignment.endOfLooseName(text, from));
                if (given != null && given.end() - given.start() >= SHORTEST_KEY) {
                    search(text, given.start(), Math.min(text.length(), given.end() + 1), found);
                }
                return;
            }
            search(text, from, to, found);
        }

        private void search(String text, int from, int to, List<Found> found) {
            Matcher matcher = pattern.matcher(text.substring(from, to));
            int at = 0;
            while (at <= to - from && matcher.find(at)) {
                int start = from + matcher.start(1);
                int end = from + matcher.end(1);
                String value = text.substring(start, end);
                if (Entropy.bitsPerCharacter(value) >= entropy && (!near() || hasDigit(value))) {
                    found.add(new Found(kind, start, end));
                }
                at = Math.max(matcher.end(1), at + 1);
            }
        }

        private static boolean hasDigit(String value) {
            return value.chars().anyMatch(c -> c >= '0' && c <= '9');
        }
    }
}
