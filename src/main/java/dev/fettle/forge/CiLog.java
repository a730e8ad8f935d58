package dev.fettle.forge;

/**
 * One log or annotation text of a CI run. Untrusted.
 *
 * @param name job or annotation title
 * @param content bytes as they came, bounded by the adapter (10 MiB a log)
 */
@SuppressWarnings("ArrayRecordComponent") // bytes handed on once, never compared
public record CiLog(String name, byte[] content) {}
