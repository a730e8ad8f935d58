package dev.fettle.base;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the numbers of papers, accounts, memberships and devices by what they are called, in several languages. For evidence: a word and a number do. */
final class PaperNumbers {
    private static final int LONGEST = 110;
    /** Between a label and the first digit of its number. */
    private static final int NEAR = 32;

    /** A UUID; groups of capitals and digits; or one word with digits in it. */
    private static final Pattern NUMBER = Pattern.compile(
            LabelledNumbers.SAYS
                    + "([\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}|[A-Z\\d]{1,20}(?:[./-][A-Z\\d]{1,14}|[ ][A-Z\\d]{1,9}\\b){0,6}\\b|[A-Za-z\\d][A-Za-z\\d./-]{4,62})");

    /** What says that a number is meant, behind a word that is in no list. */
    private static final List<String> SAYING =
            List.of("nummer", "number", "nr", "no", "n°", "nº", "número", "numéro", "numero", "номер");

    private static final Pattern ANY_NUMBER =
            Pattern.compile("\\.?[\"']?(?:[:=#] ?| )[\"']?([A-Z\\d]{1,4}[ -]?\\d[\\d ./-]{4,22}\\d|[A-Z\\d]{7,20})\\b");

    /** Whose numbers are nobody's. */
    private static final Set<String> THINGS = Set.of(
            "order",
            "build",
            "line",
            "port",
            "version",
            "serial",
            "sequence",
            "row",
            "column",
            "page",
            "issue",
            "ticket",
            "job",
            "run",
            "revision",
            "invoice",
            "part",
            "chunk",
            "block",
            "offset",
            "test",
            "case",
            "error",
            "status",
            "process",
            "thread",
            "magic",
            "atomic",
            "random",
            "prime",
            "a",
            "the",
            "of",
            "invalid",
            "an",
            "this",
            "that",
            "is",
            "item",
            "batch",
            "request",
            "message",
            "record",
            "attempt",
            "retry",
            "iteration",
            "epoch",
            "frame",
            "commit",
            "release",
            "phone",
            "tracking",
            "transaction",
            "bug",
            "pull",
            "event",
            "partition",
            "for",
            "large",
            "big",
            "max",
            "maximum",
            "minimum",
            "total",
            "real",
            "whole",
            "complex",
            "rational",
            "parse",
            "not",
            "expected",
            "unexpected",
            "positive",
            "negative",
            "hex",
            "octal",
            "floating",
            "integer",
            "long",
            "double",
            "valid",
            "wrong",
            "same",
            "no",
            "any",
            "some",
            "each",
            "every",
            "index",
            "array",
            "and",
            "or",
            "to",
            "in",
            "as",
            "json",
            "java",
            "lang");

    private static final PaperNumbers BUNDLED = new PaperNumbers(WordList.lines("paper-labels.txt"));
    private final List<String> labels;
    private final KeywordIndex index;
    private final KeywordIndex saying;

    private PaperNumbers(List<String> labels) {
        this.labels =
                labels.stream().flatMap(PaperNumbers::spellings).distinct().toList();
        this.index = new KeywordIndex(this.labels, true);
        this.saying = new KeywordIndex(SAYING, true);
    }

    static PaperNumbers bundled() {
        return BUNDLED;
    }

    /** {@code tax id} is written {@code tax_id}, {@code tax-id} and {@code taxId} too; a keyword's case matters beyond ASCII. */
    private static Stream<String> spellings(String label) {
        String turned = label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
        String plain = Normalizer.normalize(label, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        Stream<String> cases = label.chars().allMatch(c -> c < 128)
                ? Stream.of(label)
                : Stream.of(label, turned, label.toUpperCase(Locale.ROOT), plain);
        return cases.flatMap(word -> Stream.of(" ", "_", "-", "").map(gap -> word.replace(" ", gap)));
    }

    /** Reports each number. */
    void find(String text, Sink sink) {
        anyNumber(text, sink);
        int[] taken = {0};
        index.scan(text, (word, end) -> {
            String label = labels.get(word);
            int start = end - label.length();
            if (end > taken[0] && begins(text, start) && written(label, text, start) && digitNear(text, end)) {
                Matcher matcher = NUMBER.matcher(text.substring(end, Math.min(text.length(), end + LONGEST)));
                if (matcher.lookingAt()) {
                    String number = matcher.group(1);
                    if (LabelledNumbers.digits(number) >= 4 && number.length() >= 6) {
                        taken[0] = end + matcher.end(1);
                        sink.found("personal", end + matcher.start(1), taken[0]);
                    }
                }
            }
        });
    }

    /** {@code Library card no. 2190 0012}: somebody's, unless the word before is one of things that are counted. */
    private void anyNumber(String text, Sink sink) {
        saying.scan(text, (word, end) -> {
            if (!digitNear(text, end) || end < text.length() && Character.isLetter(text.charAt(end))) {
                return;
            }
            int last = end - SAYING.get(word).length();
            while (last > 0 && " _-.".indexOf(text.charAt(last - 1)) >= 0) {
                last--;
            }
            int first = last;
            while (first > 0 && Character.isLetter(text.charAt(first - 1))) {
                first--;
            }
            String of = text.substring(first, last).toLowerCase(Locale.ROOT);
            if (of.length() < 2 || THINGS.contains(of)) {
                return;
            }
            Matcher matcher = ANY_NUMBER.matcher(text.substring(end, Math.min(text.length(), end + LONGEST)));
            if (matcher.lookingAt() && LabelledNumbers.digits(matcher.group(1)) >= 6) {
                sink.found("personal", end + matcher.start(1), end + matcher.end(1));
            }
        });
    }

    private static boolean begins(String text, int start) {
        if (start == 0) {
            return true;
        }
        char before = text.charAt(start - 1);
        // Where words are written without blanks, one may start anywhere.
        return !Character.isLetterOrDigit(before) || Character.isIdeographic(before);
    }

    /** What is written in capitals in the list counts in capitals only: "pan" and "fin" are words. */
    private static boolean written(String label, String text, int start) {
        boolean capitals = label.chars().anyMatch(c -> c < 128 && Character.isUpperCase(c));
        return !capitals || text.startsWith(label, start);
    }

    private static boolean digitNear(String text, int from) {
        int limit = Math.min(text.length(), from + NEAR);
        for (int i = from; i < limit; i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }
}
