package dev.fettle.app.bench;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.insight.Calibration;
import dev.fettle.insight.Funnel;
import dev.fettle.insight.Health;
import dev.fettle.insight.Trust;
import dev.fettle.store.Stores;
import dev.fettle.work.Transactions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A large backlog, and how long it takes to find something in it. */
public final class BacklogLoad {
    private static final int A_REPOSITORY = 1_000;
    private static final int A_TRANSACTION = 2_000;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long SEED = 20_261_126;

    /** Figures count all tickets each time. */
    private static final int MOST_FIGURES = 20;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final Instant NOW = START.plus(Duration.ofDays(14));

    private final Backlog backlog;
    private final Tally tally;
    private final Transactions transactions;
    private final int tickets;
    private final Random random = new Random(SEED);

    public BacklogLoad(Stores stores, int tickets) {
        this.backlog = stores.backlog();
        this.tally = stores.tally();
        this.transactions = stores.transactions();
        this.tickets = tickets;
    }

    /**
     * How long one kind of question took.
     *
     * @param processor of it, the time of a processor: the same however much else the machine does
     */
    public record Timing(String what, Spread answered, Spread processor) {}

    /** Adds the tickets: a thousand a repository, six of ten to be taken, the others ended or waiting. */
    public void fill(IntConsumer progress) {
        for (int first = 0; first < tickets; first += A_TRANSACTION) {
            int from = first;
            transactions.inOne(() -> {
                for (int i = from; i < Math.min(tickets, from + A_TRANSACTION); i++) {
                    backlog.add(ticket(i), t -> t, "bench");
                }
            });
            progress.accept(Math.min(tickets, first + A_TRANSACTION));
        }
    }

    /** Asks each question so often. What selecting and deduplicating write is in a transaction that is undone, so the disk is not in the figure. */
    public List<Timing> measure(int times) {
        List<Timing> timings = new ArrayList<>();
        timings.add(undone(
                "select, in a repository",
                times,
                () -> backlog.takeNext(repository(any()).key(), 7, "bench")));
        timings.add(undone("select, anywhere", times, () -> backlog.takeNext("", 7, "bench")));
        timings.add(timed("dedupe, look", times, () -> {
            int known = any();
            return backlog.findByFingerprint(repository(known).key(), "fingerprint " + known);
        }));
        timings.add(undone("dedupe, raise the count", times, () -> {
            Ticket known = ticket(any());
            return backlog.add(known, t -> t, "bench");
        }));
        timings.add(timed("list, newest 100", times, () -> backlog.list(filter(null, null))));
        timings.add(timed("list, 100 of a status", times, () -> backlog.list(filter(Status.READY, null))));
        timings.add(timed(
                "list, 100 of a repository",
                times,
                () -> backlog.list(filter(null, repository(any()).key()))));
        timings.add(timed(
                "count, in a repository",
                times,
                () -> backlog.count(filter(Status.OPEN, repository(any()).key()))));
        int fewer = Math.min(times, MOST_FIGURES);
        timings.add(timed("figures, by status", fewer, () -> tally.tickets(TicketFilter.ALL, Facet.STATUS)));
        timings.add(timed("figures, funnel", fewer, () -> Funnel.of(tally, NOW)));
        timings.add(timed("figures, page of health", fewer, () -> Health.of(tally, NOW)));
        timings.add(timed("figures, trust", fewer, () -> List.of(Trust.of(tally, NOW), Calibration.of(tally))));
        return timings;
    }

    private interface Question {
        Object ask();
    }

    private static final class UndoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UndoneException() {
            super("as it was", null, false, false);
        }
    }

    private Timing undone(String what, int times, Question question) {
        long[] nanos = new long[times];
        long[] processor = new long[times];
        int undone = 0;
        for (int i = 0; i < times; i++) {
            int at = i;
            try {
                transactions.inOne(() -> {
                    long begun = System.nanoTime();
                    long used = THREADS.getCurrentThreadCpuTime();
                    asked(question);
                    processor[at] = THREADS.getCurrentThreadCpuTime() - used;
                    nanos[at] = System.nanoTime() - begun;
                    throw new UndoneException();
                });
            } catch (UndoneException e) {
                undone++;
            }
        }
        if (undone != times) {
            throw new IllegalStateException("a change was kept that was only to be measured");
        }
        return new Timing(what, Spread.of(nanos), Spread.of(processor));
    }

    private static Timing timed(String what, int times, Question question) {
        long[] nanos = new long[times];
        long[] processor = new long[times];
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            long used = THREADS.getCurrentThreadCpuTime();
            asked(question);
            processor[i] = THREADS.getCurrentThreadCpuTime() - used;
            nanos[i] = System.nanoTime() - begun;
        }
        return new Timing(what, Spread.of(nanos), Spread.of(processor));
    }

    private static void asked(Question question) {
        if (question.ask().equals(Optional.empty())) {
            throw new IllegalStateException("there was nothing to find, so nothing was measured");
        }
    }

    private int any() {
        return random.nextInt(tickets);
    }

    private static TicketFilter filter(@Nullable Status status, @Nullable String repositoryKey) {
        return new TicketFilter(status, null, null, repositoryKey, null, 100, 0);
    }

    private static RepositoryRef repository(int ticket) {
        int number = ticket / A_REPOSITORY;
        return new RepositoryRef(1_000 + number, "bench", "shop" + number);
    }

    private static Ticket ticket(int i) {
        Random drawn = new Random(SEED + i);
        int kind = drawn.nextInt(10);
        Status status = kind < 7 ? Status.OPEN : kind < 8 ? Status.READY : kind < 9 ? Status.APPLIED : Status.FAILED;
        Instant at = START.plusSeconds(i);
        return new Ticket(
                "bench_" + i,
                repository(i),
                "fingerprint " + i,
                "Fix IllegalStateException in Part" + i + ".java",
                "Recurring IllegalStateException",
                Category.values()[drawn.nextInt(Category.values().length)],
                Priority.values()[drawn.nextInt(Priority.values().length)],
                status,
                List.of(new Evidence.ExceptionSeen(
                        "java.lang.IllegalStateException",
                        "no such order",
                        1,
                        at,
                        at,
                        "at shop.Part.order(Part.java:12)")),
                "Add a check",
                "1. Reproduce",
                List.of("src/main/java/shop/Part" + i + ".java"),
                1 + drawn.nextInt(10),
                1 + drawn.nextInt(10),
                kind == 6 ? WaitingReason.NEEDS_APPROVAL : kind == 9 ? WaitingReason.ABSTAINED : null,
                Map.of(),
                1,
                at,
                at);
    }
}
