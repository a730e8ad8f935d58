package dev.fettle.base;

import java.util.Comparator;
import java.util.List;

/** How bad a finding is, in the words of advisories, alerts and tickets. */
public final class Severity {
    /** By how bad they are; a word that is none of them comes first. */
    public static final Comparator<String> MILDEST_FIRST =
            Comparator.comparingInt(List.of("low", "medium", "high", "critical")::indexOf);

    private Severity() {}
}
