package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server wants to log goes nowhere: it goes on without. */
class LogAwayTest {
    @TempDir
    Path folder;

    @Test
    void theLogsDiskIsFull() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "needs /dev/full, where each write says that the disk is full");
        try (Disturbed server = Disturbed.single(folder, 30, new NodeOptions(List.of(), full.toString(), ""))) {
            server.endsWell();
        }
    }

    @Test
    void nobodyReadsTheLog() throws Exception {
        Path log = folder.resolve("world/server0/node.log");
        long heard;
        try (Disturbed server = Disturbed.single(folder, 30)) {
            server.world.server(0).hangUp();
            heard = Files.size(log);
            server.endsWell();
        }
        assertThat(Files.size(log)).as("what it said since nobody reads it").isEqualTo(heard);
    }
}
