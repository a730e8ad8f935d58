package dev.fettle.web;

import dev.fettle.base.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes ready once what webhooks are signed with, and anew when the secrets were exchanged. The only class of this room that reveals a secret. */
final class SigningKeys {
    private final String algorithm;
    private volatile Made made = new Made(List.of(), List.of());

    private record Made(List<Secret> secrets, List<Mac> macs) {}

    SigningKeys(String algorithm) {
        this.algorithm = algorithm;
    }

    /** One for each secret, in their order. They are everybody's: to sign, take a copy. */
    List<Mac> of(List<Secret> secrets) {
        Made last = made;
        if (!last.secrets().equals(secrets)) {
            last = new Made(
                    List.copyOf(secrets), secrets.stream().map(this::mac).toList());
            made = last;
        }
        return last.macs();
    }

    private Mac mac(Secret secret) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
