package dev.fettle.app.bench;

import java.net.URI;
import java.time.Duration;

/**
 * Whoever takes webhooks in a bench.
 *
 * @param name of whom
 * @param url where they go
 * @param secret that they are signed with
 * @param pid its process
 */
record WebhookTarget(String name, URI url, String secret, long pid) {
    /** Of a processor, that its process has used so far. */
    Duration used() {
        return used(pid);
    }

    /** Of a processor, that this process has used so far. */
    static Duration usedHere() {
        return used(ProcessHandle.current().pid());
    }

    private static Duration used(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
