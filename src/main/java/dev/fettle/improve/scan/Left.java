package dev.fettle.improve.scan;

/**
 * Something that a scan left alone, or could not look at.
 *
 * @param source which source says so
 * @param detail what and where, one line; may be ""
 */
public record Left(String source, ScanReason reason, String detail) {}
