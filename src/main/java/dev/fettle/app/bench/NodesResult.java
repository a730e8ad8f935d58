package dev.fettle.app.bench;

import java.util.List;

/**
 * What became of the deliveries.
 *
 * @param accepted deliveries that a server said yes to, each counted once however often it was sent
 * @param again deliveries that were sent once more, and recognised as such
 * @param kept of the accepted ones, those that are in the inbox and about which it is noted what became of them
 * @param tickets in the backlog
 * @param ended of them, those that do not wait for a worker any more
 * @param commented issues with at least one comment of Fettle
 * @param commentsTooMany comments beyond the one that an issue gets
 * @param parked items of work that were given up
 * @param kills how often a worker was killed
 * @param serverKills how often a server was
 * @param seconds from the first delivery until everything had ended
 * @param answered how long answers took
 * @param wrong what is not as it must be, in words; empty when all is well
 */
public record NodesResult(
        int accepted,
        int again,
        int kept,
        int tickets,
        int ended,
        int commented,
        int commentsTooMany,
        int parked,
        int kills,
        int serverKills,
        double seconds,
        Spread answered,
        List<String> wrong) {}
