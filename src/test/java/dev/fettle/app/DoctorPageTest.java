package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page for who is in trouble lists what the doctor looks at, in the same order. */
class DoctorPageTest {
    @TempDir
    private Path folder;

    @Test
    void everyCheckHasItsRow() throws Exception {
        List<String> rows = Files.readAllLines(Path.of("docs/troubleshooting.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
        try (DoctorWorld world = new DoctorWorld(folder);
                DoctorChecks checks = world.checks()) {
            List<String> names = new ArrayList<>(checks.doctor().names());
            names.add("trial");
            assertThat(rows).isEqualTo(names);
        }
    }
}
