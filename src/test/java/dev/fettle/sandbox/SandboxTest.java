package dev.fettle.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every sandbox does for the rooms that use it. */
class SandboxTest extends SandboxedTest {
    @Test
    void aCommandRunsInTheFolderAndItsEndAndOutputComeBack() {
        Execution run = sh("pwd; echo oops >&2; exit 3");

        assertThat(run.end()).isEqualTo(Execution.End.EXITED);
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.stdout().strip()).isEqualTo(sandbox.directory().toString());
        assertThat(run.stderr().strip()).isEqualTo("oops");
        assertThat(run.truncated()).isFalse();
    }

    @Test
    void whatOneCommandWritesTheNextOneSees() {
        said(sh("mkdir a && echo first > a/file"));

        assertThat(said(sh("cat a/file"))).isEqualTo("first");
    }

    @Test
    void whoIsToldToStopStillClearsAway() throws IOException {
        said(sh("echo left > file"));
        Thread.currentThread().interrupt();

        sandbox.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(sandbox.directory()).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                .doesNotContain(sandbox.directory().getParent().toString() + " ");
    }

    @Test
    void aProgramThatIsNotThereIsNotStartedAndAFailureThatLooksAlikeIsNot() {
        Execution absent = sandbox.run(command("/usr/bin/no-such-program"), LIMITS);
        assertThat(absent.end()).isEqualTo(Execution.End.NOT_STARTED);
        assertThat(absent.stderr()).contains("no-such-program");

        Execution failure = sh("echo 'bwrap: execvp x: No such file or directory' >&2; exit 1");
        assertThat(failure.end()).isEqualTo(Execution.End.EXITED);
    }

    @Test
    void theEnvironmentIsTheOneGivenAndNoOther() {
        Execution run = sandbox.run(
                new Command(List.of("/usr/bin/env"), Map.of("GREETING", "good day; $(id) `id`"), "", List.of()),
                LIMITS);

        assertThat(said(run).lines())
                .containsExactlyInAnyOrder("GREETING=good day; $(id) `id`", "PWD=" + sandbox.directory());
    }

    @Test
    void aProcessThatStaysIsSpokenToThroughItsPipesEvenWhenTheThreadThatStartedItIsGone() throws IOException {
        LiveProcess cat = CompletableFuture.supplyAsync(
                        () -> sandbox.start(command("/bin/sh", "-c", "echo ready >&2; exec cat"), LIMITS),
                        task -> new Thread(task).start())
                .join();
        try (cat) {
            for (String word : List.of("one", "two")) {
                cat.stdin().write((word + "\n").getBytes(StandardCharsets.UTF_8));
                cat.stdin().flush();
                byte[] answer = cat.stdout().readNBytes(word.length() + 1);
                assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo(word + "\n");
            }
            assertThat(cat.isAlive()).isTrue();
            cat.stdin().close();
            assertThat(cat.awaitExit(Duration.ofSeconds(10))).isTrue();
            assertThat(cat.stderrTail()).isEqualTo("ready\n");
        }
    }

    @Test
    void whoIsInterruptedWhileAProcessStartsHasItInHandAllTheSameAndCanEndIt() {
        Thread.currentThread().interrupt();
        LiveProcess sleeper = sandbox.start(command("/bin/sleep", "1071"), LIMITS);
        boolean toldOn = Thread.interrupted();

        sleeper.close();

        assertThat(toldOn).isTrue();
        assertThat(processesSaying("sleep 1071")).isZero();
    }

    @Test
    void whoIsInterruptedWhileACommandStartsGetsItBackKilled() {
        Thread.currentThread().interrupt();
        Execution run = sandbox.run(command("/bin/sleep", "1072"), LIMITS);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(run.end()).isEqualTo(Execution.End.KILLED);
        assertThat(processesSaying("sleep 1072")).isZero();
    }

    @Test
    void closingALiveProcessKillsItsWholeTree() throws IOException {
        LiveProcess shell =
                sandbox.start(command("/bin/sh", "-c", "sleep 1000 & setsid sleep 1000 & echo up; wait"), LIMITS);
        byte[] up = shell.stdout().readNBytes(3);
        assertThat(new String(up, StandardCharsets.UTF_8)).isEqualTo("up\n");

        shell.close();

        assertThat(shell.isAlive()).isFalse();
        assertThat(said(sh("cat /proc/[0-9]*/comm"))).doesNotContain("sleep");
    }
}
