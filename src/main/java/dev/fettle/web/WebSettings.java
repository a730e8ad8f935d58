package dev.fettle.web;

import java.time.Duration;
import java.util.Locale;
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
 * @param forge where people see repositories on the forge, without a slash at the end; "" where its pages are here or not known
 */
public record WebSettings(
        String host,
        int port,
        Set<String> allowedHosts,
        int maxBody,
        Duration bodyDeadline,
        long bodiesInFlight,
        int threads,
        String forge) {
    private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");
    private static final int MAX_BODY = 26 * 1024 * 1024;
    private static final long BODIES_IN_FLIGHT = 128L * 1024 * 1024;
    /** Of the heap: a body is copied several times on its way to the disk, and before its signature is known to hold anybody can send one. */
    private static final int SHARE_OF_HEAP = 8;

    public WebSettings {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    /** The defaults: 26 MB, 10 seconds, 128 MB over all but no more than an eighth of the heap, 32 threads, none of which waits for a body or while a delivery gets to the disk. */
    public static WebSettings on(String host, int port) {
        long room = bodiesInFlight(Runtime.getRuntime().maxMemory());
        return new WebSettings(host, port, Set.of(), MAX_BODY, Duration.ofSeconds(10), room, 32, "");
    }

    /** Of a server that takes no bodies and is asked by a few programs. */
    public static WebSettings forHealth(String host, int port) {
        return new WebSettings(host, port, Set.of(), 0, Duration.ofSeconds(10), 0, 8, "");
    }

    /** Room for one body at least, however small the heap: without that a large delivery would never be taken. */
    static long bodiesInFlight(long heap) {
        return Math.max(MAX_BODY, Math.min(BODIES_IN_FLIGHT, heap / SHARE_OF_HEAP));
    }

    /** Whether every address of the machine is listened on, so that the host names none of them. */
    boolean everywhere() {
        return EVERY_ADDRESS.contains(host.toLowerCase(Locale.ROOT));
    }

    /** A host under which this machine's own programs reach the server, as it stands in an address. */
    public String near() {
        if (everywhere()) {
            return "127.0.0.1";
        }
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    /** The same, reachable under more names. */
    public WebSettings reachableAs(Set<String> names) {
        return new WebSettings(host, port, names, maxBody, bodyDeadline, bodiesInFlight, threads, forge);
    }

    /** The same, with the way to the forge's own pages. */
    public WebSettings linkingTo(String address) {
        return new WebSettings(host, port, allowedHosts, maxBody, bodyDeadline, bodiesInFlight, threads, address);
    }
}
