package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.store.Place;
import dev.fettle.store.Reading;
import dev.fettle.store.Stores;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The load of the queue in its short form: every item is handed out, and none stays. */
class QueueLoadTest {
    @TempDir
    Path folder;

    @Test
    void everyItemIsHandedOut() throws Exception {
        InstantSource clock = InstantSource.system();
        try (Stores stores = Stores.open(Place.folder(folder), clock, text -> text, Reading.NOTHING)) {
            QueueLoad.Result result = new QueueLoad(stores, clock).run(2, 20, 3);

            assertThat(result.items()).isEqualTo(20);
            assertThat(result.perSecond()).isPositive();
            assertThat(result.latency().millis(1)).isPositive();
        }
    }
}
