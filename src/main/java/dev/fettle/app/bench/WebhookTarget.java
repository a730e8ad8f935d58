package dev.fettle.app.bench;

import java.net.URI;

/**
 * Whoever takes webhooks in a bench.
 *
 * @param name of whom
 * @param url where they go
 * @param secret that they are signed with
 */
record WebhookTarget(String name, URI url, String secret) {}
