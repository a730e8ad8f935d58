package dev.fettle.app.bench;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A backlog as it might look after a quarter of a year: tickets of every kind and end, drawn by chance that is the same each time. */
public final class SampleBacklog {
    private static final int A_TRANSACTION = 2_000;
    private static final int A_REPOSITORY = 1_000;
    private static final int LEAST_REPOSITORIES = 3;
    private static final Duration PAST = Duration.ofDays(100);
    private static final Duration A_CYCLE = Duration.ofMinutes(6);
    private static final long SEED = 20_261_126L;
    private static final List<String> NAMES =
            List.of("shop", "billing", "warehouse", "search", "mail", "reports", "accounts", "shipping");
    private static final List<String> RULES =
            List.of("null-guard", "ordering-boundary", "arithmetic-operator", "missing-else", "map-default");
    private static final List<String> REVIEWERS = List.of("ann", "bea", "bea", "chidi");
    private static final List<String> OBJECTIONS = List.of("wrong fix", "not wanted", "too big", "");

    private final Backlog backlog;
    private final Instant now;
    private final @Nullable Consumer<Instant> clock;
    private final int of;

    /** What becomes of a ticket. */
    private record Course(
            Status status, @Nullable WaitingReason waiting, Map<String, String> metadata, Instant ends, int attempts) {
        String rule() {
            return metadata.getOrDefault("rule", "");
        }

        boolean proposed() {
            return metadata.containsKey("pull_request");
        }
    }

    private SampleBacklog(Backlog backlog, Instant now, @Nullable Consumer<Instant> clock, int of) {
        this.backlog = backlog;
        this.now = now;
        this.clock = clock;
        this.of = of;
    }

    /** Adds so many tickets that came in the 100 days before that time, with the attempts that were made on them. Each is written as it is in the end. */
    public static void fill(Stores stores, Instant now, int tickets) {
        new SampleBacklog(stores.backlog(), now, null, tickets).fill(stores, done -> {});
    }

    /**
     * The same, with the history of each: every step is taken at its time.
     *
     * @param clock sets the time of the stores
     * @param progress is told how many tickets there are already
     */
    static void live(Stores stores, Consumer<Instant> clock, Instant now, int tickets, IntConsumer progress) {
        new SampleBacklog(stores.backlog(), now, clock, tickets).fill(stores, progress);
        clock.accept(now);
    }

    /** The id of the ticket with that number, from 0. */
    public static String id(int ticket) {
        return SampleTicket.source(ticket) + "_" + (1_764_000_000 + 60L * ticket) + "_"
                + String.format(Locale.ROOT, "%04d", ticket % 10_000);
    }

    private void fill(Stores stores, IntConsumer progress) {
        for (int first = 0; first < of; first += A_TRANSACTION) {
            int from = first;
            int to = Math.min(of, from + A_TRANSACTION);
            stores.transactions().inOne(() -> {
                for (int i = from; i < to; i++) {
                    add(i);
                }
            });
            progress.accept(to);
        }
    }

    private void add(int i) {
        Random drawn = new Random(SEED + i);
        Instant created = now.minus(PAST.multipliedBy(of - i).dividedBy(of)).plusSeconds(60);
        Course course = course(i, drawn, created);
        SampleTicket sample = new SampleTicket(i, created);
        if (clock == null) {
            backlog.add(
                    ticket(sample, course.status(), course.waiting(), course.metadata(), course.ends()),
                    same -> same,
                    sample.cause());
        } else {
            live(sample, course, clock);
        }
        for (int number = 1; number <= course.attempts(); number++) {
            boolean last = number == course.attempts();
            backlog.addAttempt(attempt(sample, drawn, course, number, last && course.proposed()));
        }
    }

    private Course course(int i, Random drawn, Instant created) {
        int kind = drawn.nextInt(20);
        boolean over = kind < 11;
        Instant ends = over ? created.plus(Duration.between(created, now).dividedBy(2 + drawn.nextInt(4))) : created;
        Status status = kind < 5
                ? Status.APPLIED
                : kind < 9 ? Status.FAILED : kind < 11 ? Status.REJECTED : kind < 13 ? Status.READY : Status.OPEN;
        if (i == of - 2) {
            status = Status.IN_PROGRESS;
        }
        boolean proposed = status == Status.APPLIED || status == Status.REJECTED || status == Status.READY;
        Map<String, String> metadata = new HashMap<>();
        int risk = 1 + Math.min(drawn.nextInt(10), drawn.nextInt(10));
        if (proposed) {
            metadata.put("risk", Integer.toString(risk));
            metadata.put("rule", RULES.get(drawn.nextInt(RULES.size())));
            metadata.put("pull_request", Integer.toString(i + 1));
            metadata.put("reviewer", REVIEWERS.get(drawn.nextInt(REVIEWERS.size())));
        }
        if (status == Status.APPLIED && drawn.nextInt(20) == 0) {
            metadata.put("reverted", "by ann");
        }
        if (status == Status.REJECTED) {
            String objection = OBJECTIONS.get(drawn.nextInt(OBJECTIONS.size()));
            metadata.put(objection.isEmpty() ? "closed" : "objection", objection.isEmpty() ? "by ann" : objection);
        }
        if (status == Status.IN_PROGRESS) {
            metadata.put("stage", "reproduce");
        }
        int attempts = proposed || status == Status.FAILED ? 1 + drawn.nextInt(4) / 3 : 0;
        return new Course(status, waiting(status, drawn), metadata, ends, attempts);
    }

