package dev.fettle.intake.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Signal.RuleFinding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SARIF as real tools write it (Checkstyle 10.21, ESLint 8.57, PMD 7.7, run on a small project in {@code /home/ann/shop}), and as an attacker may. */
class SarifReaderTest {
    private static final RepositoryRef SHOP = RepositoryRef.parse("acme/shop");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @TempDir
    Path folder;

    private SarifLog real(String name) throws IOException, UnreadableException {
        Path file = folder.resolve(name);
        try (InputStream in = Objects.requireNonNull(SarifReaderTest.class.getResourceAsStream(name))) {
            Files.copy(in, file);
        }
        return SarifReader.read(file, SHOP, "/home/ann/shop", NOW);
    }

    private SarifLog written(String results) throws IOException, UnreadableException {
        return written("", results, "");
    }

    private SarifLog written(String more, String results, String root) throws IOException, UnreadableException {
        Path file = folder.resolve("log.sarif");
        Files.writeString(
                file,
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"lint\"}}" + more
                        + ", \"results\": [" + results + "]}]}");
        return SarifReader.read(file, SHOP, root, NOW);
    }

    private static String result(String more, String uri) {
        return "{\"ruleId\": \"r1\", \"message\": {\"text\": \"Wrong.\"}" + more
                + ", \"locations\": [{\"physicalLocation\": {\"artifactLocation\": {\"uri\": \"" + uri
                + "\"}, \"region\": {\"startLine\": 7}}}]}";
    }

    @Test
    void checkstyle() throws Exception {
        SarifLog log = real("checkstyle.sarif");

        assertThat(log.tools()).containsExactly("Checkstyle");
        assertThat(log.findings()).hasSize(6);
        RuleFinding first = log.findings().get(0);
        assertThat(first.rule()).isEqualTo("import.avoidStar");
        assertThat(first.file()).isEqualTo("src/main/java/shop/Cart.java");
        assertThat(first.line()).isEqualTo(3);
        assertThat(first.message()).startsWith("Using the '.*' form of import");
        assertThat(first.severity()).isEqualTo("medium");
    }

    @Test
    void eslintWithWhatAPersonDisabledInTheSource() throws Exception {
        SarifLog log = real("eslint.sarif");

        assertThat(log.findings()).extracting(RuleFinding::rule).doesNotContain("no-eval");
        assertThat(log.notTaken()).isEqualTo(Map.of(NotTaken.SUPPRESSED, 1));
        assertThat(log.findings()).extracting(RuleFinding::file).containsOnly("web/cart.js");
        assertThat(log.findings())
                .extracting(RuleFinding::severity)
                .containsExactly("medium", "medium", "high", "high");
    }

    @Test
    void pmdWithoutLevels() throws Exception {
        SarifLog log = real("pmd.sarif");

        assertThat(log.findings()).hasSize(5).extracting(RuleFinding::severity).containsOnly("medium");
        assertThat(log.findings().get(2).rule()).isEqualTo("UseEqualsToCompareStrings");
    }

    @Test
    void whereTheTreeLayElsewhereNothingIsTaken() throws Exception {
        Path file = folder.resolve("pmd.sarif");
        real("pmd.sarif");
        SarifLog log = SarifReader.read(file, SHOP, "/srv/other", NOW);

        assertThat(log.findings()).isEmpty();
        assertThat(log.notTaken()).isEqualTo(Map.of(NotTaken.OUTSIDE_THE_TREE, 5));
    }

