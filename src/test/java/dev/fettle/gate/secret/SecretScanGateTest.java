package dev.fettle.gate.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.SecretShapes;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are put together at run time, so that this file itself holds nothing that looks like a secret. */
class SecretScanGateTest {
    private static final SecretScanGate GATE = new SecretScanGate(SecretShapes.bundled());
    private static final String MIXED = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAcC4eG6iK8mO1qS3uW5yZ7bD9fH0jL2nP";
    private static final String TOKEN = "ghp_" + MIXED.substring(0, 36);
    private static final String DASHES = "-".repeat(5);

    @TestFactory
    Stream<DynamicTest> aSecretInDisguiseIsFound() {
        Map<String, Change> disguises = new LinkedHashMap<>();
        disguises.put("as it is", java("String t = \"" + TOKEN + "\";"));
        disguises.put("in a comment", java("// curl -H 'Authorization: token " + TOKEN + "'"));
        disguises.put(
                "split over strings",
                java("String t = \"" + TOKEN.substring(0, 9) + "\" + \"" + TOKEN.substring(9) + "\";"));
        disguises.put(
                "split over lines",
                java("String t = \"" + TOKEN.substring(0, 20) + "\"\n        + \"" + TOKEN.substring(20) + "\";"));
        disguises.put(
                "in base64",
                java("String t = decode(\"" + Base64.getEncoder().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8))
                        + "\");"));
        disguises.put(
                "in hexadecimal",
                java("String t = unhex(\"" + HexFormat.of().formatHex(TOKEN.getBytes(StandardCharsets.UTF_8))
                        + "\");"));
        disguises.put(
                "escaped for an address", java("get(\"https://x.example/?t=" + TOKEN.replace("_", "%5F") + "\");"));
        disguises.put("in properties", Changes.added("app.properties", "db.password=" + MIXED.substring(0, 20) + "\n"));
        disguises.put(
                "in YAML", Changes.added("config.yml", "auth:\n  client_secret: '" + MIXED.substring(0, 32) + "'\n"));
        disguises.put(
                "in an address",
                Changes.added("Dockerfile", "ENV DB postgres://app:" + "pw4you9x" + "@db.internal/x\n"));
        disguises.put(
                "a key over several lines",
                Changes.added(
                        "notes.txt",
                        DASHES + "BEGIN RSA PRIVATE KEY" + DASHES + "\n" + MIXED + "\n" + DASHES + "END RSA PRIVATE KEY"
                                + DASHES + "\n"));
        disguises.put(
                "with escaped line ends",
                java("String k = \"" + DASHES + "BEGIN PRIVATE KEY" + DASHES + "\\n" + MIXED + "\\n\";"));
        return disguises.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    Verdict verdict = GATE.judge(Judged.persons(one.getValue()));
                    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.FAIL);
                    assertThat(verdict.toString())
                            .as("never a part of the value")
                            .doesNotContain(MIXED.substring(0, 9), TOKEN.substring(0, 9));
                }));
    }

    @Test
    void theFindingStandsAtTheLine() {
        Change change = Changes.modified("A.java", "a\nb\n", "a\nString t = \"" + TOKEN + "\";\nb\n");
        assertThat(GATE.judge(Judged.persons(change)).findings())
                .extracting(Finding::path, Finding::line, Finding::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("A.java", 2, "github-token"));
    }

    @Test
    void aKeyThatIsCompletedByALineIsFound() {
        String head = DASHES + "BEGIN RSA PRIVATE KEY" + DASHES + "\n";
        String rest = MIXED + "\n" + DASHES + "END RSA PRIVATE KEY" + DASHES + "\n";
        Change change = Changes.modified("a.txt", head + rest, head + MIXED + "\n" + rest);
        assertThat(GATE.judge(Judged.persons(change)).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void whatWasThereBeforeIsNotThisChange() {
        String before = "String t = \"" + TOKEN + "\";\n";
        assertThat(GATE.judge(Judged.persons(Changes.modified("A.java", before, before + "int a;\n")))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(GATE.judge(Judged.persons(Changes.modified("A.java", before, "int a;\n")))
                        .outcome())
                .as("taking one out")
                .isEqualTo(Outcome.PASS);
        assertThat(GATE.judge(Judged.persons(
                                Changes.none().delete("A.java", before).change()))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                "app/.env.production",
                "id_rsa",
                "keys/server.pem",
                "a.p12",
                ".npmrc",
                "credentials.json",
                "x.keystore"
            })
    void aFileThatUsuallyHoldsOneIsStopped(String path) {
        assertThat(GATE.judge(Judged.persons(Changes.added(path, "_password=tango17\n")))
                        .findings())
                .extracting(Finding::kind)
                .contains("secret-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {".env.example", "src/Environment.java", "docs/pem.md", "id_rsa.template", "package.json"})
    void aSampleIsNot(String path) {
        assertThat(GATE.judge(Judged.persons(Changes.added(path, "x\n"))).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String key = System.getenv(\"OPENAI_KEY\");",
                "private final String password;",
                "if (password.equals(other.password)) {",
                "String sha = \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\";",
                "String commit = \"1f0c9a7be4d25f6378910acdb24e6f8091a3c5d7\";",
                "UUID id = UUID.fromString(\"123e4567-e89b-12d3-a456-426614174000\");",
                "\"integrity\": \"sha512-v2kDEe57lecTulaDIuNTPy3Ry4gLGJ6Z1O3vE1krgXZNrsQ+LFTGHVxVjcXPs17LhbZVGedAJv8XZ1tvj5FvSg==\",",
                "byte[] vector = HexFormat.of().parseHex(\"2b7e151628aed2a6abf7158809cf4f3c\");",
                "assertEquals(\"dGhlIHF1aWNrIGJyb3duIGZveA==\", encode(\"the quick brown fox\"));",
                "String line = \"first part of a long message \" + \"and the second part of it\";",
                "password: ${DB_PASSWORD}",
                "token = request.header(\"Authorization\")",
                "// set the password to something else",
                "String url = \"https://example.com/path?query=value\";",
                "private static final long serialVersionUID = 4526472295622776147L;"
            })
    void ordinaryCodeIsNotFlagged(String line) {
        Verdict verdict = GATE.judge(Judged.persons(java(line)));
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.PASS);
    }

    @Test
    void lockFilesAreNotFlagged() {
        String lock =
                "{\n  \"node_modules/a\": {\n    \"version\": \"1.2.3\",\n    \"resolved\": \"a-1.2.3.tgz\",\n    \"integrity\": \"sha512-"
                        + MIXED + MIXED.substring(0, 20) + "==\"\n  }\n}\n";
        assertThat(GATE.judge(Judged.persons(Changes.added("package-lock.json", lock)))
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    private static Change java(String line) {
        return Changes.modified("src/main/java/A.java", "class A {\n}\n", "class A {\n    " + line + "\n}\n");
    }
}
