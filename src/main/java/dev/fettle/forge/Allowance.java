package dev.fettle.forge;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a forge still takes from one of those who ask (an installation, an account), noted where all processes that ask for it see it. Nobody waits in here: what may not be done yet
 * is told when it may.
 */
public interface Allowance {
    /** GitHub's advice on its REST API: one second between writes, and of requests that make content 80 a minute and 500 an hour. */
    Rates GITHUB = new Rates(Duration.ofSeconds(1), 80, 500);

    /**
     * How much there is for each.
     *
     * @param spacing between two writes
     * @param aMinute requests that make content, in any minute
     * @param anHour likewise
     */
    record Rates(Duration spacing, int aMinute, int anHour) {}

    /** Until when the forge wants nothing from it; empty when it may ask. */
    Optional<Instant> pausedUntil(String principal, Instant now);

    /** The forge wants nothing from it before then. */
    void pause(String principal, Instant until);

    /** Until when those who only look whether there is news leave what is left to those who work; empty when they may ask. */
    Optional<Instant> pollsYieldUntil(String principal, Instant now);

    /** Little is left for it until then. */
    void yieldPolls(String principal, Instant until);

    /**
     * Takes one write out of what there is.
     *
     * @param makes whether it makes content: an issue, a comment, a pull request, a check run
     * @return empty when it is taken; else when to ask again, and nothing is taken
     */
    Optional<Instant> takeWrite(String principal, boolean makes, Instant now);

    /** A write that was taken has ended, well or not: the spacing counts from here. */
    void wrote(String principal, Instant now);

    /** When the next write may be taken, as far as the spacing goes. */
    Instant nextWrite(String principal, Instant now);

    /** What was used of it, by everybody. */
    List<Use> uses(Instant now);

    /**
     * What one has used.
     *
     * @param lastMinute requests that made content
     * @param lastHour likewise
     */
    record Use(String principal, int lastMinute, int lastHour, Optional<Instant> pausedUntil) {}
}
