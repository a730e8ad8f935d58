package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole server as a process of its own, with webhooks over HTTP and a forge outside of it, dies or stands still again and again under load: whatever it accepted is worked on, and every issue
 * has one ticket and one comment. The forge writes to folders, so a kill may fall on any of its steps, too.
 */
class ServerKillTest {
    private static final int DELIVERIES = 60;
    private static final int FEW = 7;
    private static final long SEED = Long.getLong("fettle.seed", 20_261_127);

    @TempDir
    Path folder;

    @Test
    void theServerIsKilledWhereverItIs(TestReporter reporter) throws Exception {
        killed(1, 30, reporter);
    }

    @Test
    @Tag("slow")
    void theServerIsKilledAgainAndAgainWhereverItIs(TestReporter reporter) throws Exception {
        killed(25, 600, reporter);
    }

    private void killed(int most, int deliveries, TestReporter reporter) throws Exception {
        SplittableRandom chance = new SplittableRandom(SEED);
        int kills = 0;
        try (Disturbed server = Disturbed.single(folder, deliveries)) {
            while (kills < most && server.goesOnFor(Duration.ofMillis(50 + chance.nextInt(1_500)))) {
                server.world.server(0).kill();
                kills++;
                long begun = System.nanoTime();
                server.world.restart(0);
                reporter.publishEntry(
                        "ready after", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) + " ms, seed " + SEED);
            }
            reporter.publishEntry("injected", Integer.toString(kills));
            server.endsWell(reporter);
        }
        assertThat(kills).isPositive();
    }

    /**
     * It halts by itself at the 7th step that a crash must survive, is started again and halts at the 14th from there, and so on: while much waits, before it listens. Each life is longer than the last, since
     * an item during which the process died three times in a row is left alone for a while.
     */
    @Test
    @Tag("slow")
    void theServerHaltsAtEveryFewSteps(TestReporter reporter) throws Exception {
        int halts = 0;
        try (Disturbed server = Disturbed.single(folder, DELIVERIES, haltingAt(FEW))) {
            while (server.goesOnFor(Duration.ofMillis(100))) {
                NodeProcess process = server.world.server(0);
                if (process.ended().isDone()) {
                    assertThat(process.ended().get()).isEqualTo(137);
                    halts++;
                    server.world.beginAgain(0, haltingAt(FEW * (halts + 1)));
                }
            }
            reporter.publishEntry("injected", Integer.toString(halts));
            server.endsWell(reporter);
        }
        assertThat(halts).isPositive();
    }

    private static NodeOptions haltingAt(int step) {
        return NodeOptions.NONE.with(Map.of("FETTLE_CRASH_AT", Integer.toString(step)));
    }

    /** For longer than its lease: what it had in hand has run out when it wakes up. */
    @Test
    @Tag("slow")
    void theServerIsStoppedForLongerThanItsLease(TestReporter reporter) throws Exception {
        int stops = 0;
        try (Disturbed server = Disturbed.single(folder, DELIVERIES)) {
            while (stops < 3 && server.goesOnFor(Duration.ofMillis(700))) {
                long pid = server.world.server(0).pid();
                signal("-STOP", pid);
                server.goesOnFor(Duration.ofSeconds(6));
                signal("-CONT", pid);
                stops++;
            }
            reporter.publishEntry("injected", Integer.toString(stops));
            server.endsWell(reporter);
        }
        assertThat(stops).isPositive();
    }

    /** In order, with work in hand: it ends by itself, and the next start goes on with what it handed back. */
    @Test
    @Tag("slow")
    void theServerIsToldToStopWithWorkInHand(TestReporter reporter) throws Exception {
        int stops = 0;
        try (Disturbed server = Disturbed.single(folder, DELIVERIES)) {
            while (stops < 2 && server.goesOnFor(Duration.ofMillis(800))) {
                NodeProcess process = server.world.server(0);
                signal("-TERM", process.pid());
                assertThat(process.ended().get(60, TimeUnit.SECONDS))
                        .as("the exit status of a JVM that SIGTERM ended in order")
                        .isEqualTo(143);
                stops++;
                server.world.restart(0);
            }
            reporter.publishEntry("injected", Integer.toString(stops));
            server.endsWell(reporter);
        }
        assertThat(stops).isPositive();
    }

    @Test
    @Tag("slow")
    void aSecondServerOnTheSameFileRefusesToStart(TestReporter reporter) throws Exception {
        try (Disturbed server = Disturbed.single(folder, DELIVERIES)) {
            Path own = Files.createDirectories(folder.resolve("second"));
            Path settings = folder.resolve("world/server0/fettle.json");
            try (NodeProcess second =
                    new NodeProcess(own, settings, List.of("serve", "--port", "0"), NodeOptions.NONE)) {
                assertThat(second.ended().get(120, TimeUnit.SECONDS)).isNotZero();
            }
            assertThat(own.resolve("node.log")).content().contains("Another Fettle is using");
            server.endsWell(reporter);
        }
    }

    private static void signal(String name, long pid) throws Exception {
        int status = new ProcessBuilder("kill", name, Long.toString(pid))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).as("kill " + name).isZero();
    }
}
