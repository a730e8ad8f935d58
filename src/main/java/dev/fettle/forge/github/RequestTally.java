package dev.fettle.forge.github;

import dev.fettle.forge.RequestUse;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Counts this process's requests by who asks. */
final class RequestTally {
    private final Map<String, Counts> counts = new TreeMap<>();

    private static final class Counts {
        long requests;
        long unchanged;
        long pauses;
        long yields;
        OptionalLong remaining = OptionalLong.empty();
        OptionalLong limit = OptionalLong.empty();
    }

    synchronized void asked(String principal, boolean unchanged) {
        Counts of = of(principal);
        of.requests++;
        of.unchanged += unchanged ? 1 : 0;
    }

    synchronized void left(String principal, long remaining, long limit) {
        Counts of = of(principal);
        of.remaining = OptionalLong.of(remaining);
        of.limit = OptionalLong.of(limit);
    }

    synchronized void paused(String principal) {
        of(principal).pauses++;
    }

    synchronized void yielded(String principal) {
        of(principal).yields++;
    }

    /** In the order of the names. */
    synchronized List<RequestUse> uses() {
        return counts.entrySet().stream()
                .map(each -> new RequestUse(
                        each.getKey(),
                        each.getValue().requests,
                        each.getValue().unchanged,
                        each.getValue().pauses,
                        each.getValue().yields,
                        each.getValue().remaining,
                        each.getValue().limit))
                .toList();
    }

    private Counts of(String principal) {
        return counts.computeIfAbsent(principal, name -> new Counts());
    }
}
