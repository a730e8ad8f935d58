package dev.fettle.gate;

import java.util.List;
import java.util.Map;

/**
 * What a description says that can be held against the diff and the measurements, read out of its text as it would be opened.
 *
 * @param numbers by what they count; a key for each of {@link Number} that the text has, the first one counts where it says it twice alike
 * @param places files, with their line and their size where the text has them
 * @param redTests names of tests that it says were red, cut ones with their cut mark
 * @param commits ids that it names, whole or shortened, by what it says they are
 * @param gates the outcome (lower case) by the gate's id
 * @param contradictions places where the text says one thing twice and not the same, in words
 */
public record Statements(
        Map<Number, Long> numbers,
        List<Place> places,
        List<String> redTests,
        List<Commit> commits,
        Map<String, String> gates,
        List<String> contradictions) {
    public Statements {
        numbers = Map.copyOf(numbers);
        places = List.copyOf(places);
        redTests = List.copyOf(redTests);
        commits = List.copyOf(commits);
        gates = Map.copyOf(gates);
        contradictions = List.copyOf(contradictions);
    }

    /** What a number counts. */
    public enum Number {
        LINES_ADDED("added lines"),
        LINES_REMOVED("removed lines"),
        FILES("changed files"),
        RISK("the risk"),
        EFFORT("the effort"),
        GATES_PASSED("gates passed"),
        GATES_APPLICABLE("gates applicable"),
        TESTS_BEFORE("tests run before"),
        RED_BEFORE("tests red before"),
        TESTS_AFTER("tests run after"),
        RED_AFTER("tests red after"),
        RED_TESTS("failing tests that became green");

        private final String words;

        Number(String words) {
            this.words = words;
        }

        /** As it stands in a sentence: {@code added lines}. */
        public String words() {
            return words;
        }
    }

    /**
     * A place.
     *
     * @param path cut at its front where it begins with the cut mark
     * @param line 1-based, 0 where none is named
     * @param added lines, -1 where the text does not say
     * @param removed lines, -1 where the text does not say
     */
    public record Place(String path, int line, int added, int removed) {}

    /**
     * A commit or a patch.
     *
     * @param role what the text says it is
     * @param id hexadecimal, whole or its beginning
     */
    public record Commit(Role role, String id) {}

    /** What a hexadecimal id stands for. */
    public enum Role {
        BASE,
        HEAD,
        PATCH
    }
}
