package dev.fettle.app.bench;

import java.time.Duration;

/**
 * How many share a database, and what is done to them.
 *
 * @param servers processes that take deliveries, and work too
 * @param workers processes that only work; one after the other they are killed and started again
 * @param deliveries how many are sent; each issue is two of them
 * @param repositories that they are spread over
 * @param killEvery the time between two kills
 * @param lease how long a process may show no sign of life before another takes its work over
 */
public record NodesPlan(
        int servers, int workers, int deliveries, int repositories, Duration killEvery, Duration lease) {

    /** How many issues are opened, and so how many tickets there must be. */
    public int issues() {
        return (deliveries + 1) / 2;
    }
}
