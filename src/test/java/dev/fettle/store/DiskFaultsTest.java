package dev.fettle.store;

import static dev.fettle.store.Samples.delivery;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fettle.intake.DeliveryLog.Acceptance;
import dev.fettle.store.sql.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full, fails, or comes back with less than it had: nothing is called accepted that is not there. */
class DiskFaultsTest {
    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();

    @Test
    void aCommitWaitsForTheDisk() throws Exception {
        assumeStrace();
        Path trace = folder.resolve("trace");
        Accepted accepted = acceptUnder(List.of("strace", "-f", "-e", "trace=fsync,fdatasync", "-o", trace.toString()), 5);

        assertThat(accepted.ids()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(Files.readString(trace, StandardCharsets.ISO_8859_1).lines().filter(line -> line.contains("sync(")))
                .as("the disk is waited for")
                .isNotEmpty();
    }

    @Test
    void onAFullDiskNothingIsAcceptedAndAfterwardsItIs(TestReporter reporter) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(ran("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()), "needs leave to mount");
        int refused = 0;
        try (Stores stores = Stores.open(disk.resolve("data"), time, text -> text)) {
            List<String> accepted = new ArrayList<>();
            Path filler = disk.resolve("filler");
            for (int round = 0; round < 3; round++) {
                fill(filler);
                for (int i = 0; i < 40; i++) {
                    String id = round + "-" + i;
                    try {
                        if (stores.deliveries().accept(delivery(id, "{\"x\":\"" + id + "y".repeat(5_000) + "\"}"))
                                == Acceptance.STORED) {
                            accepted.add(id);
                        }
                    } catch (RuntimeException full) {
                        refused++;
                    }
                }
                Files.delete(filler);
                String after = "after-" + round;
                assertThat(stores.deliveries().accept(delivery(after, "{\"x\":\"" + after + "\"}")))
                        .as("there is room again")
                        .isEqualTo(Acceptance.STORED);
                accepted.add(after);
            }
            assertThat(refused).as("deliveries that met a full disk").isPositive();
            assertThat(accepted)
                    .allSatisfy(id -> assertThat(stores.deliveries().find(id)).isPresent());
            assertThat(stores.deliveries().recent(10_000)).hasSize(accepted.size());
        } finally {
            assertThat(ran("umount", disk.toString())).isTrue();
        }
        reporter.publishEntry("injected", Integer.toString(refused));
    }

    @Test
    void whicheverSyncFailsNothingAcceptedIsLost(TestReporter reporter) throws Exception {
        reporter.publishEntry("injected", Integer.toString(failing("fdatasync,fsync", "EIO", List.of(8, 13))));
    }

    @Test
    @Tag("slow")
    void whicheverWriteFailsNothingAcceptedIsLost(TestReporter reporter) throws Exception {
        int injected = failing("pwrite64", "EIO", List.of(1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144));
        injected += failing("pwrite64", "ENOSPC", List.of(1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144));
        injected += failing("fdatasync,fsync", "EIO", List.of(1, 2, 3, 5, 21, 34));
        reporter.publishEntry("injected", Integer.toString(injected));
    }

    @Test
    void aDatabaseThatWasCutShortIsRefused() throws Exception {
        try (Stores stores = open()) {
            for (int i = 0; i < 30; i++) {
                stores.deliveries().accept(delivery("guid-" + i, "{\"n\":\"" + "x".repeat(2_000) + i + "\"}"));
            }
        }
        Path state = folder.resolve("fettle.state");
        Files.writeString(state, Files.readString(state).replace("clean=true", "clean=false"));
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("fettle.db").toFile(), "rw")) {
            file.setLength(file.length() / 2 / 4_096 * 4_096);
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("Restore a backup");
    }

    /** A server whose k-th system call of a kind fails, and every fiftieth after it; then a sound one looks at what is there. A very early one keeps it from starting. */
    private int failing(String calls, String error, List<Integer> when) throws Exception {
        assumeStrace();
        int acceptedInAll = 0;
        for (int k : when) {
            Path data = folder.resolve(error + calls.length() + "-" + k);
            // The start must succeed: what fails is a delivery.
            Stores.open(data, InstantSource.system(), text -> text).close();
            Accepted accepted = acceptUnder(
                    data,
                    List.of(
                            "strace",
                            "-f",
                            "-qq",
                            "-e",
                            "trace=" + calls,
                            "-P",
                            data.resolve("fettle.db-wal").toString(),
                            "-e",
                            "inject=" + calls + ":error=" + error + ":when=" + k + "+50",
                            "-o",
                            folder.resolve("trace-" + k).toString()),
                    40);
            assertThat(accepted.ids()).as(error + " at " + k).doesNotHaveDuplicates();
            acceptedInAll += accepted.ids().size();
            assertThat(Files.readString(folder.resolve("trace-" + k), StandardCharsets.ISO_8859_1))
                    .as("the fault was injected")
                    .contains("(INJECTED)");
            try (Stores stores = Stores.open(data, InstantSource.system(), text -> text)) {
                assertThat(accepted.ids())
                        .as(error + " at " + k)
                        .allSatisfy(id -> assertThat(stores.deliveries().find(id)).isPresent());
            }
            assertThat(RawSql.ask(data, "PRAGMA integrity_check")).isEqualTo("ok");
        }
        assertThat(acceptedInAll).isPositive();
        return when.size();
    }

    /** The deliveries that a server said it had accepted, before it ended or was killed. */
    private record Accepted(List<String> ids) {}

    private Accepted acceptUnder(List<String> wrapper, int most) throws Exception {
        return acceptUnder(folder.resolve("data"), wrapper, most);
    }

    private static Accepted acceptUnder(Path data, List<String> wrapper, int most) throws Exception {
        List<String> argv = new ArrayList<>(wrapper);
        argv.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AcceptingProcess.class.getName(),
                data.toString()));
        Process process = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> ids = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (line.length() == 36) {
                    ids.add(line);
                }
                if (ids.size() == most) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Accepted(ids);
    }

    private static void fill(Path filler) throws IOException {
        byte[] block = new byte[4_096];
        try (var out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static void assumeStrace() throws Exception {
        assumeTrue(ran("strace", "-o", "/dev/null", "true"), "needs strace, and leave to trace");
    }

    private static boolean ran(String... argv) throws InterruptedException {
        try {
            return new ProcessBuilder(argv)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private Stores open() {
        return Stores.open(folder, time, text -> text);
    }
}
