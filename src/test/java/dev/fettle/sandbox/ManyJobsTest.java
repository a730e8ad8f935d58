package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A small soak: fifty hostile jobs, four at a time, and nothing of them is left. */
class ManyJobsTest extends SandboxedTest {
    private static final int JOBS = 50;
    private static final String HOSTILE = """
            setsid sh -c 'trap "" TERM HUP; sleep 4711.50' &
            mkdir -p a/b/c "odd
            name"; chmod 000 a/b; mkfifo pipe; ln -s / root; head -c 300000 /dev/zero > filler
            echo "I am $1 in $(pwd)"
            """;

    @Test
    void fiftyHostileJobsLeaveNothingBehindAndNeverMeet() throws Exception {
        sandbox.close();
        ExecutorService four = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Path>> jobs = new ArrayList<>();
            for (int job = 0; job < JOBS; job++) {
                String name = "job " + job;
                jobs.add(() -> hostileJob(name));
            }
            List<Path> directories = new ArrayList<>();
            for (Future<Path> done : four.invokeAll(jobs)) {
                directories.add(done.get());
            }
            assertThat(directories).doesNotHaveDuplicates();
        } finally {
            four.shutdown();
        }

        assertThat(processesSaying("4711.50")).isZero();
        assertThat(base).isEmptyDirectory();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(base.toString());
        assertThat(KilledServerTest.controlGroupsNamed(
                        "fettle-" + HostProcess.current().label()))
                .isEmpty();
    }

    private Path hostileJob(String name) {
        try (Sandbox own = sandboxes.fresh(QUOTA)) {
            own.write("note", name.getBytes(StandardCharsets.UTF_8));
            Execution run = own.run(command("/bin/sh", "-c", HOSTILE, "probe", name), LIMITS);
            assertThat(said(run)).isEqualTo("I am " + name + " in " + own.directory());
            assertThat(own.collect(List.of("note", "pipe"), 100).files()).containsOnlyKeys("note");
            return own.directory();
        }
    }
}
