package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketRows;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryRows;
import dev.fettle.intake.github.DeliveryRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may see one repository is told by every question what they would be told if there were no other. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class SeenRowsTest {
    private static final Sight OF_SHOP = Sight.of(List.of(SHOP));

    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;

    @BeforeEach
    void open() {
        stores = Stores.open(
                kind.place(folder),
                time,
                text -> text,
                new Reading(any -> Optional.empty(), any -> "", DeliveryRepository::keyOf));
        fill(SHOP, 5);
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void everyQuestionIsAnsweredAsIfThereWereNoOtherRepository() {
        Map<String, Object> alone = told(Sight.ALL);
        assertThat(told(OF_SHOP)).isEqualTo(alone);
        String pulse = stores.tally().seenBy(OF_SHOP).pulse();

        fill(BANK, 7);
        deliver("of-nobody", "{\"installation\":{\"id\":7}}");
        assertThat(told(OF_SHOP)).isEqualTo(alone);
        assertThat(stores.tally().seenBy(OF_SHOP).pulse())
                .as("nothing of the bank is news, or numbers it")
                .isEqualTo(pulse);
        Map<String, Object> all = told(Sight.ALL);
        assertThat(all.keySet()).isEqualTo(alone.keySet());
        all.forEach((question, answer) -> assertThat(answer).as(question).isNotEqualTo(alone.get(question)));
        assertThat(told(new Sight(false, Set.of(SHOP.key(), BANK.key(), Sight.OF_NONE))))
                .as("who may see each of them")
                .isEqualTo(all);
    }

    @Test
    void whoSeesNothingIsToldOfNothing() {
        assertThat(stores.backlog().seenBy(Sight.NOTHING).list(TicketFilter.ALL))
                .isEmpty();
        assertThat(stores.backlog().seenBy(Sight.NOTHING).find("ci_shop_0")).isEmpty();
        assertThat(stores.backlog().seenBy(Sight.NOTHING).history("ci_shop_0")).isEmpty();
        assertThat(stores.backlog().seenBy(Sight.NOTHING).repositories()).isEmpty();
        Tally tally = stores.tally().seenBy(Sight.NOTHING);
        assertThat(tally.tickets(TicketFilter.ALL)).containsExactly(new Tally.Cell(List.of(), 0));
        assertThat(tally.attempts(AttemptFilter.ALL)).isZero();
        assertThat(tally.firstCreated()).isEmpty();
        assertThat(stores.deliveryRows().seenBy(Sight.NOTHING).byOutcome()).isEmpty();
        assertThat(stores.deliveryRows().seenBy(Sight.NOTHING).repositoryKeys()).isEmpty();
    }

    @Test
    void attemptsAreSeenWithTheirRepositoryAlsoOnceItsNumberIsKnown() {
        RepositoryRef named = RepositoryRef.parse("acme/kiosk");
        RepositoryRef numbered = new RepositoryRef(9, "acme", "kiosk");
        fill(named, 3);
        Tally before = stores.tally().seenBy(Sight.of(List.of(named)));
        int attempts = before.attempts(AttemptFilter.ALL);
        List<Tally.GateCount> gates = before.gates();
        assertThat(attempts).isPositive();

        assertThat(stores.backlog().adopt(numbered)).isEqualTo(3);

        Tally after = stores.tally().seenBy(Sight.of(List.of(numbered)));
        assertThat(after.attempts(AttemptFilter.ALL)).isEqualTo(attempts);
        assertThat(after.gates()).isNotEmpty().isEqualTo(gates);
        assertThat(before.attempts(AttemptFilter.ALL)).isZero();
        assertThat(before.gates()).isEmpty();
    }

    @Test
    void whatChangesInASeenRepositoryIsNews() {
        Tally tally = stores.tally().seenBy(OF_SHOP);
        String before = tally.pulse();
        time.pass(Duration.ofSeconds(1));
        stores.backlog().update("ci_shop_1", ticket -> ticket.withMetadata("a", "b"), "seen");
        String changed = tally.pulse();
        assertThat(changed).isNotEqualTo(before).matches("[0-9a-f]{64}");
        attempt("ci_shop_1", 2, time.instant());
        String attempted = tally.pulse();
        assertThat(attempted).isNotEqualTo(changed);
        deliver("more", "{\"repository\":{\"id\":7,\"full_name\":\"acme/shop\"}}");
        String delivered = tally.pulse();
        assertThat(delivered).isNotEqualTo(attempted);
        stores.deliveries().settle("more", "NOTHING", "");
        assertThat(tally.pulse()).isNotEqualTo(delivered);
    }

    @Test
    void aDeliveryBelongsToTheRepositoryThatItNames() {
        deliver(
                "by-number",
                "{\"a\":[1,{\"id\":3}],\"repository\":{\"owner\":{\"id\":1},\"id\":8,\"full_name\":\"acme/bank\"}}");
        deliver("by-name", "{\"repository\":{\"full_name\":\"Acme/Kiosk\"}}");
        for (String body :
                List.of("{}", "[]", "not json", "{\"repository\":{\"id\":\"x\",\"full_name\":\"no name\"}}")) {
            deliver("none-" + body.hashCode(), body);
        }
        DeliveryRows rows = stores.deliveryRows();
        assertThat(rows.repositoryKeys()).containsExactly("7", "8", "acme/kiosk");
        assertThat(rows.seenBy(Sight.of(List.of(BANK))).list(null, 10, 0))
                .extracting(entry -> entry.id())
                .containsExactly("by-number");
        assertThat(rows.seenBy(Sight.of(List.of(RepositoryRef.parse("acme/kiosk"))))
                        .list(null, 10, 0))
                .extracting(entry -> entry.id())
                .containsExactly("by-name");
        assertThat(rows.seenBy(new Sight(false, Set.of(Sight.OF_NONE))).list(null, 10, 0))
                .hasSize(4);
    }

    /** What each question about tickets, counts and deliveries is answered. */
    private Map<String, Object> told(Sight sight) {
        TicketRows rows = stores.backlog().seenBy(sight);
        Tally tally = stores.tally().seenBy(sight);
        DeliveryRows deliveries = stores.deliveryRows().seenBy(sight);
        List<Instant> bounds =
                List.of(SettableTime.START.minus(Duration.ofDays(9)), SettableTime.START.minus(Duration.ofDays(2)));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("list", rows.list(TicketFilter.ALL));
        told.put(
                "page",
                rows.list(TicketFilter.where(Condition.not(Facet.STATUS, "x")).page(3, 3)));
        told.put("count", rows.count(TicketFilter.ALL));
        told.put(
                "rest",
                rows.count(TicketFilter.where(Condition.not(Facet.REPOSITORY, "7")))
                        + rows.list(TicketFilter.ALL).size());
        told.put("find", List.of(rows.find("ci_shop_0"), rows.find("ci_bank_0")));
        told.put("history", List.of(rows.history("ci_shop_0"), rows.history("ci_bank_0")));
        told.put("made", List.of(rows.attempts("ci_shop_0"), rows.attempts("ci_bank_0")));
        told.put("repositories", rows.repositories());
        for (Facet facet : Facet.values()) {
            if (facet != Facet.TEXT) {
                told.put("by " + facet, Set.copyOf(tally.tickets(TicketFilter.ALL, facet)));
            }
        }
        told.put("ended", spans(tally.spans(Facet.ENDED, bounds, Facet.STATUS)));
        told.put("created", spans(tally.spans(Facet.CREATED, bounds)));
        told.put("attempts", tally.attempts(AttemptFilter.ALL));
        told.put("attempts of an engine", tally.attempts(AttemptFilter.engine("template")));
        told.put("attempt rows", tally.attemptRows(AttemptFilter.ALL, 3, 1));
        told.put("engines", tally.engines());
        told.put("gates", tally.gates());
        told.put("counted", tally.repositories());
        told.put("first", tally.firstCreated());
        told.put("outcomes", deliveries.byOutcome());
        told.put("deliveries", deliveries.list(null, 2, 1));
        told.put("settled", deliveries.list("TICKET", 9, 0));
        told.put("last", deliveries.lastVerified());
        told.put("keys", deliveries.repositoryKeys());
        return told;
    }

    private static List<Object> spans(List<Tally.Span> spans) {
        return spans.stream()
                .<Object>map(span -> List.of(span.from(), Set.copyOf(span.cells())))
                .toList();
    }

    private void fill(RepositoryRef repository, int tickets) {
        for (int i = 0; i < tickets; i++) {
            Instant at = SettableTime.START.minus(Duration.ofDays(i)).minusSeconds(tickets);
            String id = "ci_" + repository.name() + "_" + i;
            Status status = Status.values()[(i + 3) % Status.values().length];
            stores.backlog()
                    .add(
                            Samples.ticket(id, repository, Priority.values()[i % 4], 1 + i, 2, at)
                                    .withStatus(status, null)
                                    .withMetadata("risk", "3")
                                    .withMetadata("reviewer", "ann")
                                    .withMetadata("rule", "null-guard")
                                    .withUpdatedAt(at),
                            same -> same,
                            "seen");
            attempt(id, 1, at);
        }
        String body = "{\"n\":%d,\"repository\":{\"id\":" + repository.id() + ",\"full_name\":\"" + repository.slug()
                + "\"}}";
        for (int i = 0; i < tickets; i++) {
            time.pass(Duration.ofSeconds(1));
            deliver(repository.name() + i, String.format(body, i));
        }
        stores.deliveries().settle(repository.name() + 0, "TICKET", "ci_" + repository.name() + "_0");
    }

    private void attempt(String ticket, int number, Instant at) {
        stores.backlog()
                .addAttempt(new Attempt(
                        0,
                        ticket,
                        number,
                        "improvement/" + ticket,
                        "",
                        "{\"engine\":\"template\",\"candidates_plausible\":1,\"seconds\":{\"patch\":"
                                + (ticket.contains("bank") ? 90 : 9)
                                + "},\"gates\":[{\"gate\":\"tests\",\"outcome\":\"PASS\",\"required\":true}]}",
                        true,
                        "",
                        at));
    }

    private void deliver(String id, String body) {
        stores.deliveries()
                .accept(new Delivery(id, "github", "issues", body.getBytes(StandardCharsets.UTF_8), time.instant()));
    }
}
