package dev.fettle.repair;

import java.util.Comparator;

/**
 * What became of one rule's candidates in a search. A candidate that was run again, with a larger loop budget or for pairs, counts as tried each time.
 *
 * @param rule its name; {@code one+two} for pairs
 * @param generated made
 * @param compiled of those that were given to the compiler, how many it took
 * @param rejected … and did not take
 * @param tried run
 * @param close mended at least one wanted test and were not plausible
 * @param plausible passed every test
 */
public record RuleCount(String rule, int generated, int compiled, int rejected, int tried, int close, int plausible) {
    /** Most tried first. */
    public static final Comparator<RuleCount> ORDER = Comparator.comparingInt((RuleCount count) -> -count.tried())
            .thenComparingInt(count -> -count.generated())
            .thenComparing(RuleCount::rule);

    /** Of two searches together. */
    RuleCount plus(RuleCount other) {
        return new RuleCount(
                rule,
                generated + other.generated,
                compiled + other.compiled,
                rejected + other.rejected,
                tried + other.tried,
                close + other.close,
                plausible + other.plausible);
    }
}
