package dev.fettle.web;

import dev.fettle.base.Secret;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;

/** Tells whether a webhook body was signed with one of our secrets. */
final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int DIGITS = 64;

    private final Supplier<List<Secret>> secrets;
    private final SigningKeys keys = new SigningKeys(ALGORITHM);

    /** @param secrets the current one and, while it is being changed, the previous one; asked at each request */
    WebhookSignature(Supplier<List<Secret>> secrets) {
        this.secrets = secrets;
    }

    boolean isConfigured() {
        return !secrets.get().isEmpty();
    }

    /** The digest of a header that has exactly the form {@code sha256=} and 64 lower-case hexadecimal digits. */
    static Optional<byte[]> digest(String header) {
        if (header.length() != PREFIX.length() + DIGITS || !header.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String digits = header.substring(PREFIX.length());
        if (!digits.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return Optional.empty();
        }
        return Optional.of(HexFormat.of().parseHex(digits));
    }

    /** Every secret is tried, in constant time each, so that the time tells nothing. */
    boolean holds(byte[] digest, byte[] body) {
        boolean holds = false;
        for (Mac mac : keys.of(secrets.get())) {
            holds |= MessageDigest.isEqual(digest, sign(mac, body));
        }
        return holds;
    }

    private static byte[] sign(Mac mac, byte[] body) {
        try {
            return ((Mac) mac.clone()).doFinal(body);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java's " + ALGORITHM + " can be copied", e);
        }
    }
}
