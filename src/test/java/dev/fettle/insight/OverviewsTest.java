package dev.fettle.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was counted is told again, and nothing that is no longer so. */
class OverviewsTest {
    private static final RepositoryRef SHOP = new RepositoryRef(1, "acme", "shop");
    private static final RepositoryRef MAIL = new RepositoryRef(2, "acme", "mail");

    @TempDir
    Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-26T12:00:00Z"));
    private Stores stores;
    private Overviews overviews;

    @BeforeEach
    void aBacklog() {
        stores = Stores.open(folder, now::get, text -> text);
        overviews = new Overviews(stores.tally(), now::get);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void nothingIsCountedTwiceUntilSomethingChanges() {
        Overview empty = overviews.of(Sight.ALL);
        assertThat(overviews.of(Sight.ALL)).isSameAs(empty);

        add("manual_001", SHOP);
        assertThat(tickets(Sight.ALL)).isEqualTo(1);
    }

    @Test
    void whatIsAboutTheLastHourGrowsOldByItself() {
        Overview then = overviews.of(Sight.ALL);
        now.updateAndGet(time -> time.plus(Overviews.AT_MOST).minus(Duration.ofSeconds(1)));
        assertThat(overviews.of(Sight.ALL)).isSameAs(then);
        now.updateAndGet(time -> time.plusSeconds(1));
        assertThat(overviews.of(Sight.ALL)).isNotSameAs(then);
    }

    @Test
    void nobodyIsToldWhatAnotherMaySee() {
        Sight ofMail = Sight.of(List.of(MAIL));
        add("manual_001", SHOP);
        assertThat(tickets(Sight.ALL)).isEqualTo(1);
        assertThat(tickets(ofMail)).isZero();

        add("manual_002", MAIL);
        assertThat(tickets(ofMail)).isEqualTo(1);
        assertThat(tickets(Sight.ALL)).isEqualTo(2);
    }

    private int tickets(Sight sight) {
        return overviews.of(sight).funnel().stages().get(0).reached().number();
    }

    private void add(String id, RepositoryRef repository) {
        now.updateAndGet(time -> time.plusMillis(1));
        Ticket ticket = new Ticket(
                id,
                repository,
                "fingerprint of " + id,
                "Mend the till",
                "",
                Category.BUG_FIX,
                Priority.MEDIUM,
                Status.OPEN,
                List.of(),
                "",
                "",
                List.of(),
                3,
                3,
                null,
                Map.of(),
                1,
                now.get(),
                now.get());
        stores.backlog().add(ticket, same -> same, "seen");
    }
}
