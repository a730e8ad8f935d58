package dev.fettle.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the watchdog look, on a thread of its own: a full or broken pool of workers is what it is there to see. */
final class WatchdogTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchdogTimer.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final Runnable look;
    private final Duration every;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "watchdog");
        made.setDaemon(true);
        return made;
    });

    WatchdogTimer(Runnable look) {
        this(look, EVERY);
    }

    WatchdogTimer(Runnable look, Duration every) {
        this.look = look;
        this.every = every;
    }

    void start() {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                this::lookOnce, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lookOnce() {
        try {
            look.run();
        } catch (RuntimeException e) {
            // A timer that throws never rings again.
            LOG.warn("the watchdog looks again at its next time: {}", e.getMessage());
        }
    }

    /** Waits for a look that goes on, so that nothing is written to a store that is being closed. */
    @Override
    public void close() throws InterruptedException {
        thread.shutdownNow();
        if (!thread.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("a look of the watchdog did not end within {} seconds", TO_END.toSeconds());
        }
    }
}
