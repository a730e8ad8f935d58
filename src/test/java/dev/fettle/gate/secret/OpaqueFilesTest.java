package dev.fettle.gate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Changes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Secrets in files that are no text: what a change adds of them is searched, within bounds, and what is not is told. */
class OpaqueFilesTest {
    private static final SecretScanGate GATE = new SecretScanGate(SecretShapes.bundled());
    private static final String TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAcC4e";
    private static final byte[] NOUGHT = {0};

    @TestFactory
    Stream<DynamicTest> aSecretInAFileThatIsNoTextIsFound() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("data.bin", all(noise(500), text("token " + TOKEN), noise(500)));
        files.put("wide.txt", ("token: " + TOKEN + "\n").getBytes(StandardCharsets.UTF_16LE));
        files.put("latin.txt", ("gr\u00fcn = " + TOKEN + "\n").getBytes(StandardCharsets.ISO_8859_1));
        files.put("config.zip", zip("conf/app.properties", text("db.password=" + "t0pS3cret" + "Zw9x8y7\n")));
        files.put("app.jar", zip("A.class", constant(TOKEN)));
        files.put("app.tar.gz", gzip(tar("etc/app.bin", text(TOKEN))));
        files.put("app.bin.gz", gzip(text(TOKEN)));
        files.put("two.zip", zip("inner/one.zip", zip("notes.txt", text("use " + TOKEN))));
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    Verdict verdict = added(file.getKey(), file.getValue());
                    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.FAIL);
                    assertThat(verdict.findings()).hasSize(1);
                    assertThat(verdict.findings().get(0).path()).isEqualTo(file.getKey());
                    assertThat(verdict.toString()).as("never a value").doesNotContain(TOKEN.substring(0, 9), "t0pS3");
                }));
    }

    @Test
    void theEntryIsNamed() throws IOException {
        assertThat(added("two.zip", zip("inner/one.zip", zip("no\u001btes.txt", text(TOKEN))))
                        .findings())
                .extracting(Finding::kind, Finding::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "github-token",
                        "Looks like a secret of the kind github-token, in its entry inner/one.zip!no?tes.txt."));
    }

    @Test
    void whatHoldsNoneIsSaidToBeSearched() throws IOException {
        Verdict verdict = added("picture.png", all(noise(20_000), NOUGHT));
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).isEqualTo("0 secrets in 0 added lines and 1 file that is no text");
        assertThat(added("lib.jar", zip("a/pom.xml", text("<password>t0pS3cretZw9x8y7</password>\n")))
                        .outcome())
                .as("what the program of somebody else assigns to a name")
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void whatWasInItBeforeIsNotThisChange() throws IOException {
        byte[] before = zip("a.bin", text(TOKEN));
        byte[] after = zip("b.bin", text(TOKEN + " and more"));
        assertThat(GATE.judge(Judged.persons(
                                Changes.none().bytes("x.zip", before, after).change()))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void whatIsNotLookedIntoIsToldAndStopsNothing() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "packed in a way that is not opened",
                all(new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C}, NOUGHT));
        files.put("cannot be unpacked to its end", Arrays.copyOf(zip("a.txt", noise(5_000)), 3_000));
        files.put("in more than 3 archives", zip("a", zip("b", zip("c", zip("d", text(TOKEN))))));
        files.put("only the first 8 MiB", zip("big.txt", new byte[9 << 20]));
        files.forEach((words, content) -> {
            Verdict verdict = added("x", content);
            assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.WARN);
            assertThat(verdict.findings()).extracting(Finding::kind).containsExactly("not-searched");
            assertThat(verdict.findings().get(0).message())
                    .startsWith("Not searched for secrets in full: ")
                    .contains(words);
        });
    }

    @Test
    void anArchiveThatUnpacksToGigabytesIsLeftEarly() throws IOException {
        byte[] entry = new byte[8 << 20];
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 5; i++) {
                zip.putNextEntry(new ZipEntry("e" + i));
                zip.write(entry);
            }
        }
        Verdict verdict = added("bomb.zip", out.toByteArray());
        assertThat(verdict.outcome()).isEqualTo(Outcome.WARN);
        assertThat(verdict.toString()).contains("only the first 32 MiB of what it unpacks to were read");
    }

    private static Verdict added(String path, byte[] content) {
        return GATE.judge(
                Judged.persons(Changes.none().bytes(path, null, content).change()));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As a class file holds a text. */
    private static byte[] constant(String text) {
        return all(new byte[] {1, 0, (byte) text.length()}, text(text), new byte[] {7, 0, 2});
    }

    private static byte[] all(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String entry, byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static byte[] tar(String entry, byte[] content) {
        byte[] tar = new byte[512 + 512 * ((content.length + 511) / 512) + 1024];
        System.arraycopy(text(entry), 0, tar, 0, entry.length());
        System.arraycopy(text(String.format(Locale.ROOT, "%011o", content.length)), 0, tar, 124, 11);
        tar[156] = '0';
        System.arraycopy(text("ustar"), 0, tar, 257, 5);
        System.arraycopy(content, 0, tar, 512, content.length);
        return tar;
    }
}
