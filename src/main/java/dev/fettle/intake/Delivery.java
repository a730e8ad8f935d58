package dev.fettle.intake;

import java.time.Instant;

/**
 * One verified delivery, as it came.
 *
 * @param id the sender's GUID, or one made for a delivery of ours (poll, timer)
 * @param source such as {@code github}
 * @param event the event name, such as {@code issues}; from a header that is not signed
 * @param body raw JSON bytes (form-encoded bodies are decoded first)
 * @param receivedAt when
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; never compared
public record Delivery(String id, String source, String event, byte[] body, Instant receivedAt) {}
