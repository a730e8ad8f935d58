package dev.fettle.forge.github;

import dev.fettle.base.Secret;
import io.jsonwebtoken.Jwts;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A GitHub App's private key, and the short-lived word that proves we have it. */
final class AppKey {
    /** GitHub refuses a token from the future, and clocks differ. */
    private static final Duration BACK = Duration.ofSeconds(60);

    /** GitHub refuses more than ten minutes. */
    private static final Duration LIFE = Duration.ofMinutes(9);

    private static final String PKCS1 = "RSA PRIVATE KEY";
    private static final String PKCS8 = "PRIVATE KEY";

    /** The version 0, then the algorithm rsaEncryption (1.2.840.113549.1.1.1) without parameters: RFC 5208, RFC 8017. */
    private static final byte[] RSA_HEADER = {
        2, 1, 0, 0x30, 0x0D, 6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 1, 1, 5, 0
    };

    private static final Pattern HEADING = Pattern.compile("-----BEGIN ([A-Z0-9 ]{3,40})-----");

    private final long appId;
    private final Supplier<Secret> source;
    private volatile Read read;
    private final InstantSource clock;

    /** A key, and what it was read from. */
    private record Read(Secret pem, PrivateKey key) {}

    /**
     * Reads the key.
     *
     * @param source the key as GitHub hands it out (PKCS#1), or PKCS#8; asked at each use, so that it can be exchanged
     * @throws IllegalArgumentException when it is no such key
     */
    AppKey(long appId, Supplier<Secret> source, InstantSource clock) {
        this.appId = appId;
        this.source = source;
        Secret pem = source.get();
        this.read = new Read(pem, read(pem.reveal()));
        this.clock = clock;
    }

    /** A JSON web token, good for nine minutes from now. */
    Secret token() {
        Instant now = clock.instant();
        return Secret.of(Jwts.builder()
                .issuer(Long.toString(appId))
                .issuedAt(Date.from(now.minus(BACK)))
                .expiration(Date.from(now.plus(LIFE)))
                .signWith(key(), Jwts.SIG.RS256)
                .compact());
    }

    private PrivateKey key() {
        Read known = read;
        Secret pem = source.get();
        if (!known.pem().equals(pem)) {
            known = new Read(pem, read(pem.reveal()));
            read = known;
        }
        return known.key();
    }

    private static PrivateKey read(String pem) {
        try {
            byte[] encoded = pem.contains("BEGIN " + PKCS1) ? wrapped(der(pem, PKCS1)) : der(pem, PKCS8);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // the cause is left out: its message may show parts of the key
            throw new IllegalArgumentException("the App's private key is not an RSA key in PEM" + instead(pem)
                    + ": take the file that GitHub let you download");
        }
    }

    /** What it is instead, by its heading, which is no secret. */
    private static String instead(String pem) {
        Matcher heading = HEADING.matcher(pem);
        if (!heading.find()) {
            return "";
        }
        return switch (heading.group(1)) {
            case PKCS1, PKCS8 -> " but of another kind, or damaged";
            case "PUBLIC KEY", "RSA PUBLIC KEY" -> " but the public half of one";
            case "OPENSSH PRIVATE KEY" -> " but one for SSH";
            case "ENCRYPTED PRIVATE KEY" -> " but one behind a password";
            case "EC PRIVATE KEY" -> " but one of elliptic curves";
            default -> " but a " + heading.group(1);
        };
    }

    private static byte[] der(String pem, String kind) {
        String begin = "-----BEGIN " + kind + "-----";
        int start = pem.indexOf(begin);
        int end = pem.indexOf("-----END " + kind + "-----");
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no " + kind);
        }
        return Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    }

    /** PKCS#1 inside PKCS#8. */
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_HEADER);
        element(inner, 4, pkcs1);
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        element(outer, 0x30, inner.toByteArray());
        return outer.toByteArray();
    }

    private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        // DER wants the shortest form
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int octets = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            out.write(0x80 | octets);
            for (int shift = (octets - 1) * 8; shift >= 0; shift -= 8) {
                out.write(length >> shift);
            }
        }
        out.writeBytes(content);
    }
}
