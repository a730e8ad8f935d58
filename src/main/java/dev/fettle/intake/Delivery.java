package dev.fettle.intake;

import java.time.Instant;
import java.util.Optional;

/**
 * One verified delivery, as it came.
 *
 * @param id the sender's GUID, or one made for a delivery of ours (poll, timer)
 * @param source such as {@code github}
 * @param event the event name, such as {@code issues}; from a header that is not signed
 * @param body raw JSON bytes (form-encoded bodies are decoded first)
 * @param receivedAt when
 * @param head what the body says at its top, where somebody has read it already
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they came; never compared
public record Delivery(String id, String source, String event, byte[] body, Instant receivedAt, Optional<Head> head) {
    /** One whose body nobody has read yet. */
    public Delivery(String id, String source, String event, byte[] body, Instant receivedAt) {
        this(id, source, event, body, receivedAt, Optional.empty());
    }

    /**
     * What a body says of itself at its top; "" for what it does not say.
     *
     * @param installation the installation's number
     * @param repository the repository's number
     * @param fullName the repository's owner and name
     */
    public record Head(String installation, String repository, String fullName) {
        /** Of a body that says nothing. */
        public static final Head NONE = new Head("", "", "");
    }

    /** A body that is an object of JSON within the limits. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Body(byte[] json, Head head) {}
}
