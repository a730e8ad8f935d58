package dev.fettle.app;

import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.ForgeException;
import dev.fettle.intake.ForeignText;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.ReportLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Fettle itself did not expect, reported to Fettle's own repository as any program reports: redacted, counted once for each failure, and as a ticket that waits for a person. What
 * the machine, the database or the forge did is none of it.
 *
 * <p>What goes wrong while a report is written, or while one of that repository becomes a ticket, is never reported: one error would lead to the next.
 */
final class OwnErrors {
    private static final Logger LOG = LoggerFactory.getLogger(OwnErrors.class);
    /** Different failures between two writes. More are a flood, of which the first ones tell enough. */
    private static final int MOST_AT_ONCE = 50;

    private static final int MOST_CAUSES = 20;
    private static final int FRAMES_OF_KEY = 5;
    private static final int LONGEST_TRACE = 64 * 1024;

    /** Not our mistakes. */
    private static final List<Class<? extends Throwable>> SURROUNDINGS = List.of(
            ForgeException.class,
            IOException.class,
            UncheckedIOException.class,
            CancellationException.class,
            InterruptedException.class,
            TimeoutException.class,
            VirtualMachineError.class,
            LinkageError.class);

    private final RepositoryRef repository;
    private final ReportLog reports;
    private final Redactor redactor;
    private final InstantSource clock;
    private final Set<Thread> silent = ConcurrentHashMap.newKeySet();
    private final Map<String, Seen> seen = new LinkedHashMap<>();
    private int leftOut;

    /** One failure since the last write. Held in memory only, as it was said. */
    private record Seen(String type, String message, String trace, int count, Instant first, Instant last) {
        Seen and(Seen later) {
            return new Seen(type, message, trace, count + later.count, first, later.last);
        }
    }

    /** @param repository Fettle's own */
    OwnErrors(RepositoryRef repository, ReportLog reports, Redactor redactor, InstantSource clock) {
        this.repository = repository;
        this.reports = reports;
        this.redactor = redactor;
        this.clock = clock;
    }

    /** Something that nobody expected; it is written soon. Returns at once, and never throws. */
    void tell(Throwable error) {
        if (silent.contains(Thread.currentThread()) || ofSurroundings(error)) {
            return;
        }
        String key = key(error);
        Instant now = clock.instant();
        synchronized (seen) {
            Seen before = seen.get(key);
            if (before != null) {
                seen.put(key, before.and(new Seen("", "", "", 1, now, now)));
            } else if (seen.size() < MOST_AT_ONCE) {
                seen.put(key, new Seen(error.getClass().getName(), message(error), trace(error), 1, now, now));
            } else {
                leftOut++;
            }
        }
    }

    /** Whether reports that wait under that key are of this repository. */
    boolean concerns(String repositoryKey) {
        return repository.key().equals(repositoryKey);
    }

    /** Does something of which no mistake is told. */
    <T> T silently(Supplier<T> work) {
        boolean first = silent.add(Thread.currentThread());
        try {
            return work.get();
        } finally {
            if (first) {
                silent.remove(Thread.currentThread());
            }
        }
    }

    /** Writes what was told since the last time. What cannot be written now is kept for the next. */
    void flush() {
        Map<String, Seen> told;
        int lost;
        synchronized (seen) {
            told = new LinkedHashMap<>(seen);
            seen.clear();
            lost = leftOut;
            leftOut = 0;
        }
        if (lost > 0) {
            LOG.warn("{} errors of Fettle's own are in the log only: so many different ones came at once", lost);
        }
        if (!told.isEmpty() && !silently(() -> written(told))) {
            putBack(told);
        }
    }

    private boolean written(Map<String, Seen> told) {
        try {
            List<Report> made = told.values().stream()
                    .map(this::report)
                    .flatMap(Optional::stream)
                    .toList();
            if (reports.accept(IntakeSource.EXCEPTIONS, made) == ReportLog.Acceptance.STORED) {
                return true;
            }
            LOG.warn("too many failures of {} wait: Fettle's own are told later", repository.slug());
        } catch (RuntimeException e) {
            LOG.warn("errors of Fettle's own could not be written, and are told later: {}", e.getMessage());
        }
        return false;
    }

    private void putBack(Map<String, Seen> told) {
        synchronized (seen) {
            told.forEach((key, before) -> {
                if (seen.size() < MOST_AT_ONCE || seen.containsKey(key)) {
                    seen.merge(key, before, (now, old) -> old.and(now));
                }
            });
        }
    }

    private Optional<Report> report(Seen told) {
        return new ForeignText(redactor)
                .exception(repository, told.last(), told.type(), told.message(), told.trace())
                .map(signal -> Report.of(signal.folded(told.count(), told.first(), told.last())));
    }

    private static boolean ofSurroundings(Throwable error) {
        Throwable each = error;
        for (int i = 0; each != null && i < MOST_CAUSES; i++) {
            if (ofDatabase(each.getClass())) {
                return true;
            }
            for (Class<? extends Throwable> kind : SURROUNDINGS) {
                if (kind.isInstance(each)) {
                    return true;
                }
            }
            each = each.getCause();
        }
        return false;
    }

    /** By its name, since SQL is the stores' business. */
    private static boolean ofDatabase(Class<?> thrown) {
        return thrown.getName().equals("java.sql.SQLException")
                || thrown.getSuperclass() != null && ofDatabase(thrown.getSuperclass());
    }

    /** The same place, whatever the message says. */
    private static String key(Throwable error) {
        StringBuilder key = new StringBuilder();
        Throwable each = error;
        for (int i = 0; each != null && i < MOST_CAUSES; i++, each = each.getCause()) {
            key.append(each.getClass().getName()).append('\n');
            StackTraceElement[] frames = each.getStackTrace();
            for (int frame = 0; frame < Math.min(FRAMES_OF_KEY, frames.length); frame++) {
                key.append(frames[frame]).append('\n');
            }
        }
        return key.toString();
    }

    private static String message(Throwable error) {
        return error.getMessage() == null ? "" : error.getMessage();
    }

    private static String trace(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        String whole = text.toString();
        return whole.substring(0, Math.min(LONGEST_TRACE, whole.length()));
    }
}
