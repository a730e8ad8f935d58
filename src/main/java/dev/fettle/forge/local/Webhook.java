package dev.fettle.forge.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What GitHub would send for an act: the body is to be delivered by the caller, with its signature and under a GUID of its own.
 *
 * @param event for {@code X-GitHub-Event}, such as {@code issues}
 * @param body JSON in GitHub's own format, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Webhook(String event, byte[] body) {
    private static final String ALGORITHM = "HmacSHA256";

    /** For {@code X-Hub-Signature-256}, with a secret that both sides know. */
    public String signature(String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
