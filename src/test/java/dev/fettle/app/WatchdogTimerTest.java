package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WatchdogTimerTest {
    private static final Duration SOON = Duration.ofMillis(5);

    @Test
    void itLooksAgainAndAgainOnAThreadOfItsOwnAlsoAfterALookThatFailed() throws Exception {
        CountDownLatch looks = new CountDownLatch(3);
        AtomicReference<String> thread = new AtomicReference<>("");
        try (WatchdogTimer timer = new WatchdogTimer(
                () -> {
                    thread.set(Thread.currentThread().getName());
                    looks.countDown();
                    throw new IllegalStateException("the store is busy");
                },
                SOON)) {
            timer.start();
            assertThat(looks.await(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(thread).hasValue("watchdog");
    }

    @Test
    void onceClosedItLooksNoMore() throws Exception {
        AtomicInteger going = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        WatchdogTimer timer = new WatchdogTimer(
                () -> {
                    going.incrementAndGet();
                    begun.countDown();
                    going.decrementAndGet();
                },
                SOON);
        timer.start();
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        timer.close();

        assertThat(going).as("no look goes on").hasValue(0);
    }
}