    private static @Nullable WaitingReason waiting(Status status, Random drawn) {
        if (status == Status.FAILED) {
            return WaitingReason.ABSTAINED;
        }
        return status == Status.OPEN && drawn.nextInt(8) == 0 ? WaitingReason.NEEDS_APPROVAL : null;
    }

    /** Step by step, as the loop takes it. */
    private void live(SampleTicket sample, Course course, Consumer<Instant> time) {
        time.accept(sample.created());
        boolean begun = course.status() != Status.OPEN;
        backlog.add(
                ticket(sample, Status.OPEN, begun ? null : course.waiting(), Map.of(), sample.created()),
                same -> same,
                sample.cause());
        if (!begun) {
            return;
        }
        time.accept(sample.created().plus(A_CYCLE));
        step(sample, Status.IN_PROGRESS, null, Map.of("stage", "reproduce"), "a cycle took it");
        if (course.proposed()) {
            time.accept(sample.created().plus(A_CYCLE.multipliedBy(2)));
            Map<String, String> known = new HashMap<>(course.metadata());
            known.keySet().removeAll(List.of("reverted", "closed", "objection"));
            step(sample, Status.READY, null, known, "every gate passed; pull request #" + known.get("pull_request"));
        }
        if (course.status() == Status.IN_PROGRESS || course.status() == Status.READY) {
            return;
        }
        time.accept(course.ends());
        step(
                sample,
                course.status(),
                course.waiting(),
                course.metadata(),
                switch (course.status()) {
                    case APPLIED -> "the pull request was merged";
                    case REJECTED -> "the pull request was closed";
                    default -> "no fix was found that it could prove";
                });
    }

    private void step(
            SampleTicket sample,
            Status status,
            @Nullable WaitingReason waiting,
            Map<String, String> metadata,
            String cause) {
        backlog.update(
                sample.id(),
                ticket -> {
                    Ticket changed = ticket.withStatus(status, waiting);
                    for (Map.Entry<String, String> extra : metadata.entrySet()) {
                        changed = changed.withMetadata(extra.getKey(), extra.getValue());
                    }
                    return changed;
                },
                cause);
    }

    private Attempt attempt(SampleTicket sample, Random drawn, Course course, int number, boolean success) {
        SampleAttempt made = SampleAttempt.drawn(drawn, success ? course.rule() : "");
        Instant at = clock == null ? course.ends() : sample.created().plus(A_CYCLE.multipliedBy(2));
        return new Attempt(
                0,
                sample.id(),
                number,
                "improvement/" + sample.id(),
                success ? "add a guard for empty lists" : "",
                made.results(),
                success,
                success ? "" : made.reason() + ": " + made.why(),
                at);
    }

    private Ticket ticket(
            SampleTicket sample,
            Status status,
            @Nullable WaitingReason waiting,
            Map<String, String> metadata,
            Instant changed) {
        Random drawn = new Random(31L * sample.number() + 7);
        return new Ticket(
                sample.id(),
                repository(sample.number()),
                "fingerprint " + sample.number(),
                sample.title(),
                sample.description(),
                sample.category(),
                Priority.values()[drawn.nextInt(Priority.values().length)],
                status,
                List.of(sample.evidence()),
                sample.proposedSolution(),
                "1. Reproduce\n2. Apply fix\n3. Run the whole suite",
                List.of(sample.file()),
                1 + drawn.nextInt(10),
                1 + drawn.nextInt(10),
                waiting,
                metadata,
                1 + drawn.nextInt(9),
                sample.created(),
                changed);
    }

    /** About a thousand tickets each. */
    private RepositoryRef repository(int ticket) {
        int repositories = Math.max(LEAST_REPOSITORIES, of / A_REPOSITORY);
        int number = ticket % repositories;
        String name = NAMES.get(number % NAMES.size());
        int copy = number / NAMES.size();
        return new RepositoryRef(100 + number, "acme", copy == 0 ? name : name + "-" + (copy + 1));
    }
}