    @Test
    void aBaselineOfTheToolCounts() throws Exception {
        SarifLog log = written(String.join(
                ",",
                result(", \"baselineState\": \"new\"", "a.java"),
                result(", \"baselineState\": \"updated\"", "b.java"),
                result(", \"baselineState\": \"unchanged\"", "c.java"),
                result(", \"baselineState\": \"absent\"", "d.java")));

        assertThat(log.findings()).extracting(RuleFinding::file).containsExactly("a.java", "b.java");
        assertThat(log.notTaken()).isEqualTo(Map.of(NotTaken.NOT_NEW, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"kind\": \"inSource\"}] | true",
                "[{\"kind\": \"external\", \"status\": \"accepted\"}] | true",
                "[{\"kind\": \"external\", \"status\": \"underReview\"}] | false",
                "[{\"kind\": \"inSource\"}, {\"kind\": \"external\", \"status\": \"rejected\"}] | false",
                "[] | false",
            })
    void suppressionsAreHonouredAsTheStandardHasThem(String suppressions, boolean suppressed) throws Exception {
        SarifLog log = written(result(", \"suppressions\": " + suppressions, "a.java"));

        assertThat(log.findings().isEmpty()).isEqualTo(suppressed);
    }

    @Test
    void whatIsNotWrongIsNoFinding() throws Exception {
        SarifLog log = written(
                result(", \"kind\": \"pass\"", "a.java") + "," + result(", \"kind\": \"informational\"", "a.java"));

        assertThat(log.findings()).isEmpty();
        assertThat(log.notTaken()).isEqualTo(Map.of(NotTaken.NO_FAILURE, 2));
    }

    @Test
    void theToolsFingerprintIsTheIdentity() throws Exception {
        String print = ", \"partialFingerprints\": {\"primaryLocationLineHash\": \"39fa2ee980eb94b0:1\", \"a\": \"b\"}";

        assertThat(written(result(print, "a.java")).findings().get(0).identity())
                .isEqualTo("a=b");
        assertThat(written(result(", \"fingerprints\": {\"v1\": \"x\"}" + print, "a.java"))
                        .findings()
                        .get(0)
                        .identity())
                .isEqualTo("v1=x");
        assertThat(written(result("", "a.java")).findings().get(0).identity()).isEmpty();
    }

    @Test
    void securitySeverityIsFinerThanTheLevel() throws Exception {
        Path file = folder.resolve("log.sarif");
        String rules = "{\"id\": \"a\", \"properties\": {\"security-severity\": \"9.8\"}},"
                + "{\"id\": \"b\", \"properties\": {\"security-severity\": \"4.0\"}},"
                + "{\"id\": \"c\", \"defaultConfiguration\": {\"level\": \"note\"}}";
        String results = result("", "x").replace("r1", "a") + ","
                + result("", "x").replace("r1", "b/one") + "," + result("", "x").replace("r1", "c");
        Files.writeString(
                file,
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"lint\", \"rules\": [" + rules
                        + "]}}, \"results\": [" + results + "]}]}");

        assertThat(SarifReader.read(file, SHOP, "", NOW).findings())
                .extracting(RuleFinding::severity)
                .containsExactly("critical", "medium", "low");
    }

    @Test
    void messagesMayStandWithTheRuleAndTakeArguments() throws Exception {
        Path file = folder.resolve("log.sarif");
        Files.writeString(
                file,
                "{\"version\": \"2.1.0\", \"runs\": [{\"tool\": {\"driver\": {\"name\": \"lint\", \"rules\": [{\"id\": \"a\","
                        + " \"messageStrings\": {\"default\": {\"text\": \"Call {0} before {1}.\"}}}]}}, \"results\": [{\"ruleIndex\": 0,"
                        + " \"message\": {\"id\": \"default\", \"arguments\": [\"open\", \"read\"]}, \"locations\": [{\"physicalLocation\":"
                        + " {\"artifactLocation\": {\"index\": 0}}}]}], \"artifacts\": [{\"location\": {\"uri\": \"src/a%20b.c\"}}]}]}");
        RuleFinding finding = SarifReader.read(file, SHOP, "", NOW).findings().get(0);

        assertThat(finding.message()).isEqualTo("Call open before read.");
        assertThat(finding.rule()).isEqualTo("a");
        assertThat(finding.file()).isEqualTo("src/a b.c");
        assertThat(finding.line()).isZero();
    }

    @Test
    void baseIdsAreFollowed() throws Exception {
        String bases = ", \"originalUriBaseIds\": {\"%SRCROOT%\": {\"uri\": \"file:///ci/work/shop/\"},"
                + " \"WEB\": {\"uri\": \"web/\", \"uriBaseId\": \"%SRCROOT%\"}}";
        String place = result("", "cart.js").replace("\"cart.js\"", "\"cart.js\", \"uriBaseId\": \"WEB\"");

        assertThat(written(bases, place, "").findings().get(0).file()).isEqualTo("web/cart.js");
        assertThat(written(bases, result("", "file:///ci/work/shop/web/cart.js"), "")
                        .findings()
                        .get(0)
                        .file())
                .isEqualTo("web/cart.js");
    }

    @Test
    void baseIdsThatGoInCirclesEnd() throws Exception {
        String bases = ", \"originalUriBaseIds\": {\"A\": {\"uri\": \"a/\", \"uriBaseId\": \"A\"}}";
        String place = result("", "x.c").replace("\"x.c\"", "\"x.c\", \"uriBaseId\": \"A\"");

        assertThat(written(bases, place, "").findings().get(0).file()).endsWith("a/x.c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "src/../../secret",
                "/etc/passwd",
                "file:///etc/passwd",
                "file://host/etc/passwd",
                "..%2f..%2fetc/passwd",
                "C:/Windows/system.ini",
                "file:///C:/Windows/system.ini",
                "..\\\\..\\\\boot.ini",
                "https://evil.example/a.java",
                ".git/config",
                "a/.GIT/hooks/x",
                "a\\u0000b",
                "a%00b",
                ".",
                "",
            })
    void placesOutsideOfTheTreeAreRefused(String uri) throws Exception {
        assertThat(written("", result("", uri), "/home/ann/shop").findings()).isEmpty();
    }

    @Test
    void aHugeFileIsRefusedWithoutBeingRead() throws IOException {
        Path file = folder.resolve("huge.sarif");
        try (var channel = java.nio.channels.FileChannel.open(
                file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(new byte[] {' '}), 100L << 20);
        }

        refused(file, "it is larger than 20 MiB");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Path file = folder.resolve("deep.sarif");
        Files.writeString(file, "{\"version\": \"2.1.0\", \"runs\": " + "[".repeat(100_000));

        refused(file, "nesting depth");
    }

    @Test
    void whatIsNoSarifIsRefusedWithWhatItIs() throws IOException {
        Path file = folder.resolve("log.sarif");
        Files.writeString(file, "{\"version\": \"2.0.0\", \"runs\": []}");
        refused(file, "it is no SARIF 2.1.0, but 2.0.0");
        Files.writeString(file, "<xml/>");
        refused(file, "it is no JSON that is read");
        Files.writeString(file, "[1]");
        refused(file, "it is no JSON object");
        Files.writeString(file, "");
        refused(file, "it is no JSON object");
    }

    @Test
    void moreResultsThanAreReadAreCounted() throws Exception {
        StringBuilder many = new StringBuilder(result("", "a.java"));
        for (int i = 0; i < 10_004; i++) {
            many.append(',')
                    .append(
                            "{\"message\":{},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"a\"}}}]}");
        }
        SarifLog log = written(many.toString());

        assertThat(log.findings()).hasSize(10_000);
        assertThat(log.notTaken()).isEqualTo(Map.of(NotTaken.TOO_MANY, 5));
    }

    private static void refused(Path file, String why) {
        assertThatThrownBy(() -> SarifReader.read(file, SHOP, "", NOW))
                .isInstanceOf(UnreadableException.class)
                .hasMessageContaining(why);
    }
}
