package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The escape suite, limits: what foreign code may use up. */
class EscapeLimitsTest extends SandboxedTest {
    private static final int MIB = 1 << 20;

    private void assumeHeld(String gap) {
        assumeTrue(
                sandboxes.level().gaps().stream().noneMatch(known -> known.contains(gap)),
                () -> "a known gap of this level: " + sandboxes.level().gaps());
    }

    @Test
    void row12_aForkBombEndsAtTheLimitOfProcesses() {
        assumeHeld("processes are not bounded");
        Execution bomb = perl("""
                my $n = 0;
                while ($n < 1500) { my $p = fork; last unless defined $p; if (!$p) { sleep 1000; exit } $n++ }
                print $n;
                """);

        assertThat(Integer.parseInt(said(bomb))).isBetween(LIMITS.processes() / 2, LIMITS.processes() + 10);
    }

    @Test
    void row13_memoryIsTakenUpToTheLimitAndTheEndSaysSo() {
        assumeHeld("memory");
        Limits little = new Limits(LIMITS.wallTime(), LIMITS.cpuTime(), 64 * MIB, 50, 1000);

        Execution greedy = sandbox.run(
                command("/usr/bin/perl", "-e", "my $x = 'a' x (1536 * 1024 * 1024); print length $x"), little);

        assertThat(greedy.end()).isEqualTo(Execution.End.OUT_OF_MEMORY);
        assertThat(greedy.stdout()).isEmpty();
    }

    @Test
    void row13_manyProcessesTogetherHaveNoMoreMemoryThanOne() {
        assumeHeld("memory");
        Limits little = new Limits(LIMITS.wallTime(), LIMITS.cpuTime(), 64 * MIB, 50, 1000);

        Execution greedy = sandbox.run(
                command(
                        "/usr/bin/perl",
                        "-e",
                        "for (1..8) { if (!fork) { my $x = 'a' x (30 * 1024 * 1024); sleep 5; exit } } my $bad = 0; while (wait > 0) { $bad++ if $? } exit($bad ? 9 : 0)"),
                little);

        assertThat(greedy.end()).isEqualTo(Execution.End.OUT_OF_MEMORY);
    }

    @Test
    void row14_theFolderIsFullAtItsQuota() {
        assumeHeld("total size");
        Execution fill =
                sh("for i in 1 2 3 4 5 6 7 8; do dd if=/dev/zero of=big$i bs=1M count=20; done 2>&1; cat big* | wc -c");

        assertThat(fill.stdout()).contains("No space left on device");
        assertThat(Long.parseLong(fill.stdout().strip().lines().reduce("", (a, b) -> b)))
                .isBetween(QUOTA.bytes() / 2, QUOTA.bytes());
    }

    @Test
    void row15And16_thePrivateFoldersAreBoundedToo() {
        for (String folder : List.of("/tmp", "/dev/shm", "/home/fettle")) {
            String fill = "for i in 1 2 3 4 5 6; do dd if=/dev/zero of=$1/big$i bs=1M count=50; done 2>&1";
            assertThat(sh(fill, folder).stdout()).as(folder).contains("No space left on device");
        }
    }

    @Test
    void row17_theNumberOfFilesIsBounded() {
        assumeHeld("number of files");
        Execution many = perl(
                "my $n = 0; mkdir 'd'; for (1..20000) { open(my $f, '>', \"d/$_\") or last; $n++ } print \"$n $!\";");

        assertThat(said(many)).endsWith("No space left on device");
        assertThat(Integer.parseInt(said(many).split(" ")[0])).isBetween(QUOTA.files() / 2, QUOTA.files());
    }

    @Test
    void row18_aSparseFileOfATebibyteIsRefused() {
        assertThat(
                        said(
                                perl(
                                        "$SIG{XFSZ} = 'IGNORE'; open(my $f, '>', 'TEST-huge.xml'); print truncate($f, 1 << 40) ? 'made' : $!;")))
                .isEqualTo("File too large");
    }

    @Test
    void row44_whoIgnoresEverySignalIsDeadAtTheWallLimit() {
        Execution deaf = sandbox.run(
                command(
                        "/bin/sh",
                        "-c",
                        "trap '' TERM INT HUP XCPU; setsid sh -c \"trap '' TERM; sleep 4711.44\" & echo up; while :; do sleep 4711.44; done"),
                within(Duration.ofMillis(700)));

        assertThat(deaf.end()).isEqualTo(Execution.End.TIMED_OUT);
        assertThat(deaf.stdout()).isEqualTo("up\n");
        assertThat(deaf.wall()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(5));
        assertThat(processesSaying("4711.44")).isZero();
    }

    @Test
    void processorTimeIsHeldForTheTreeAsAWholeNotForEachProcess() {
        assumeHeld("rocessor time");
        Limits short1 = new Limits(Duration.ofSeconds(60), Duration.ofMillis(600), 256L << 20, 50, 1000);

        Execution busy = sandbox.run(
                command(
                        "/usr/bin/perl",
                        "-e",
                        "while (1) { if (!fork) { my $i = 0; $i++ while $i < 500000; exit } wait }"),
                short1);

        assertThat(busy.end()).isEqualTo(Execution.End.TIMED_OUT);
        assertThat(busy.wall()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void row45_twoGigabytesOfOutputAreCutAndMarkedAndSoonOver() {
        Execution loud = sh("echo first; head -c 2000000000 /dev/zero");

        assertThat(loud.truncated()).isTrue();
        assertThat(loud.stdout().length()).isBetween(LIMITS.outputBytes() / 2, LIMITS.outputBytes() + 100);
        assertThat(loud.stdout()).startsWith("first\n").contains("truncated: ");
        assertThat(loud.wall()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void row55_bytesThatAreNoTextAndLinesWithoutEndAreKeptWithinBounds() {
        Execution odd = sh(
                "printf 'a\\377\\000b\\n'; head -c 1000000 /dev/zero | tr '\\0' x; printf '\\nlast\\n'; printf '\\300' >&2");

        assertThat(odd.stdout()).startsWith("a\uFFFD\0b\n").endsWith("\nlast\n");
        assertThat(odd.stdout().length()).isLessThan(LIMITS.outputBytes() + 100);
        assertThat(odd.stderr()).isEqualTo("\uFFFD");
    }

    @Test
    void row55_outputThatDripsHoldsNobodyLongerThanTheWallLimit() {
        Execution slow = sandbox.run(
                command("/bin/sh", "-c", "while :; do printf x; sleep 0.05; printf y >&2; done"),
                within(Duration.ofMillis(600)));

        assertThat(slow.end()).isEqualTo(Execution.End.TIMED_OUT);
        assertThat(slow.stdout()).startsWith("x");
        assertThat(slow.wall()).isLessThan(Duration.ofSeconds(10));
    }
}
