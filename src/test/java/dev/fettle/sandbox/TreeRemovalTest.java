package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that resist. */
class TreeRemovalTest {
    @Test
    void aTreeDeeperThanTheLongestPathIsRemoved(@TempDir Path folder) throws Exception {
        Path top = Files.createDirectory(folder.resolve("top"));
        int made = new ProcessBuilder(
                        "perl",
                        "-e",
                        "chdir $ARGV[0]; for (1..300) { mkdir 'd' x 200 or die; open(F, '>f'); chdir 'd' x 200 }",
                        top.toString())
                .start()
                .waitFor();
        assertThat(made).isZero();

        TreeRemoval.remove(top);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLinkIsRemovedAndWhatItPointsToStays(@TempDir Path folder) throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("precious"), "kept");
        Path top = folder.resolve("top");
        Files.createDirectories(top.resolve("inner"));
        Files.createSymbolicLink(top.resolve("link"), outside);
        Files.createSymbolicLink(top.resolve("inner/link"), precious);
        Files.createDirectories(top.resolve("inner/removed-0/removed-1"));
        Files.createDirectories(top.resolve("removed-0"));

        TreeRemoval.remove(top);

        assertThat(top).doesNotExist();
        assertThat(precious).hasContent("kept");
    }

    @Test
    void removingWhatIsNotThereIsFine(@TempDir Path folder) throws IOException {
        TreeRemoval.remove(folder.resolve("absent"));

        assertThat(folder).isEmptyDirectory();
    }
}
