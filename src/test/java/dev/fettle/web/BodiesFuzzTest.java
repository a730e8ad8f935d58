package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import dev.fettle.intake.MalformedReportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** What comes before anything of a body is parsed: its signature, and how it is packed. */
class BodiesFuzzTest {
    private static final int MOST = 4_096;

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> signatures() {
        return Mutations.seeds("sha256=" + "0123456789abcdef".repeat(4), "sha1=" + "0".repeat(40));
    }

    /** A header is a digest only in the one form that GitHub writes. */
    @MethodSource
    @FuzzTest
    void signatures(byte[] input) {
        String header = new String(input, StandardCharsets.ISO_8859_1);
        WebhookSignature.digest(header)
                .ifPresent(digest ->
                        assertThat("sha256=" + HexFormat.of().formatHex(digest)).isEqualTo(header));
    }

    static List<Named<byte[]>> packedBodies() throws IOException {
        byte[] body = "{\"text\":\"slow\"}".repeat(20).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(body);
        }
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(body);
        }
        return Mutations.seedsOfBytes(List.of(gzip.toByteArray(), deflated.toByteArray()));
    }

    @MethodSource
    @FuzzTest
    void packedBodies(byte[] input) {
        for (String encoding : List.of("gzip", "deflate", "identity")) {
            try {
                assertThat(Unpacking.unpack(encoding, input, MOST)).hasSizeLessThanOrEqualTo(MOST);
            } catch (MalformedReportException | Unpacking.TooLargeException e) {
                // its contract
            }
        }
    }
}
