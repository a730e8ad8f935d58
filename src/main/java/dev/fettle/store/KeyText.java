package dev.fettle.store;

import dev.fettle.base.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key as its owner has it: {@code fettle_<8 hex>_<32 hex>}. The first digits find its row, the digest of the whole proves it. The secret part is 128 random bits, so a plain
 * digest is as good as a slow one.
 */
record KeyText(String id, String text) {
    /** Letters, digits and underscores only: Sentry's clients take a DSN's key in no other form. */
    private static final Pattern FORM = Pattern.compile("fettle_([0-9a-f]{8})_[0-9a-f]{32}");

    private static final String NO_DIGEST = "0".repeat(64);

    static KeyText draw(SecureRandom random) {
        String id = hex(random, 4);
        return new KeyText(id, "fettle_" + id + "_" + hex(random, 16));
    }

    /** The id in what somebody presents, "" where it has not the form of a key. */
    static String idIn(String presented) {
        Matcher form = FORM.matcher(presented);
        return form.matches() ? form.group(1) : "";
    }

    /** Whether what somebody presents is the key of that digest. How long it takes says nothing about how much of it is right. */
    static boolean proves(String presented, Optional<String> digest) {
        return MessageDigest.isEqual(
                digest(presented).getBytes(StandardCharsets.US_ASCII),
                digest.orElse(NO_DIGEST).getBytes(StandardCharsets.US_ASCII));
    }

    String digest() {
        return digest(text);
    }

    private static String digest(String text) {
        return Sha256.hex(text);
    }

    private static String hex(SecureRandom random, int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    @Override
    public String toString() {
        return "key " + id;
    }
}
