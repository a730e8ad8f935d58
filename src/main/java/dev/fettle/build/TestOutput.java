package dev.fettle.build;

import java.util.List;
import java.util.Set;

/** Recognises the red tests in the output of one test runner, line by line. One use. */
interface TestOutput {
    /** As {@link CiFailure#tool} names it. */
    String tool();

    /** The red tests that a line names for certain; mostly none. */
    List<TestId> read(String line);

    /** After the last line: tests that were only named in passing, for where {@link #read} found none. */
    default List<TestId> atTheEnd() {
        return List.of();
    }

    /** Tests that were red and then green in the same run. */
    default Set<TestId> flaky() {
        return Set.of();
    }
}
