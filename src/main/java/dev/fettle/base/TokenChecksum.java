package dev.fettle.base;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The checksum that GitHub and npm document for their tokens: the last six characters are the CRC-32 of the thirty before them, in base 62. A token whose checksum
 * holds was handed out by them; one whose checksum does not may be older, or made up.
 */
public final class TokenChecksum {
    private static final Set<String> WITH_CHECKSUM = Set.of("ghp", "gho", "ghu", "ghs", "ghr", "npm");
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int BODY = 30;
    private static final int SUM = 6;

    private TokenChecksum() {}

    /** Whether a token's checksum holds; empty for what has none. */
    public static Optional<Boolean> holds(String token) {
        int line = token.indexOf('_');
        if (line < 0 || token.length() != line + 1 + BODY + SUM || !WITH_CHECKSUM.contains(token.substring(0, line))) {
            return Optional.empty();
        }
        String body = token.substring(line + 1, line + 1 + BODY);
        return Optional.of(token.endsWith(of(body)));
    }

    static String of(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        StringBuilder sum = new StringBuilder();
        long rest = crc.getValue();
        while (sum.length() < SUM) {
            sum.insert(0, DIGITS.charAt((int) (rest % DIGITS.length())));
            rest /= DIGITS.length();
        }
        return sum.toString();
    }
}
