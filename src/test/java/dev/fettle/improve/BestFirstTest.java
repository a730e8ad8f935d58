package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Repository;
import dev.fettle.improve.kit.Samples;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a cycle that may be anywhere goes: to the best ticket of all, not to the first repository that has one. */
class BestFirstTest extends ShopTest {
    @Test
    void theBestTicketOfAllDecidesWhereTheCycleGoes() {
        RepositoryRef till = repository("till", Samples.mendable());
        RepositoryRef roof = repository("roof", Samples.mendable());
        RepositoryRef off = repository(
                "off", Map.of(RepositorySettings.PATH, "self_improvement:\n  enabled: false\n", "README.md", "Off\n"));
        RepositoryRef careful = repository(
                "careful",
                Map.of(RepositorySettings.PATH, "self_improvement:\n  max_risk_level: 1\n", "README.md", "Careful\n"));
        add("manual_1", shop, Priority.LOW, 3);
        add("manual_2", till, Priority.HIGH, 3);
        // added by hand, under the name alone, before the repository's id was known
        add("manual_3", new RepositoryRef(0, roof.owner(), roof.name()), Priority.CRITICAL, 3);
        add("manual_4", off, Priority.CRITICAL, 1);
        add("manual_5", careful, Priority.CRITICAL, 2);

        assertThat(order(off, shop, careful, till, roof)).containsExactly(roof, till, shop, off, careful);
        assertThat(loop.tickets().stream().filter(ticket -> ticket.status() == Status.OPEN))
                .as("none is taken")
                .hasSize(5);

        loop.backlog().update("manual_1", ticket -> ticket.withStatus(Status.TESTING, null), "broken off");
        assertThat(order(off, shop, careful, till, roof)).startsWith(shop, roof);
    }

    private RepositoryRef repository(String name, Map<String, String> files) {
        return loop.world.createRepository("ann", name, files).ref();
    }

    private List<RepositoryRef> order(RepositoryRef... refs) {
        SettingsSource settings = new SettingsSource(
                loop.forge, new RepositoryFile(RepositorySettings.DEFAULT), RepositorySettings.DEFAULT);
        List<Repository> repositories = List.of(refs).stream()
                .map(ref -> loop.forge.repository(ref).orElseThrow())
                .toList();
        return new BestFirst(loop.backlog(), settings)
                .order(repositories).stream().map(Repository::ref).toList();
    }

    private void add(String id, RepositoryRef repository, Priority priority, int risk) {
        Ticket ticket = new Ticket(
                id,
                repository,
                "manual:" + id,
                "Mend the total",
                "",
                Category.BUG_FIX,
                priority,
                Status.OPEN,
                List.of(new Evidence.Manual()),
                "",
                "",
                List.of(),
                risk,
                4,
                null,
                Map.of(),
                1,
                loop.clock.instant(),
                loop.clock.instant());
        loop.backlog().add(ticket, again -> again, "added by hand");
    }
}
