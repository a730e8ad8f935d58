package dev.fettle.repair.template.source;

import java.util.List;

/**
 * What the failing tests let us know beyond where they went.
 *
 * @param expectedExceptions full names of exceptions that they wait for in vain
 */
public record Hints(List<String> expectedExceptions) {
    /** Nothing is known. */
    public static final Hints NONE = new Hints(List.of());

    public Hints {
        expectedExceptions = List.copyOf(expectedExceptions);
    }
}
