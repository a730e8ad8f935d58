package dev.fettle.app.bench;

import java.time.Duration;

/**
 * How many share a database, and what is done to them.
 *
 * @param servers processes that take deliveries, and work too
 * @param workers processes that only work; one after the other they are killed and started again
 * @param deliveries how many are sent
 * @param tickets how many issues are opened for Fettle to work on, two deliveries each; the rest of the deliveries are issues that nobody asks it to
 * @param repositories that they are spread over
 * @param killEvery the time between two kills of a worker
 * @param killServersEvery the time between two kills of a server
 * @param lease how long a process may show no sign of life before another takes its work over
 */
public record NodesPlan(
        int servers,
        int workers,
        int deliveries,
        int tickets,
        int repositories,
        Duration killEvery,
        Duration killServersEvery,
        Duration lease) {
    /** Longer than any run. */
    static final Duration NEVER = Duration.ofDays(365);

    public NodesPlan {
        if (tickets < 0 || 2 * (long) tickets > deliveries) {
            throw new IllegalArgumentException("a ticket takes two deliveries, so at most half as many tickets");
        }
    }

    /** How many issues are opened. */
    int issues() {
        return deliveries - tickets;
    }

    /** Whether Fettle is asked to work on that one of them: they are spread evenly over the others. */
    boolean asked(int issue) {
        return (long) (issue + 1) * tickets / issues() > (long) issue * tickets / issues();
    }
}
