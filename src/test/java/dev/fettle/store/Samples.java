package dev.fettle.store;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.intake.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Tickets and deliveries to store. */
final class Samples {
    static final RepositoryRef SHOP = new RepositoryRef(7, "acme", "shop");
    static final RepositoryRef BANK = new RepositoryRef(8, "acme", "bank");

    private Samples() {}

    static Ticket ticket(
            String id, RepositoryRef repository, Priority priority, int risk, int effort, Instant created) {
        return new Ticket(
                id,
                repository,
                "fingerprint of " + id,
                "Fix NullPointerException in Cart.java",
                "Recurring NullPointerException",
                Category.BUG_FIX,
                priority,
                Status.OPEN,
                List.of(new Evidence.ExceptionSeen(
                        "java.lang.NullPointerException",
                        "cart is null",
                        1,
                        created,
                        created,
                        "at acme.Cart.total(Cart.java:12)")),
                "Add a null check",
                "1. Reproduce",
                List.of("src/main/java/acme/Cart.java"),
                risk,
                effort,
                null,
                Map.of("issue", "12"),
                1,
                created,
                created);
    }

    static Ticket ticket(String id) {
        return ticket(id, SHOP, Priority.HIGH, 4, 3, SettableTime.START);
    }

    static Delivery delivery(String id, String body) {
        return delivery(id, body, SettableTime.START);
    }

    static Delivery delivery(String id, String body, Instant at) {
        return new Delivery(id, "github", "issues", body.getBytes(StandardCharsets.UTF_8), at);
    }
}
