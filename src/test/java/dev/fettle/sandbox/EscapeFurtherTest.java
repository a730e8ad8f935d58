package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Further ways to what the rows of the escape suite forbid: memory that no process holds, a bomb that is nobody's child, a first process that is overwritten. */
class EscapeFurtherTest extends SandboxedTest {
    private static final Limits LITTLE = new Limits(LIMITS.wallTime(), LIMITS.cpuTime(), 64 << 20, 50, 10_000);

    /** A file without a name, a segment of System V, a file in memory, pipes and sockets that nobody reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "my $name = 'm'; open(my $f, '>&=', syscall(319, $name, 0)) or die; for (1 .. 300) { syswrite($f, 'a' x (1 << 20)) }",
                "use IPC::SysV; my $id = shmget(0, 300 << 20, 01600) // die; for (0 .. 299) { shmwrite($id, 'a' x (1 << 20), $_ << 20, 1 << 20) }",
                "open(my $f, '>', '/tmp/big') or die; for (1 .. 200) { syswrite($f, 'a' x (1 << 20)) }",
                "for (1 .. 4000) { pipe(my $r, my $w) or last; fcntl($w, 1031, 1 << 20); fcntl($w, 4, 2048); 1 while syswrite($w, 'a' x 65536); push @kept, $r, $w }",
                "use Socket; for (1 .. 4000) { socketpair(my $r, my $w, PF_UNIX, SOCK_STREAM, 0) or last; fcntl($w, 4, 2048); 1 while syswrite($w, 'a' x 65536); push @kept, $r, $w }"
            })
    void row13_memoryThatNoProcessHoldsCountsToo(String way) {
        assumeTrue(
                sandboxes.level().gaps().stream().noneMatch(gap -> gap.contains("memory")),
                () -> "a known gap of this level: " + sandboxes.level().gaps());
        Execution greedy =
                sandbox.run(command("/usr/bin/perl", "-e", "our @kept; " + way + " print 'had it all'"), LITTLE);

        assertThat(greedy.end()).isEqualTo(Execution.End.OUT_OF_MEMORY);
        assertThat(greedy.stdout()).isEmpty();
    }

    @Test
    void row12_aBombWhoseParentsHaveGoneIsOverAtTheWallLimit() {
        Execution bomb = sandbox.run(
                command("/bin/bash", "-c", "b() { b 4711.12 | b 4711.12 & }; b; sleep 4711.12"),
                within(Duration.ofMillis(800)));

        assertThat(bomb.end()).isEqualTo(Execution.End.TIMED_OUT);
        assertThat(bomb.wall()).isLessThan(Duration.ofSeconds(10));
        assertThat(processesSaying("4711.12")).isZero();
    }

    /** Inside it is the job's own user's, so it may be written to; nothing hangs on it but the sandbox itself. */
    @Test
    void row27_whoOverwritesTheFirstProcessEndsItsOwnSandboxAndNothingElse() {
        try (LiveProcess neighbour = sandbox.start(command("/bin/sh", "-c", "exec sleep 4711.27"), LIMITS)) {
            Execution run = sandbox.run(
                    command(
                            "/usr/bin/perl",
                            "-e",
                            "open(my $maps, '<', '/proc/1/maps') or exit 3; open(my $m, '+<:raw', '/proc/1/mem') or exit 3; while (<$maps>) { my ($from, $to) = /^([0-9a-f]+)-([0-9a-f]+) r-xp.*bwrap/ or next; sysseek($m, hex($from), 0); syswrite($m, chr(0xCC) x (hex($to) - hex($from))) } kill('CHLD', 1); sleep 4711.28"),
                    within(Duration.ofMillis(800)));

            assertThat(run.ok()).isFalse();
            assertThat(run.wall()).isLessThan(Duration.ofSeconds(10));
            assertThat(neighbour.isAlive()).isTrue();
        }
        assertThat(processesSaying("4711.2")).isZero();
    }

    @Test
    void row37_noSchedulingThatTakesTheProcessorFromOthers() {
        assertThat(
                        said(
                                perl(
                                        "my $p = pack('i', 10); print syscall(144, 0, $_, $p) for 1, 2; print syscall(251, 1, 0, 1 << 13);")))
                .as("SCHED_FIFO, SCHED_RR, the disk in real time")
                .isEqualTo("-1-1-1");
    }
}
