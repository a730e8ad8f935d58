package dev.fettle.repair.template.source;

import java.util.List;

/**
 * What the failing tests let us know beyond where they went.
 *
 * @param expectedExceptions full names of exceptions that they wait for in vain
 * @param thrown full names of the exceptions, other than failed assertions, that they end with
 * @param texts where a text that they met differs from the one that they expected
 * @param words texts that stand in them, as in the source between quotes
 */
public record Hints(
        List<String> expectedExceptions, List<String> thrown, List<TextDifference> texts, List<String> words) {
    /** Nothing is known. */
    public static final Hints NONE = new Hints(List.of(), List.of(), List.of());

    /** Where the tests' own text is not known. */
    public Hints(List<String> expectedExceptions, List<String> thrown, List<TextDifference> texts) {
        this(expectedExceptions, thrown, texts, List.of());
    }

    public Hints {
        expectedExceptions = List.copyOf(expectedExceptions);
        thrown = List.copyOf(thrown);
        texts = List.copyOf(texts);
        words = List.copyOf(words);
    }

    /**
     * How well a condition goes with what was thrown, 0 to 1: who sees a null pointer's exception asks for null, an index's for bounds, a cast's for the
     * class, an arithmetic one's for zero. 1 where nothing telling was thrown.
     */
    double suits(String condition) {
        boolean telling = false;
        for (String type : thrown) {
            String asked = type.endsWith("NullPointerException")
                    ? " null"
                    : type.endsWith("ClassCastException")
                            ? " instanceof "
                            : type.endsWith("ArithmeticException")
                                    ? " 0"
                                    : type.contains("IndexOutOfBounds")
                                                    || type.endsWith("NoSuchElementException")
                                                    || type.endsWith("NegativeArraySizeException")
                                            ? "<> length size isEmpty hasNext 0"
                                            : "";
            if (!asked.isEmpty()) {
                telling = true;
                if (mentions(condition, asked)) {
                    return 1;
                }
            }
        }
        return telling ? 0.7 : 1;
    }

    private static boolean mentions(String condition, String asked) {
        return asked.startsWith("<>")
                ? List.of(asked.substring(3).split(" ")).stream().anyMatch(condition::contains)
                        || condition.contains("<")
                        || condition.contains(">")
                : condition.contains(asked);
    }
}
