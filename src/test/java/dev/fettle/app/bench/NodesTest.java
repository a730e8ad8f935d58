package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.store.Place;
import dev.fettle.store.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers and three workers, each a process of its own, on one PostgreSQL, while all of them are killed one after the other: nothing is lost, nothing is done twice, everything
 * ends. The long form is {@code fettle bench nodes}.
 */
class NodesTest {
    private static final NodesPlan PLAN =
            new NodesPlan(2, 3, 60, 20, 6, Duration.ofSeconds(2), Duration.ofSeconds(8), Duration.ofSeconds(2));

    @TempDir
    Path folder;

    @Test
    void nothingIsLostOrDoneTwiceWhileServersAndWorkersDie() throws Exception {
        Place place = Place.server(PostgresServer.empty(folder), folder.resolve("bench"))
                .withKeyFile(folder.resolve("delivery.key"));

        NodesResult result = new NodesWorld(folder.resolve("world"), PLAN, place).run(4, Duration.ofMinutes(10));

        assertThat(result.wrong()).isEmpty();
        assertThat(result.accepted()).isEqualTo(60);
        assertThat(result.again()).isEqualTo(6);
        assertThat(result.tickets()).isEqualTo(20);
    }
}
