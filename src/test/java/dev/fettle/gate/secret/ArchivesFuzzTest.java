package dev.fettle.gate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that a repository holds: the search for secrets opens them, whatever they say of themselves. */
class ArchivesFuzzTest {
    /** What {@link Insides} promises, and one file's last piece. */
    private static final long MOST_BYTES = 40L << 20;

    private static final byte[] TEXT = "password = x\n".repeat(9).getBytes(StandardCharsets.UTF_8);

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> archives() throws IOException {
        byte[] zip = zip("a/b.txt", TEXT);
        return Mutations.seedsOfBytes(
                List.of(zip, zip("inner.zip", zip), gzip(TEXT), tar("c.txt", TEXT), gzip(tar("d.zip", zip))));
    }

    @MethodSource
    @FuzzTest
    void archives(byte[] input) throws IOException {
        Insides insides = Insides.of(new ByteArrayInputStream(input));
        long bytes = 0;
        for (Insides.Part part : insides.parts()) {
            bytes += part.content().length;
        }
        assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
        assertThat(Packed.opened(input)).hasSizeLessThanOrEqualTo(Math.max(input.length, 64 << 10));
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        }
        return bytes.toByteArray();
    }

    /** One entry as POSIX has it; the sum is not looked at here. */
    private static byte[] tar(String name, byte[] content) {
        byte[] tar = new byte[512 * (2 + (content.length + 511) / 512)];
        put(tar, 0, name);
        put(tar, 124, "%011o".formatted(content.length));
        put(tar, 156, "0");
        put(tar, 257, "ustar\00000");
        System.arraycopy(content, 0, tar, 512, content.length);
        return tar;
    }

    private static void put(byte[] into, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, into, at, bytes.length);
    }
}
