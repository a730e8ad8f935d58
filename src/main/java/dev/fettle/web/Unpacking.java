package dev.fettle.web;

import dev.fettle.intake.MalformedReportException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Unpacks compressed bodies, up to a size: a small body may otherwise become a huge one. */
final class Unpacking {
    /** What a body may be compressed with, as the header {@code Accept-Encoding} lists it. */
    static final String KNOWN = "gzip, deflate";

    private Unpacking() {}

    /** It would become too large. */
    static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("too large when unpacked", null, false, false);
        }
    }

    /** Whether that header's value stands for no compression. */
    static boolean isPlain(String encoding) {
        return encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity");
    }

    /** Whether a body in that encoding can be read. */
    static boolean knows(String encoding) {
        return isPlain(encoding)
                || switch (encoding.strip().toLowerCase(Locale.ROOT)) {
                    case "gzip", "x-gzip", "deflate" -> true;
                    default -> false;
                };
    }

    /**
     * The body as it was before it was compressed.
     *
     * @throws TooLargeException beyond {@code most} bytes
     * @throws MalformedReportException when it is not in that compression, or that is not one we know
     */
    static byte[] unpack(String encoding, byte[] packed, int most) {
        try (InputStream in = new ByteArrayInputStream(packed);
                InputStream unpacking = stream(encoding, in)) {
            byte[] whole = unpacking.readNBytes(most + 1);
            if (whole.length > most) {
                throw new TooLargeException();
            }
            return whole;
        } catch (IOException e) {
            throw new MalformedReportException(List.of("body: cannot be unpacked as its Content-Encoding says"));
        }
    }

    private static InputStream stream(String encoding, InputStream in) throws IOException {
        if (isPlain(encoding)) {
            return in;
        }
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            case "deflate" -> new InflaterInputStream(in);
            default -> throw new MalformedReportException(List.of("Content-Encoding: expected gzip or deflate"));
        };
    }
}
