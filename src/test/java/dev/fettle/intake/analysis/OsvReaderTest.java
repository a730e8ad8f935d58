package dev.fettle.intake.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.build.Advisory;
import dev.fettle.build.Advisory.Event;
import dev.fettle.build.Advisory.What;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsvReaderTest {
    private static final String RECORD = """
            {"schema_version": "1.6.0", "id": "GHSA-test-0001", "aliases": ["CVE-2021-0001"],
             "summary": "Remote code execution", "modified": "2024-01-01T00:00:00Z",
             "affected": [
               {"package": {"ecosystem": "Maven", "name": "org.acme:tool"},
                "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.5"}]},
                           {"type": "GIT", "repo": "https://x", "events": [{"introduced": "abc"}]},
                           {"type": "ECOSYSTEM", "events": [{"introduced": "2.0"}, {"last_affected": "2.3"}]}],
                "versions": ["1.0", "1.1"]},
               {"package": {"ecosystem": "npm", "name": "tool"}, "versions": ["1.0"]}],
             "database_specific": {"severity": "CRITICAL"}}
            """;

    @TempDir
    Path folder;

    private List<Advisory> read(String text) throws IOException, UnreadableException {
        return OsvReader.read(Files.writeString(folder.resolve("one.json"), text), "Maven")
                .all();
    }

    @Test
    void aRecordHasAnAdvisoryForEachPackageOfTheEcosystem() throws Exception {
        assertThat(read(RECORD)).singleElement().satisfies(advisory -> {
            assertThat(advisory.id()).isEqualTo("GHSA-test-0001");
            assertThat(advisory.dependency()).isEqualTo("org.acme:tool");
            assertThat(advisory.severity()).isEqualTo("critical");
            assertThat(advisory.summary()).isEqualTo("Remote code execution");
            assertThat(advisory.versions()).containsExactly("1.0", "1.1");
            assertThat(advisory.ranges())
                    .extracting(Advisory.Range::events)
                    .containsExactly(
                            List.of(new Event(What.INTRODUCED, "0"), new Event(What.FIXED, "1.5")),
                            List.of(new Event(What.INTRODUCED, "2.0"), new Event(What.LAST_AFFECTED, "2.3")));
        });
    }

    @Test
    void anAnswerWithManyIsReadToo() throws Exception {
        assertThat(read("{\"vulns\": [" + RECORD + "," + RECORD + "]}")).hasSize(2);
    }

    @Test
    void whatWasWithdrawnDoesNotCount() throws Exception {
        assertThat(read(RECORD.replace("\"aliases\"", "\"withdrawn\": \"2024-02-01T00:00:00Z\", \"aliases\"")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"CRITICAL, critical", "HIGH, high", "MODERATE, medium", "LOW, low", "'', medium"})
    void severityIsInOurWords(String written, String read) throws Exception {
        assertThat(read(RECORD.replace("CRITICAL", written)).get(0).severity()).isEqualTo(read);
    }

    @Test
    void aFolderIsReadWholeAndWhatIsNoAdvisoryIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("Maven"));
        Files.writeString(folder.resolve("Maven/a.json"), RECORD);
        Files.writeString(folder.resolve("Maven/b.json"), "{\"id\": \"x\"}");
        Files.writeString(folder.resolve("Maven/c.json"), "no");
        Files.writeString(folder.resolve("README.md"), "# Advisories");
        OsvReader.Advisories read = OsvReader.read(folder, "Maven");

        assertThat(read.all()).hasSize(1);
        assertThat(read.unread()).hasSize(2);
        assertThat(read.unread().get(0)).isEqualTo("Maven/b.json: it is no advisory in the OSV format");
        assertThat(read.unread().get(1)).startsWith("Maven/c.json: it is no JSON that is read");
    }

    @Test
    void whatIsNamedAndCannotBeReadIsAMistake() throws IOException {
        assertThatThrownBy(() -> OsvReader.read(folder.resolve("nothing"), "Maven"))
                .hasMessage("there is no such file or folder");
        Path file = Files.writeString(folder.resolve("x.json"), "{\"vulns\": 3}");
        assertThatThrownBy(() -> OsvReader.read(file, "Maven")).hasMessage("it is no advisory in the OSV format");
    }
}
