package dev.fettle.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Fettle's own errors are seen: what is logged as one (requests, gates, engines), what a worker throws, what a timer throws, and what ends a thread. Writes them now and then, and at
 * its end.
 */
final class OwnErrorWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnErrorWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final OwnErrors errors;
    private final Duration every;
    private final ch.qos.logback.classic.Logger root;
    private final Logged logged = new Logged();
    private final Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "own errors");
        made.setDaemon(true);
        return made;
    });

    OwnErrorWatch(OwnErrors errors) {
        this(errors, EVERY);
    }

    OwnErrorWatch(OwnErrors errors, Duration every) {
        this.errors = errors;
        this.every = every;
        this.root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    }

    void start() {
        logged.setContext(root.getLoggerContext());
        logged.start();
        root.addAppender(logged);
        Thread.setDefaultUncaughtExceptionHandler(
                (ended, error) -> LOG.error("the thread {} has ended by an error", ended.getName(), error));
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(errors::flush, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Errors that are logged with what was thrown; the level says that they are ours. */
    private final class Logged extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)
                    && event.getThrowableProxy() instanceof ThrowableProxy thrown) {
                errors.tell(thrown.getThrowable());
            }
        }
    }

    /** The same workers, of which what they throw is seen. */
    Map<Kind, Worker> watching(Map<Kind, Worker> workers) {
        Map<Kind, Worker> all = new EnumMap<>(Kind.class);
        workers.forEach((kind, worker) -> all.put(kind, item -> work(worker, item)));
        return all;
    }

    private Worker.Result work(Worker worker, WorkItem item) {
        if (item.kind() == Kind.REPORTS && errors.concerns(item.key())) {
            return errors.silently(() -> worker.work(item));
        }
        try {
            return worker.work(item);
        } catch (RuntimeException | Error e) {
            errors.tell(e);
            throw e;
        }
    }

    /** The same, of which what it throws is seen. */
    Runnable watching(Runnable look) {
        return () -> {
            try {
                look.run();
            } catch (RuntimeException | Error e) {
                errors.tell(e);
                throw e;
            }
        };
    }

    /** Writes what is left, while what it is written to is still open. */
    @Override
    public void close() throws InterruptedException {
        root.detachAppender(logged);
        logged.stop();
        Thread.setDefaultUncaughtExceptionHandler(before);
        thread.shutdown();
        if (!thread.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warn("errors of Fettle's own could not be written within {} seconds", TO_END.toSeconds());
        }
        errors.flush();
    }
}
