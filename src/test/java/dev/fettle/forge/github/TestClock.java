package dev.fettle.forge.github;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test sets, and that may go on by a step whenever somebody looks. */
final class TestClock implements InstantSource {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Duration step;
    private Instant now = NOON;

    private TestClock(Duration step) {
        this.step = step;
    }

    /** Goes on by two seconds at every look: nothing is ever too soon. */
    static TestClock unhurried() {
        return new TestClock(Duration.ofSeconds(2));
    }

    static TestClock standing() {
        return new TestClock(Duration.ZERO);
    }

    @Override
    public synchronized Instant instant() {
        now = now.plus(step);
        return now;
    }

    synchronized Instant peek() {
        return now;
    }

    synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    synchronized void set(Instant to) {
        now = to;
    }
}
