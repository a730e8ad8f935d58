package dev.fettle.app;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Delivery;
import dev.fettle.store.Stores;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fills a repository with tickets of every status, attempts and deliveries, all of whose texts bear one word: where the word is read, something of the repository is shown. */
record MarkedRepository(Stores stores, RepositoryRef repository, String word, Instant now) {
    private static final int TICKETS = 14;

    void fill() {
        for (int i = 0; i < TICKETS; i++) {
            ticket(i);
        }
        for (int i = 0; i < 4; i++) {
            delivery(i);
        }
    }

    static String id(String word, int i) {
        return "ci_" + word + "_" + i;
    }

    private void ticket(int i) {
        Status status = Status.values()[i % Status.values().length];
        Map<String, String> metadata = new HashMap<>(Map.of("note", word));
        if (status == Status.READY || status == Status.APPLIED || status == Status.REJECTED) {
            metadata.putAll(Map.of(
                    "risk",
                    Integer.toString(1 + i % 10),
                    "rule",
                    "rule-" + word,
                    "reviewer",
                    "reviewer-" + word,
                    "pull_request",
                    Integer.toString(i + 1)));
        }
        if (status == Status.REJECTED) {
            metadata.put("objection", "objection-" + word);
        }
        Instant at = now.minus(Duration.ofDays(2L * i)).minusSeconds(60);
        stores.backlog().add(ticket(i, status, metadata, at), seen -> seen, "seen by " + word);
        stores.backlog()
                .addAttempt(new Attempt(
                        0,
                        id(word, i),
                        1,
                        "improvement/" + word,
                        word,
                        "{\"engine\":\"engine-" + word + "\",\"rule\":\"rule-" + word
                                + "\",\"seconds\":{\"patch\":" + (3 + i) + "},\"candidates_plausible\":1,\"patch\":\"+"
                                + word
                                + "\",\"red\":[{\"test\":\"" + word + "#a\"}],\"gates\":[{\"gate\":\"gate-" + word
                                + "\",\"outcome\":\"PASS\",\"title\":\"" + word + "\"}]}",
                        i % 2 == 0,
                        i % 2 == 0 ? "" : "NO_FIX_FOUND: " + word,
                        at));
    }

    private Ticket ticket(int i, Status status, Map<String, String> metadata, Instant at) {
        return new Ticket(
                id(word, i),
                repository,
                "fingerprint " + i,
                "Mend " + word + " " + i,
                word,
                Category.values()[i % Category.values().length],
                Priority.values()[i % Priority.values().length],
                status,
                List.of(new Evidence.ExceptionSeen(word, word, 1, at, at, "at " + word)),
                word,
                word,
                List.of("src/" + word),
                1 + i % 10,
                1 + i % 10,
                status == Status.OPEN ? WaitingReason.NEEDS_APPROVAL : null,
                metadata,
                1 + i,
                at,
                at);
    }

    private void delivery(int i) {
        String id = word + "-delivery-" + i;
        String body = "{\"n\":\"" + word + i + "\",\"repository\":{\"owner\":{\"id\":1},\"id\":" + repository.id()
                + ",\"full_name\":\"" + repository.slug() + "\"}}";
        stores.deliveries()
                .accept(new Delivery(
                        id,
                        "github",
                        "event-" + word,
                        body.getBytes(StandardCharsets.UTF_8),
                        now.minusSeconds(100 - i)));
        if (i > 0) {
            stores.deliveries().settle(id, "OUTCOME-" + word.toUpperCase(java.util.Locale.ROOT), word);
        }
    }
}
