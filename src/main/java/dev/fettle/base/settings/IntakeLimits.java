package dev.fettle.base.settings;

/**
 * How much of what programs report this server bears.
 *
 * @param requestsPerSecond with one key
 * @param burstSeconds how many seconds' worth of these may come at once
 * @param requestsInLine that wait to be read; more are sent away
 * @param reportKb of a request in Fettle's own form
 * @param batchKb of a request of Sentry's clients and of OpenTelemetry's exporters, as it comes
 * @param unpackedKb of such a request once it is unpacked
 * @param failuresWaiting different failures of one repository that wait to become tickets; more are sent away
 * @param newTicketsPerDay of one repository; what has a ticket is always counted
 */
public record IntakeLimits(
        int requestsPerSecond,
        int burstSeconds,
        int requestsInLine,
        int reportKb,
        int batchKb,
        int unpackedKb,
        int failuresWaiting,
        int newTicketsPerDay) {
    /** 1,000 requests a second for 10 seconds, 1,000 in line, 256 KB, 1 MB, 4 MB, 10,000 failures, 200 tickets. */
    public static final IntakeLimits DEFAULT = new IntakeLimits(1_000, 10, 1_000, 256, 1_024, 4_096, 10_000, 200);
}
