package dev.fettle.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scripts that make the tables. */
class MigrationsTest {
    @Test
    void theNewestScriptIsTheOneAtWhichNothingIsLeftToDo() throws IOException {
        try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
            assertThat(scripts.map(script -> script.getFileName().toString().replaceAll("^V(\\d+)__.*$", "$1"))
                            .max(Comparator.comparingInt(Integer::parseInt)))
                    .hasValue(Migrations.NEWEST);
        }
    }
}
