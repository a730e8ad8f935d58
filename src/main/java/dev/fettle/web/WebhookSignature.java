package dev.fettle.web;

import dev.fettle.base.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells whether a webhook body was signed with one of our secrets. The only class of this room that reveals a secret. */
final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int DIGITS = 64;

    private final Supplier<List<Secret>> secrets;
    private volatile Keyed keyed = new Keyed(List.of(), List.of());

    /**
     * What was made of the secrets of the last request, which are those of this one but for once in a while.
     *
     * @param macs one for each, to be copied
     */
    private record Keyed(List<Secret> secrets, List<Mac> macs) {}

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
        for (Mac mac : macs()) {
            holds |= MessageDigest.isEqual(digest, sign(mac, body));
        }
        return holds;
    }

    private List<Mac> macs() {
        List<Secret> now = secrets.get();
        Keyed last = keyed;
        if (!last.secrets().equals(now)) {
            last = new Keyed(
                    List.copyOf(now), now.stream().map(WebhookSignature::mac).toList());
            keyed = last;
        }
        return last.macs();
    }

    private static Mac mac(Secret secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] sign(Mac mac, byte[] body) {
        try {
            return ((Mac) mac.clone()).doFinal(body);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java's " + ALGORITHM + " can be copied", e);
        }
    }
}
