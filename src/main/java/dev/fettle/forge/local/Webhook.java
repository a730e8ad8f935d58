package dev.fettle.forge.local;

/**
 * What GitHub would send for an act: the body is to be signed and delivered by the caller, under a GUID of its own.
 *
 * @param event for {@code X-GitHub-Event}, such as {@code issues}
 * @param body JSON in GitHub's own format, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Webhook(String event, byte[] body) {}
