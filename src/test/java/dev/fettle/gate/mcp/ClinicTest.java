package dev.fettle.gate.mcp;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Tests that start servers: one {@link Clinic} for all of a class. */
@Tag("sandbox")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClinicTest {
    private @Nullable Clinic opened;

    @BeforeAll
    void open(@TempDir Path folder) {
        opened = Clinic.open(folder);
    }

    @AfterAll
    void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    Clinic clinic() {
        return java.util.Objects.requireNonNull(opened);
    }
}
