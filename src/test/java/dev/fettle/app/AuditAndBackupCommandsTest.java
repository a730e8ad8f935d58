package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.TicketFilter;
import dev.fettle.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An operator looks whether the record of decisions is whole, and keeps copies of everything. */
class AuditAndBackupCommandsTest {
    @TempDir
    Path folder;

    private Path config;
    private Path data;

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void aServerWithDecisions() throws IOException {
        config = Files.writeString(folder.resolve("fettle.json"), "{\"data_dir\": \"data\"}");
        data = folder.resolve("data");
        try (Stores stores = open(data)) {
            stores.audit().record("ann", "approve", "issue_1_0001", "risk 8");
            stores.audit().record("wil", "reject", "issue_2_0002", "no");
            stores.audit().record("ann", "waive", "issue_3_0003", "coverage");
        }
        assertThat(fettle("tickets", "add", "--repository", "acme/shop", "--title", "Fix the tax")
                        .status())
                .isZero();
    }

    @Test
    void aRecordThatIsWholeSaysSoAndTellsItsLastHash() {
        Said said = fettle("audit", "verify");

        assertThat(said.status()).isZero();
        assertThat(said.out()).containsPattern("\\d rows, as they were written; the last hash is [0-9a-f]{64}");
        assertThat(fettle("audit", "list", "--json").out()).contains("\"actor\" : \"ann\"", "\"action\" : \"waive\"");
    }

    /** SQLite takes a negative limit for none, PostgreSQL for an error. */
    @Test
    void aLimitIsAtLeastOne() {
        assertThat(fettle("audit", "list", "--limit", "2").out())
                .contains("issue_3_0003")
                .doesNotContain("issue_2_0002");

        Said negative = fettle("audit", "list", "--limit", "-1");
        assertThat(negative.status()).isEqualTo(2);
        assertThat(negative.err()).contains("--limit is at least 1.");
    }

    @Test
    void aChangedRowAMissingRowAndACutEndAreFound() {
        String out = fettle("audit", "verify").out().strip();
        String last = out.substring(out.length() - 64);
        assertThat(fettle("audit", "verify", "--last", last).status()).isZero();

        sql("delete from audit where id = (select max(id) from audit)");
        assertThat(fettle("audit", "verify").status())
                .as("the end itself does not tell")
                .isZero();
        Said cut = fettle("audit", "verify", "--last", last);
        assertThat(cut.status()).isEqualTo(1);
        assertThat(cut.out()).contains("the row with the hash " + last + " is gone");

        sql("update audit set detail = 'risk 1' where id = 1");
        assertThat(fettle("audit", "verify").out()).contains("row 1 is not as it was written");
        sql("delete from audit where id = 1");
        assertThat(fettle("audit", "verify").out()).contains("a row is missing");
    }

    @Test
    void aBackupIsWrittenBesideTheServerAndPutBack() throws IOException {
        Path backup = folder.resolve("backup");
        try (Stores server = open(data)) {
            assertThat(fettle("backup", backup.toString(), "--json").out())
                    .isEqualTo("{\"folder\":\"" + backup + "\"}\n");
            assertThat(server.backlog().count(TicketFilter.ALL)).isEqualTo(1);
            assertThat(fettle("backup", backup.toString()).err()).contains("exists already");
        }
        for (String name : List.of("fettle.db", "delivery.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.resolve(name))))
                    .isEqualTo("rw-------");
        }
        assertThat(fettle("restore", backup.toString()).err()).contains("is not empty");

        Files.move(data, folder.resolve("away"));
        assertThat(fettle("restore", backup.toString(), "--json").out()).isEqualTo("{\"data_dir\":\"" + data + "\"}\n");
        assertThat(fettle("tickets", "list").out()).contains("Fix the tax");
        assertThat(fettle("audit", "verify").status()).isZero();
    }

    @Test
    void theKeyIsPartOfABackupWhereverItIsKept() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Path key = Files.move(data.resolve("delivery.key"), secrets.resolve("the.key"));
        Files.writeString(config, "{\"data_dir\": \"data\", \"store\": {\"key_file\": \"secrets/the.key\"}}");
        Path backup = folder.resolve("backup");

        Said said = fettle("backup", backup.toString());

        assertThat(said.err()).isEmpty();
        assertThat(backup.resolve("delivery.key")).hasSameBinaryContentAs(key);
    }

    @Test
    void whatIsNoBackupIsNotPutBack() {
        assertThat(fettle("restore", folder.resolve("nothing").toString()).err())
                .contains("is no backup");
    }

    private static Stores open(Path data) {
        return Stores.open(data, InstantSource.system(), text -> text);
    }

    private void sql(String statement) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("fettle.db"));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Said fettle(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--config", config.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = line.execute(all.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }
}
