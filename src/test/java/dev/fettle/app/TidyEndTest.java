package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ctrl-C leaves nothing behind: the process ends when its work has been put away, and not before. */
class TidyEndTest {
    @Test
    @Timeout(30)
    void whoWorksIsInterruptedAndWaitedFor() throws InterruptedException {
        AtomicReference<TidyEnd> end = new AtomicReference<>();
        AtomicBoolean tidied = new AtomicBoolean();
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            try (TidyEnd mine = TidyEnd.ofThisThread()) {
                end.set(mine);
                working.countDown();
                never.await();
            } catch (InterruptedException e) {
                // After the resources were closed: what stands in the block above has to be put away by then.
                tidied.set(true);
            }
        });
        worker.start();
        working.await();

        Thread hook = end.get().hook;
        hook.start();
        hook.join();
        worker.join();

        assertThat(tidied).isTrue();
    }

    @Test
    void aCommandThatEndedByItselfLeavesNoHook() {
        Thread hook;
        try (TidyEnd mine = TidyEnd.ofThisThread()) {
            hook = mine.hook;
        }
        assertThat(Runtime.getRuntime().removeShutdownHook(hook)).isFalse();
    }
}
