package dev.fettle.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.fettle.Mutations;
import dev.fettle.base.PatternRedactor;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.SecretShapes;
import dev.fettle.forge.Identity;
import dev.fettle.intake.alert.AlertReports;
import dev.fettle.intake.analysis.OsvReader;
import dev.fettle.intake.analysis.SarifReader;
import dev.fettle.intake.analysis.UnreadableException;
import dev.fettle.intake.direct.DirectReports;
import dev.fettle.intake.github.DeliveryBody;
import dev.fettle.intake.github.GitHubEvents;
import dev.fettle.intake.sentry.SentryReports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever programs send: it is a report, or it is malformed, and nothing else happens. */
class IntakeFuzzTest {
    private static final RepositoryRef SHOP = new RepositoryRef(7, "ann", "shop");
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private static final String EVENT =
            "{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\",\"timestamp\":1772442000.5,\"platform\":\"java\",\"exception\":{\"values\":[{\"type\":\"IllegalStateException\",\"value\":\"no price\",\"module\":\"java.lang\",\"stacktrace\":{\"frames\":[{\"module\":\"shop.Cart\",\"function\":\"sum\",\"filename\":\"Cart.java\",\"lineno\":12,\"in_app\":true},{\"filename\":\"app/cart.py\",\"abs_path\":\"/app/cart.py\",\"function\":\"total\"}]}}]},\"breadcrumbs\":[],\"user\":{\"email\":\"a@b.example\"}}";
    private static final String ENVELOPE =
            "{\"event_id\":\"9ec79c33ec9942ab8353589fcb2e04dc\",\"dsn\":\"https://k@h.example/7\"}\n{\"type\":\"session\"}\n{\"sid\":\"1\"}\n{\"type\":\"event\",\"length\":"
                    + EVENT.length() + "}\n" + EVENT + "\n{\"type\":\"event\"}\n" + EVENT + "\n";
    private static final String ALERTS =
            "{\"version\":\"4\",\"status\":\"firing\",\"groupKey\":\"g\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"MemoryHigh\",\"severity\":\"warning\"},\"annotations\":{\"value\":\"2.1\",\"threshold\":\"2.0\",\"summary\":\"s\"},\"startsAt\":\"2026-03-02T09:00:00Z\",\"endsAt\":\"0001-01-01T00:00:00Z\",\"fingerprint\":\"f\"}]}";
    private static final String EXCEPTIONS =
            "[{\"type\":\"AttributeError\",\"message\":\"'NoneType' object\",\"stack_trace\":\"Traceback (most recent call last):\\n  File \\\"core/a.py\\\", line 1, in b\\nAttributeError: x\",\"file_path\":\"core/a.py\",\"count\":5,\"timestamp\":\"2025-12-30T10:00:00\"}]";
    private static final String PERFORMANCE =
            "{\"metric\":\"memory_usage_gb\",\"value\":2.1,\"threshold\":2.0,\"severity\":\"medium\",\"file_path\":\"core/a.py\"}";
    private static final String FEEDBACK =
            "{\"text\":\"Response time is too slow\",\"sentiment\":\"negative\",\"timestamp\":\"2025-12-30T14:20:00\"}";
    private static final String SARIF =
            "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"PMD\",\"rules\":[{\"id\":\"R\",\"shortDescription\":{\"text\":\"r {0}\"},\"defaultConfiguration\":{\"level\":\"error\"}}]}},\"originalUriBaseIds\":{\"ROOT\":{\"uri\":\"file:///work/\"}},\"results\":[{\"ruleId\":\"R\",\"ruleIndex\":0,\"message\":{\"id\":\"default\",\"arguments\":[\"x\"]},\"partialFingerprints\":{\"a/v1\":\"1\"},\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"src/%41.java\",\"uriBaseId\":\"ROOT\",\"index\":0},\"region\":{\"startLine\":3}}}],\"fixes\":[{\"description\":{\"text\":\"f\"}}]}]}]}";
    private static final String OSV =
            "{\"id\":\"GHSA-1\",\"summary\":\"s\",\"aliases\":[\"CVE-1\"],\"affected\":[{\"package\":{\"ecosystem\":\"Maven\",\"name\":\"org.acme:tool\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":[{\"introduced\":\"0\"},{\"fixed\":\"1.2\"}]}],\"versions\":[\"1.0\"]}],\"severity\":[{\"type\":\"CVSS_V3\",\"score\":\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\"}]}";

    private final Redactor redactor = new PatternRedactor(SecretShapes.bundled(), List::of);

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> damaged() {
        return Mutations.of(this);
    }

    static List<Named<byte[]>> envelopesOfSentry() {
        return Mutations.seeds(ENVELOPE, EVENT);
    }

    @MethodSource
    @FuzzTest
    void envelopesOfSentry(byte[] input) {
        read(new SentryReports(redactor), "application/x-sentry-envelope", input);
    }

    static List<Named<byte[]>> alerts() {
        return Mutations.seeds(ALERTS);
    }

    @MethodSource
    @FuzzTest
    void alerts(byte[] input) {
        read(new AlertReports(redactor), "application/json", input);
    }

    static List<Named<byte[]>> exceptions() {
        return Mutations.seeds(EXCEPTIONS, EXCEPTIONS.substring(1, EXCEPTIONS.length() - 1));
    }

    @MethodSource
    @FuzzTest
    void exceptions(byte[] input) {
        read(DirectReports.exceptions(redactor), "application/json", input);
    }

    static List<Named<byte[]>> performance() {
        return Mutations.seeds(PERFORMANCE);
    }

    @MethodSource
    @FuzzTest
    void performance(byte[] input) {
        read(DirectReports.performance(redactor), "application/json", input);
    }

    static List<Named<byte[]>> feedback() {
        return Mutations.seeds(FEEDBACK);
    }

    @MethodSource
    @FuzzTest
    void feedback(byte[] input) {
        read(DirectReports.feedback(redactor), "application/json", input);
    }

    static List<Named<byte[]>> findingsInSarif() {
        return Mutations.seeds(SARIF);
    }

    @MethodSource
    @FuzzTest
    void findingsInSarif(byte[] input) throws IOException {
        Path file = Files.write(folder.resolve("report"), input);
        try {
            SarifReader.read(file, SHOP, "/work", NOW);
        } catch (UnreadableException e) {
            // its contract
        }
    }

    static List<Named<byte[]>> advisoriesOfOsv() {
        return Mutations.seeds(OSV, "[" + OSV + "]");
    }

    @MethodSource
    @FuzzTest
    void advisoriesOfOsv(byte[] input) throws IOException {
        Path file = Files.write(folder.resolve("report"), input);
        try {
            OsvReader.read(file, "Maven");
        } catch (UnreadableException e) {
            // its contract
        }
    }

    static List<Named<byte[]>> comments() {
        return Mutations.seeds(
                "/fettle fix\n",
                "Hello\n> /fettle stop\n/fettle waive coverage no code\n",
                "```\n/fettle approve\n```\n/FETTLE help");
    }

    @MethodSource
    @FuzzTest
    void comments(byte[] input) {
        Command.find(new String(input, StandardCharsets.UTF_8));
    }

    /** What begins as UTF-32 does, and goes on otherwise, was a fault of ours. Found by fuzzing. */
    @Test
    void bytesThatOnlyBeginAsAnotherCharacterSetAreMalformed() {
        byte[] body = ("\0\0\0{" + EXCEPTIONS).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> DirectReports.exceptions(redactor)
                        .read(new ReportReader.Incoming(SHOP, "/report", "application/json", body, NOW)))
                .isInstanceOf(MalformedReportException.class);
        assertThat(new GitHubEvents()
                        .read(new Delivery("guid", "github", "push", body, NOW), new Identity("fettle[bot]", 7, 0)))
                .isEqualTo(new Event.Ignored(IgnoreReason.MALFORMED, "not text in a character set of JSON"));
        assertThat(DeliveryBody.json("application/json", body)).isEmpty();
    }

    private static void read(ReportReader reader, String contentType, byte[] input) {
        try {
            reader.read(new ReportReader.Incoming(SHOP, "/report", contentType, input, NOW));
        } catch (MalformedReportException e) {
            // its contract
        }
    }
}
