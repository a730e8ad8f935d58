package dev.fettle.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.intake.Delivery;
import dev.fettle.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An operator has a recorded webhook handled once more. */
class ReplayCommandTest {
    @TempDir
    Path folder;

    private Path config;

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void aServerHasHandledOneDelivery() throws IOException {
        config = folder.resolve("fettle.json");
        Files.writeString(config, "{\"data_dir\": \"data\"}");
        try (Stores stores = Stores.open(folder.resolve("data"), InstantSource.system(), text -> text)) {
            stores.deliveries().accept(new Delivery("guid-1", "github", "ping", "{}".getBytes(UTF_8), Instant.now()));
            stores.driveByHand(Map.of(dev.fettle.work.WorkItem.Kind.TRIAGE, item -> {
                        stores.deliveries().settle(item.key(), "PONG", "the forge reaches us");
                        return new dev.fettle.work.Worker.Result.Done();
                    }))
                    .runDue();
        }
    }

    @Test
    void aSettledDeliveryIsQueuedAgainAndTheAuditSaysWhoWantedIt() {
        Said said = fettle("replay", "guid-1");

        assertThat(said.status()).isZero();
        assertThat(said.out()).contains("guid-1 will be handled once more");
        try (Stores stores = Stores.beside(folder.resolve("data"), InstantSource.system(), text -> text)) {
            assertThat(stores.deliveries().settled("guid-1")).isFalse();
            assertThat(stores.queued()).containsExactly(Map.entry("triage", 1));
            assertThat(stores.audit().recent(1)).first().satisfies(row -> {
                assertThat(row.action()).isEqualTo("replay");
                assertThat(row.subject()).isEqualTo("guid-1");
                assertThat(row.actor()).startsWith("operator");
            });
        }
        assertThat(fettle("replay", "guid-1").out()).contains("waits to be handled already");
    }

    @Test
    void theNewestAreListed() {
        assertThat(fettle("replay").out()).contains("guid-1", "ping", "PONG the forge reaches us");
        assertThat(fettle("replay", "--json").out()).contains("\"id\" : \"guid-1\"", "\"outcome\" : \"PONG\"");
    }

    @Test
    void oneThatIsNotThereOrNotKeptIsSaidWithWhatToDo() {
        assertThat(fettle("replay", "guid-9").err()).contains("There is no delivery guid-9; 'fettle replay' lists");
        try (Stores stores = Stores.beside(folder.resolve("data"), InstantSource.system(), text -> text)) {
            assertThat(stores.pruneBodies(Instant.now().plusSeconds(60))).isEqualTo(1);
        }

        Said said = fettle("replay", "guid-1");

        assertThat(said.status()).isEqualTo(3);
        assertThat(said.out()).contains("is not kept any more");
    }

    private Said fettle(String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.add("--config=" + config);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine();
        int status = line.setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Said(status, out.toString(), err.toString());
    }
}
