package dev.fettle.web;

import java.time.Duration;
import java.util.Set;

/**
 * Where the server listens and what it bears.
 *
 * @param host address to bind; loopback unless the operator says otherwise
 * @param port 0 for any that is free
 * @param allowedHosts names under which the pages may be asked for beside {@code localhost} and the bound address, without a port
 * @param maxBody bytes of a webhook body; GitHub sends up to 25 MB
 * @param bodyDeadline for a whole body to arrive
 * @param bodiesInFlight bytes of bodies that may be held at once, over all requests
 * @param threads that serve requests
 */
public record WebSettings(
        String host,
        int port,
        Set<String> allowedHosts,
        int maxBody,
        Duration bodyDeadline,
        long bodiesInFlight,
        int threads) {
    private static final int MAX_BODY = 26 * 1024 * 1024;
    private static final long BODIES_IN_FLIGHT = 128L * 1024 * 1024;
    /** Of the heap: a body is copied several times on its way to the disk, and before its signature is known to hold anybody can send one. */
    private static final int SHARE_OF_HEAP = 8;

    public WebSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** The defaults: 26 MB, 10 seconds, 128 MB over all but no more than an eighth of the heap, 72 threads: as many deliveries may share one wait for the disk. */
    public static WebSettings on(String host, int port) {
        long room = bodiesInFlight(Runtime.getRuntime().maxMemory());
        return new WebSettings(host, port, Set.of(), MAX_BODY, Duration.ofSeconds(10), room, 72);
    }

    /** Room for one body at least, however small the heap: without that a large delivery would never be taken. */
    static long bodiesInFlight(long heap) {
        return Math.max(MAX_BODY, Math.min(BODIES_IN_FLIGHT, heap / SHARE_OF_HEAP));
    }

    /** The same, reachable under more names. */
    public WebSettings reachableAs(Set<String> names) {
        return new WebSettings(host, port, names, maxBody, bodyDeadline, bodiesInFlight, threads);
    }
}
