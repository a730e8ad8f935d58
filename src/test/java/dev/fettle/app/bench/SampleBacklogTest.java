package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.store.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pages are measured with looks as if it had happened. */
class SampleBacklogTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final int TICKETS = 60;

    @Test
    void ticketsOfEveryEndHaveTheirStoryAtItsTimes(@TempDir Path folder) {
        AtomicReference<Instant> time = new AtomicReference<>(NOW);
        List<Integer> told = new ArrayList<>();
        try (Stores stores = Stores.open(folder, time::get, text -> text)) {
            SampleBacklog.live(stores, time::set, NOW, TICKETS, told::add);

            Backlog backlog = stores.backlog();
            List<Ticket> tickets = backlog.list(TicketFilter.ALL.page(TICKETS, 0));
            assertThat(told).containsExactly(TICKETS);
            assertThat(time).hasValue(NOW);
            assertThat(tickets)
                    .extracting(Ticket::status)
                    .contains(Status.OPEN, Status.IN_PROGRESS, Status.READY, Status.APPLIED, Status.FAILED);
            assertThat(backlog.repositories()).hasSize(3);
            Ticket merged = tickets.stream()
                    .filter(ticket -> ticket.status() == Status.APPLIED)
                    .findFirst()
                    .orElseThrow();
            assertThat(backlog.history(merged.id()))
                    .extracting(Backlog.HistoryEntry::status)
                    .containsExactly(Status.OPEN, Status.IN_PROGRESS, Status.READY, Status.APPLIED);
            assertThat(backlog.history(merged.id()))
                    .extracting(Backlog.HistoryEntry::at)
                    .isSorted()
                    .allSatisfy(at -> assertThat(at).isBetween(merged.createdAt(), NOW));
            assertThat(backlog.attempts(merged.id()))
                    .last()
                    .satisfies(last -> assertThat(last.success()).isTrue());
        }
    }
}
