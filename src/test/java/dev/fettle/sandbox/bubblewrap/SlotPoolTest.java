package dev.fettle.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.sandbox.HostProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who runs under which user id. */
class SlotPoolTest {
    /** Above every pool that runs jobs, so nothing of the machine is touched when a user's processes are killed. */
    private static final int FIRST = 3_900_000;

    @TempDir
    private Path registry;

    @TempDir
    private Path base;

    private SlotPool pool;

    @BeforeEach
    void aPoolOfThree() {
        pool = poolOf(3);
    }

    private SlotPool poolOf(int size) {
        return new SlotPool(
                registry, FIRST, size, new Janitor(new Mounts(Path.of("/bin/mount"), Path.of("/bin/umount"))));
    }

    @Test
    void eachJobGetsAUserOfItsOwnUntilNoneIsLeft() throws IOException {
        assertThat(pool.claim(base.resolve("a"))).contains(FIRST);
        assertThat(pool.claim(base.resolve("b"))).contains(FIRST + 1);
        assertThat(pool.claim(base.resolve("c"))).contains(FIRST + 2);
        assertThat(pool.claim(base.resolve("d"))).isEmpty();

        pool.release(FIRST + 1);

        assertThat(pool.claim(base.resolve("d"))).contains(FIRST + 1);
    }

    @Test
    void twoServersOnOneMachineShareThePool() throws IOException {
        pool.claim(base.resolve("a"));

        assertThat(poolOf(3).claim(base.resolve("b"))).contains(FIRST + 1);
    }

    @Test
    void threadsNeverGetTheSameUser() throws Exception {
        ExecutorService eight = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Optional<Integer>>> claims = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Path box = base.resolve("box" + i);
                claims.add(() -> poolOf(40).claim(box));
            }
            List<Integer> users = new ArrayList<>();
            for (Future<Optional<Integer>> claim : eight.invokeAll(claims)) {
                users.add(claim.get().orElseThrow());
            }
            assertThat(users).doesNotHaveDuplicates().hasSize(40);
        } finally {
            eight.shutdown();
        }
    }

    @Test
    void theUserOfADeadServerIsFreeOnceItsBoxIsCleared() throws IOException {
        Path left = base.resolve("left");
        Files.createDirectories(left.resolve("ctl"));
        HostProcess dead = new HostProcess(ProcessHandle.current().pid(), 1);
        Files.writeString(registry.resolve("uid-" + FIRST), dead.pid() + "\n" + dead.startTicks() + "\n" + left + "\n");

        assertThat(pool.clearDead()).isEqualTo(1);

        assertThat(left).doesNotExist();
        assertThat(pool.claim(base.resolve("a"))).contains(FIRST);
    }

    @Test
    void theUserOfALivingServerIsNotTouched() throws IOException {
        pool.claim(base.resolve("a"));

        assertThat(pool.clearDead()).isZero();
    }
}
