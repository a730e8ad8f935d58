package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.intake.Delivery;
import dev.fettle.store.Stores;
import dev.fettle.web.Measure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server says of itself to those who watch it. */
class OperationTest {
    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T12:00:00Z"));
    private Stores stores;

    @BeforeEach
    void open() {
        stores = Stores.open(folder.resolve("data"), now::get, text -> text);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aServerThatCanWriteIsReadyAndOneWhoseDatabaseIsGoneIsNot() throws Exception {
        Operation operation = operation(true);
        assertThat(operation.notReady()).isEmpty();

        Files.move(folder.resolve("data/fettle.db"), folder.resolve("away.db"));

        assertThat(operation.notReady()).get().asString().contains("cannot be written", "was removed or replaced");
    }

    @Test
    void aDayWithoutADeliveryIsAnAlarmUntilOneComes() {
        Operation operation = operation(true);
        pass(Duration.ofHours(23));
        assertThat(operation.silence()).as("it only just began to listen").isEmpty();
        pass(Duration.ofHours(2));
        assertThat(operation.silence()).get().asString().startsWith("No verified delivery has come for 25 hours.");

        accept("found", "poll");
        assertThat(operation.silence())
                .as("what we found ourselves is no delivery")
                .isPresent();
        accept("guid-1", "github");
        assertThat(operation.silence()).isEmpty();
    }

    @Test
    void howLongSilenceMayLastIsTheOperatorsToSay() {
        Operation operation = new Operation(stores, folder.resolve("data"), true, Duration.ofHours(3), now::get);
        pass(Duration.ofHours(2));
        assertThat(operation.silence()).isEmpty();
        pass(Duration.ofHours(1));
        assertThat(operation.silence()).get().asString().startsWith("No verified delivery has come for 3 hours.");
    }

    @Test
    void whereNoForgeDeliversSilenceIsNoAlarm() {
        Operation operation = operation(false);
        pass(Duration.ofDays(9));

        assertThat(operation.silence()).isEmpty();
    }

    @Test
    void theNumbersAreThoseOfTheStore() {
        Operation operation = operation(true);
        accept("guid-1", "github");
        pass(Duration.ofSeconds(90));

        assertThat(operation.measures())
                .anySatisfy(measure -> is(measure, "fettle_work_queued", 1))
                .anySatisfy(measure -> is(measure, "fettle_last_delivery_age_seconds", 90))
                .anySatisfy(measure -> is(measure, "fettle_ready", 1))
                .anySatisfy(measure -> is(measure, "fettle_work_parked", 0));
    }

    private static void is(Measure measure, String name, double value) {
        assertThat(measure.name()).isEqualTo(name);
        assertThat(measure.value()).isEqualTo(value);
    }

    private Operation operation(boolean webhooks) {
        return new Operation(stores, folder.resolve("data"), webhooks, Duration.ofHours(24), now::get);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private void accept(String id, String source) {
        byte[] body = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        stores.deliveries().accept(new Delivery(id, source, "issues", body, now.get()));
    }
}
