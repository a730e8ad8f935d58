package dev.fettle.gate.mcp;

import java.time.Duration;

/**
 * How long a server is waited for.
 *
 * @param start from its start to its answer to the handshake
 * @param answer to any other request
 * @param leave for it to end when its input ends, and again when it is asked to
 */
public record Patience(Duration start, Duration answer, Duration leave) {
    /** 30 s to come up, 20 s for an answer, 5 s to leave. */
    public static final Patience DEFAULT =
            new Patience(Duration.ofSeconds(30), Duration.ofSeconds(20), Duration.ofSeconds(5));
}
