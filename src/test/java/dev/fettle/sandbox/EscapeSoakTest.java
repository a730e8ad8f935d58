package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The soak's look at what is left sees it where a sandbox does leave something. */
class EscapeSoakTest {
    @TempDir
    Path folder;

    private final List<Process> left = new ArrayList<>();

    @AfterEach
    void end() {
        left.forEach(Process::destroyForcibly);
    }

    /** Such a process of a job has no mark: only the shell that started it has, and that has ended. */
    @Test
    void aSleepThatOutlivesItsSandboxIsFound() throws Exception {
        EscapeSoak.Report report = new EscapeSoak(new Leaking(), folder).run(1, 1);

        assertThat(left).hasSize(1);
        assertThat(report.left()).contains("process " + left.get(0).pid());
    }

    /** Runs nothing that it is given, and leaves one process for each job. */
    private final class Leaking implements Sandboxes {
        @Override
        public SandboxLevel level() {
            return new SandboxLevel(SandboxLevel.Kind.BUBBLEWRAP, "so it says", List.of());
        }

        @Override
        public Sandbox fresh(Quota quota) {
            return new Leak();
        }
    }

    private final class Leak implements Sandbox {
        @Override
        public Execution run(Command command, Limits limits) {
            try {
                left.add(new ProcessBuilder("sleep", "4712").start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Execution(Execution.End.EXITED, 0, "", "", false, Duration.ZERO);
        }

        @Override
        public Collected collect(List<String> globs, long maxBytesEach) {
            return new Collected(Map.of(), List.of());
        }

        @Override
        public Path directory() {
            return folder;
        }

        @Override
        public void copyIn(Path source, String target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(String target, byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public LiveProcess start(Command command, Limits limits) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // what it started lives on
        }
    }
}
