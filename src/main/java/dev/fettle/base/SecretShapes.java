package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds secrets by their look: the provider shapes of {@code secret-shapes.tsv}, private key blocks, and passwords that are assigned.
 * The redactor and the secret gate share it. Linear in the length of the text: a keyword search first, RE2/J only round its hits.
 */
public final class SecretShapes {
    private static final String RESOURCE = "secret-shapes.tsv";
    /** Kinds that say less than another one of the same place. */
    private static final Set<String> GENERAL = Set.of("assigned-secret", "provider-secret");
    /** How far before and after a keyword a shape may reach. */
    private static final int BEFORE = 120;

    private static final int AFTER = 400;
    /** How far a window follows an unbroken run, such as a long JWT. */
    private static final int LONGEST_RUN = 8192;

    private final List<Shape> shapes;
    private final List<String> keywords;
    private final List<List<Integer>> shapesOfKeyword;
    private final KeywordIndex index;
    private final AssignedValues assigned = new AssignedValues();

    private SecretShapes(List<Shape> shapes) {
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
            return new SecretShapes(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Shape::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** Every secret in the text, by position; none overlaps another. */
    public List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        windows(text).forEach((shape, regions) -> {
            for (int[] region : regions) {
                shapes.get(shape).find(text, region[0], region[1], found);
            }
        });
        KeyBlocks.find(text, (kind, start, end) -> found.add(new Found(kind, start, end)));
        assigned.find(text, value -> {
            if (value.looksSecret(text)) {
                found.add(new Found("assigned-secret", value.start(), value.end()));
            }
        });
        return withoutOverlap(found);
    }

    private Map<Integer, List<int[]>> windows(String text) {
        Map<Integer, List<int[]>> windows = new LinkedHashMap<>();
        index.scan(text, (word, end) -> {
            String keyword = keywords.get(word);
            int start = end - keyword.length();
            if (!keyword.equals(keyword.toLowerCase(Locale.ROOT)) && !text.startsWith(keyword, start)) {
                return;
            }
            int from = startOfWindow(text, start);
            int to = endOfWindow(text, end);
            for (int shape : shapesOfKeyword.get(word)) {
                boolean near = shapes.get(shape).near();
                join(windows.computeIfAbsent(shape, key -> new ArrayList<>()), near ? start : from, to);
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

    private static int endOfWindow(String text, int at) {
        int end = Math.min(text.length(), at + AFTER);
        int limit = Math.min(text.length(), at + LONGEST_RUN);
        while (end < limit && text.charAt(end) > ' ') {
            end++;
        }
        return end;
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
    private record Shape(String form, String kind, List<String> keywords, double entropy, Pattern pattern) {
        private static final String ASSIGNMENT =
                "[0-9a-z_.\\- \\t]{0,40}[\"'\\]]{0,3}\\s{0,5}(?:=>|:=|\\|\\||[=:>,(])\\s{0,5}[\"'`(=]{0,4}";

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
                case "token" -> "(?:^|[^0-9A-Za-z])(?:" + value + ")(?:[^0-9A-Za-z]|$)";
                case "near" ->
                    "(?i)(?:"
                            + String.join("|", keywords).replace(".", "\\.").replace("+", "\\+") + ")" + ASSIGNMENT
                            + "(" + value
                            + ")(?:[^0-9A-Za-z_\\-]|$)";
                default -> throw new IllegalStateException("unknown form: " + line);
            };
            return new Shape(
                    columns[0], columns[1], keywords, Double.parseDouble(columns[3]), Pattern.compile(pattern));
        }

        boolean near() {
            return form.equals("near");
        }

        void find(String text, int from, int to, List<Found> found) {
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
