package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server wants to log goes nowhere: it goes on without. */
class LogAwayTest {
    /** As the server logs in life; what tests have on their class path would have it say nothing. */
    private static final List<String> TALKS = List.of("-Dlogback.configurationFile=logback.xml");

    private static final int DELIVERIES = 30;
    /** What may be on its way when its reader goes. */
    private static final long A_BUFFER = 8_192;

    @TempDir
    Path folder;

    @Test
    void theLogsDiskIsFull() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs /dev/full, where each write says that the disk is full");
        try (Disturbed server = Disturbed.single(folder, DELIVERIES, new NodeOptions(TALKS, full.toString(), ""))) {
            server.endsWell();
        }
    }

    @Test
    void nobodyReadsTheLog() throws Exception {
        Path log = folder.resolve("world/server0/node.log");
        long heard;
        try (Disturbed server = Disturbed.single(folder, DELIVERIES, new NodeOptions(TALKS, "", ""))) {
            while (!Files.readString(log).contains("delivery bench-")) {
                assertThat(server.goesOnFor(Duration.ofMillis(50)))
                        .as("it logs while it works")
                        .isTrue();
            }
            server.world.server(0).hangUp();
            heard = Files.size(log);
            server.endsWell();
        }
        assertThat(Files.size(log) - heard)
                .as("what was heard since nobody reads")
                .isLessThanOrEqualTo(A_BUFFER);
    }
}
