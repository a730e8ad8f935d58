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
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full, fails, or comes back with less than it had: nothing is called accepted that is not there. */
class DiskFaultsTest {
    /** A delivery that is said to be accepted, as strace shows it. */
    private static final Pattern SAID = Pattern.compile("write\\(1(<[^>]*>)?, \"[0-9a-f]{8}-[0-9a-f]{4}-");

    private static final int MOST_REFUSED = 500;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();

    @Test
    void aCommitWaitsForTheDisk() throws Exception {
        assumeStrace();
        Path trace = folder.resolve("trace");
        Accepted accepted = acceptUnder(
                List.of("strace", "-f", "-qq", "-y", "-e", "trace=fsync,fdatasync,write", "-o", trace.toString()), 60);

        assertThat(accepted.ids()).hasSizeGreaterThanOrEqualTo(60);
        // Sixteen threads say what each had accepted before they bring the next: so many may share a commit and no
        // more.
        int sinceASync = 0;
        int most = 0;
        int said = 0;
        for (String line :
                Files.readString(trace, StandardCharsets.ISO_8859_1).lines().toList()) {
            if (line.contains("sync(") && line.contains("fettle.db-wal")) {
                sinceASync = 0;
            } else if (SAID.matcher(line).find()) {
                said++;
                most = Math.max(most, ++sinceASync);
            }
        }
        assertThat(said).as("what was said aloud is in the trace").isGreaterThanOrEqualTo(60);
        assertThat(most)
                .as("deliveries accepted without the disk being waited for")
                .isLessThanOrEqualTo(16);
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
        reporter.publishEntry("injected", Integer.toString(failing("fdatasync,fsync", "EIO", 5, List.of(2, 3))));
    }

    @Test
    @Tag("slow")
    void whicheverWriteFailsNothingAcceptedIsLost(TestReporter reporter) throws Exception {
        int injected = failing("pwrite64", "EIO", 150, List.of(1, 3, 8, 13, 18, 25, 40));
        injected += failing("pwrite64", "ENOSPC", 150, List.of(1, 3, 8, 13, 18, 25, 40));
        injected += failing("fdatasync,fsync", "EIO", 7, List.of(1, 2, 3, 5, 6, 8, 9));
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
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("fettle.db").toFile(), "rw")) {
            file.setLength(file.length() / 2 / 4_096 * 4_096);
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged")
                .hasMessageContaining("Restore a backup");
    }

    /** A server in each of whose threads the k-th system call of a kind fails, and then each some calls later; after that a sound one looks at what is there. */
    private int failing(String calls, String error, int step, List<Integer> when) throws Exception {
        assumeStrace();
        int acceptedInAll = 0;
        int injected = 0;
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
                            "inject=" + calls + ":error=" + error + ":when=" + k + "+" + step,
                            "-o",
                            folder.resolve("trace-" + k).toString()),
                    150);
            assertThat(accepted.ids()).as(error + " at " + k).doesNotHaveDuplicates();
            acceptedInAll += accepted.ids().size();
            injected += Files.readString(folder.resolve("trace-" + k), StandardCharsets.ISO_8859_1)
                            .split("\\(INJECTED\\)", -1)
                            .length
                    - 1;
            try (Stores stores = Stores.open(data, InstantSource.system(), text -> text)) {
                assertThat(accepted.ids())
                        .as(error + " at " + k)
                        .allSatisfy(
                                id -> assertThat(stores.deliveries().find(id)).isPresent());
            }
            assertThat(RawSql.ask(data, "PRAGMA integrity_check")).isEqualTo("ok");
        }
        assertThat(acceptedInAll).isPositive();
        assertThat(injected).as("calls that were made to fail").isPositive();
        return injected;
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
        int refused = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (line.length() == 36) {
                    ids.add(line);
                } else if (line.equals(AcceptingProcess.REFUSED)) {
                    refused++;
                }
                // A transaction of more calls than lie between two failures never comes through, however often it is
                // tried.
                if (ids.size() == most || refused == MOST_REFUSED) {
                    // The server, and not who traces it: that one still has to write down what it saw.
                    process.children().forEach(ProcessHandle::destroyForcibly);
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
