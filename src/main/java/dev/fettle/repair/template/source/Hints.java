package dev.fettle.repair.template.source;

import java.util.List;

/**
 * What the failing tests let us know beyond where they went.
 *
 * @param expectedExceptions full names of exceptions that they wait for in vain
 * @param thrown full names of the exceptions, other than failed assertions, that they end with
 * @param texts where a text that they met differs from the one that they expected
 * @param words texts that stand in them, as in the source between quotes
 * @param crashes where production code threw what tells what was wrong
 */
public record Hints(
        List<String> expectedExceptions,
        List<String> thrown,
        List<TextDifference> texts,
        List<String> words,
        List<Crash> crashes) {
    /** For a condition that asks for something else than what was thrown, elsewhere than where it was. */
    private static final double OFF_TOPIC = 0.7;

    /** Nothing is known. */
    public static final Hints NONE = new Hints(List.of(), List.of(), List.of());

    /** Where the tests' own text is not known. */
    public Hints(List<String> expectedExceptions, List<String> thrown, List<TextDifference> texts) {
        this(expectedExceptions, thrown, texts, List.of(), List.of());
    }

    public Hints {
        expectedExceptions = List.copyOf(expectedExceptions);
        thrown = List.copyOf(thrown);
        texts = List.copyOf(texts);
        words = List.copyOf(words);
        crashes = List.copyOf(crashes);
    }

    /** The same, and where production code threw. */
    public Hints with(List<Crash> known) {
        return new Hints(expectedExceptions, thrown, texts, words, known);
    }

    /**
     * The same as seen from a place: of the crashes those that lie behind it in its method.
     *
     * @param first line of the place
     * @param last line of the method
     */
    Hints near(String path, int first, int last) {
        return with(crashes.stream()
                .filter(crash -> crash.path().equals(path) && first <= crash.line() && crash.line() <= last)
                .toList());
    }

    /**
     * How well a condition goes with what was thrown, above 0 to 1: who sees a null pointer's exception asks for null, an index's for bounds, a cast's for the
     * class, an arithmetic one's for zero. 1 where nothing telling was thrown.
     */
    double suits(String condition) {
        if (!crashes.isEmpty()) {
            return crashes.stream()
                    .mapToDouble(crash -> crash.suits(condition))
                    .max()
                    .orElse(1);
        }
        boolean telling = false;
        for (String type : thrown) {
            Crash.Kind kind = Crash.Kind.of(type);
            telling |= kind.telling();
            if (kind.asks(condition)) {
                return 1;
            }
        }
        return telling ? OFF_TOPIC : 1;
    }
}
