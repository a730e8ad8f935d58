package dev.fettle.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.repair.SideBySide.Both;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    @Test
    void bothRunAtTheSameTime() {
        CountDownLatch firstRuns = new CountDownLatch(1);
        CountDownLatch secondRuns = new CountDownLatch(1);

        Both<String, String> both =
                SideBySide.run(() -> meet(firstRuns, secondRuns, "suite"), () -> meet(secondRuns, firstRuns, "canary"));

        assertThat(both).isEqualTo(new Both<>("suite", "canary"));
    }

    @Test
    void whatOneThrowsIsThrownAfterTheOtherEnded() {
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch runs = new CountDownLatch(1);

        assertThatThrownBy(() -> SideBySide.run(
                        () -> {
                            await(runs);
                            throw new IllegalStateException("the suite's sandbox broke");
                        },
                        () -> untilInterrupted(runs, stopped)))
                .hasMessage("the suite's sandbox broke");
        assertThat(stopped).isTrue();
        assertThatThrownBy(() -> SideBySide.run(() -> "suite", () -> {
                    throw new IllegalStateException("the canary's sandbox broke");
                }))
                .hasMessage("the canary's sandbox broke");
    }

    @Test
    void aCancelledProofStopsBothAndStaysCancelled() {
        AtomicBoolean stopped = new AtomicBoolean();
        CountDownLatch runs = new CountDownLatch(1);
        Thread caller = Thread.currentThread();

        SideBySide.run(
                () -> {
                    await(runs);
                    caller.interrupt();
                    return "";
                },
                () -> untilInterrupted(runs, stopped));

        assertThat(stopped).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static String meet(CountDownLatch own, CountDownLatch other, String result) {
        own.countDown();
        await(other);
        return result;
    }

    private static String untilInterrupted(CountDownLatch runs, AtomicBoolean stopped) {
        runs.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            stopped.set(true);
        }
        return "";
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
