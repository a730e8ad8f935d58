package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The escape suite, processes: whom foreign code can reach, and who outlives it. */
class EscapeProcessesTest extends SandboxedTest {
    @Test
    void row25_aProcessOfTheHostCannotBeSignalled() {
        long server = ProcessHandle.current().pid();

        assertThat(said(perl("print kill(0, $ARGV[0]) ? 'reached' : $!;", Long.toString(server))))
                .isEqualTo("No such process");
    }

    @Test
    void row26_killingTheOwnProcessGroupReachesNobodyOutside() {
        try (LiveProcess neighbour = sandbox.start(command("/bin/sh", "-c", "exec sleep 4711.26"), LIMITS)) {
            Execution suicide = perl("kill('KILL', 0); sleep 5;");

            assertThat(suicide.end()).isEqualTo(Execution.End.KILLED);
            assertThat(suicide.exitCode()).isEqualTo(137);
            assertThat(neighbour.isAlive()).isTrue();
        }
    }

    @Test
    void row42_aDaemonLeftBehindIsDeadWhenTheCommandIsOverAndHoldsNobodyUp() {
        Execution run = sh("( setsid sh -c 'trap \"\" HUP TERM; sleep 4711.42' & ) ; echo parent gone");

        assertThat(said(run)).isEqualTo("parent gone");
        assertThat(run.wall()).isLessThan(Duration.ofSeconds(5));
        assertThat(processesSaying("4711.42")).isZero();
    }

    @Test
    void closingTheSandboxKillsWhatWasStartedInIt() {
        LiveProcess forgotten =
                sandbox.start(command("/bin/sh", "-c", "setsid sleep 4711.99 & exec sleep 4711.99"), LIMITS);

        sandbox.close();

        assertThat(forgotten.isAlive()).isFalse();
        assertThat(processesSaying("4711.99")).isZero();
        assertThat(sandbox.directory()).doesNotExist();
    }

    @Test
    void aLiveProcessIsKilledAtItsWallLimit() {
        try (LiveProcess sleeper =
                sandbox.start(command("/bin/sh", "-c", "exec sleep 4711.98"), within(Duration.ofMillis(500)))) {
            assertThat(sleeper.awaitExit(Duration.ofSeconds(10))).isTrue();
        }
    }
}
