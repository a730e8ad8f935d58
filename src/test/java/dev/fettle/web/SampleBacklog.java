package dev.fettle.web;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
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
import org.jspecify.annotations.Nullable;

/** A backlog as it might look after a quarter of a year: tickets of every kind and end, drawn by chance that is the same each time. */
public final class SampleBacklog {
    private static final int A_TRANSACTION = 2_000;
    private static final int A_REPOSITORY = 1_000;
    private static final List<String> RULES =
            List.of("null-guard", "ordering-boundary", "arithmetic-operator", "missing-else", "map-default");
    private static final List<String> TITLES = List.of(
            "Fix NullPointerException in Cart.total",
            "Keep the guest in the house on the day of departure",
            "Speed up the report of the month",
            "Fix the total of an empty cart",
            "Answer with the right currency in PriceList",
            "Resolve a holding collection in src/main/java/com/acme/shop/cache/RecentOrdersByCustomer.java");
    private static final List<String> FAILURES =
            List.of("NO_FIX_FOUND", "NO_FIX_FOUND", "NOT_REPRODUCED", "NOT_CONFIDENT", "FLAKY", "GATE_STOPPED");
    private static final List<String> OBJECTIONS = List.of("wrong fix", "not wanted", "too big", "");

    private final Backlog backlog;
    private final Instant now;

    private SampleBacklog(Backlog backlog, Instant now) {
        this.backlog = backlog;
        this.now = now;
    }

    /** Adds so many tickets that came in the 100 days before that time, with the attempts that were made on them. */
    public static void fill(Stores stores, Instant now, int tickets) {
        SampleBacklog sample = new SampleBacklog(stores.backlog(), now);
        for (int first = 0; first < tickets; first += A_TRANSACTION) {
            int from = first;
            stores.transactions().inOne(() -> {
                for (int i = from; i < Math.min(tickets, from + A_TRANSACTION); i++) {
                    sample.add(i, tickets);
                }
            });
        }
    }

    private void add(int i, int of) {
        Random drawn = new Random(20_261_126L + i);
        Instant created = now.minus(Duration.ofDays(100).multipliedBy(of - i).dividedBy(of))
                .plusSeconds(60);
        int kind = drawn.nextInt(20);
        boolean over = kind < 11;
        Instant changed = over ? created.plus(Duration.between(created, now).dividedBy(2 + drawn.nextInt(4))) : created;
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
            metadata.put("reviewer", drawn.nextInt(3) == 0 ? "ann" : "bea");
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
        backlog.add(
                ticket(i, drawn, status, waiting(status, drawn), metadata, created, changed),
                same -> same,
                "seen by a test");
        if (proposed || status == Status.FAILED) {
            attempt(i, drawn, proposed, metadata.getOrDefault("rule", ""), changed);
        }
    }

    private static @Nullable WaitingReason waiting(Status status, Random drawn) {
        if (status == Status.FAILED) {
            return WaitingReason.ABSTAINED;
        }
        return status == Status.OPEN && drawn.nextInt(8) == 0 ? WaitingReason.NEEDS_APPROVAL : null;
    }

    private void attempt(int i, Random drawn, boolean success, String rule, Instant at) {
        String reason = success ? "" : FAILURES.get(drawn.nextInt(FAILURES.size()));
        String red = reason.equals("NOT_REPRODUCED")
                ? "[]"
                : "[{\"test\":\"com.acme.CartTest#empty\",\"message\":\"expected 0\"}]";
        boolean plausible = success || reason.equals("GATE_STOPPED") || reason.equals("NOT_CONFIDENT");
        String gates = plausible
                ? String.format(
                        Locale.ROOT,
                        ",\"gates\":[{\"gate\":\"tests\",\"outcome\":\"PASS\",\"title\":\"12 of 12 tests pass\"},{\"gate\":\"coverage\",\"outcome\":\"%s\",\"title\":\"Coverage of changed lines %s, need 0.80\"},{\"gate\":\"mcp-doctor\",\"outcome\":\"SKIPPED\",\"title\":\"No server is declared\"}]",
                        success ? "PASS" : "FAIL",
                        success ? "0.91" : "0.40")
                : "";
        String patch = success
                ? ",\"rule\":\"" + rule
                        + "\",\"risk\":3,\"patch\":\"diff --git a/Cart.java b/Cart.java\\n--- a/Cart.java\\n+++ b/Cart.java\\n@@ -3,2 +3,2 @@\\n int total() {\\n-  return sum(lines);\\n+  return lines == null ? 0 : sum(lines);\\n\""
                : "";
        backlog.addAttempt(new Attempt(
                0,
                "ci_" + i,
                1,
                "improvement/ci_" + i,
                success ? "add a guard for empty lists" : "",
                String.format(
                        Locale.ROOT,
                        "{\"engine\":\"template\",\"red\":%s,\"candidates_plausible\":%d,\"seconds\":{\"prepare\":2.5,\"patch\":%d}%s%s}",
                        red,
                        plausible ? 1 : 0,
                        5 + drawn.nextInt(60),
                        gates,
                        patch),
                success,
                success ? "" : reason + ": It did not work out.",
                at));
    }

    private static Ticket ticket(
            int i,
            Random drawn,
            Status status,
            @Nullable WaitingReason waiting,
            Map<String, String> metadata,
            Instant created,
            Instant changed) {
        String title = TITLES.get(drawn.nextInt(TITLES.size()));
        return new Ticket(
                "ci_" + i,
                new RepositoryRef(100 + i / A_REPOSITORY, "acme", "shop" + i / A_REPOSITORY),
                "fingerprint " + i,
                title,
                "Since this morning the build of main is red.",
                Category.values()[Math.min(drawn.nextInt(4), drawn.nextInt(4))],
                Priority.values()[drawn.nextInt(Priority.values().length)],
                status,
                List.of(new Evidence.CiFailure(
                        "https://github.com/acme/shop/actions/runs/" + i,
                        "a".repeat(40),
                        "main",
                        List.of("com.acme.CartTest#empty"),
                        "java.lang.NullPointerException: lines\n\tat com.acme.Cart.total(Cart.java:3)\n\tat com.acme.CartTest.empty(CartTest.java:12)",
                        1 + drawn.nextInt(9),
                        created,
                        changed)),
                "Add a null check in Cart.java:3",
                "1. Reproduce\n2. Apply fix\n3. Run the whole suite",
                List.of("src/main/java/com/acme/Cart.java"),
                1 + drawn.nextInt(10),
                1 + drawn.nextInt(10),
                waiting,
                metadata,
                1 + drawn.nextInt(9),
                created,
                changed);
    }
}
