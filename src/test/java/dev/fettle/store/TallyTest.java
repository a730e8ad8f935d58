package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static dev.fettle.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the dashboard counts: each count is the length of the list that it leads to. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class TallyTest {
    private static final String FOUND_NOTHING =
            "{\"engine\":\"template\",\"red\":[{\"test\":\"a#b\"}],\"candidates_plausible\":0,\"seconds\":{\"prepare\":1.5,\"patch\":2}}";
    private static final String MENDED =
            "{\"engine\":\"template\",\"rule\":\"null-guard\",\"red\":[{\"test\":\"a#b\"}],\"candidates_plausible\":2,"
                    + "\"patch\":\"diff\",\"seconds\":{\"patch\":9},\"gates\":["
                    + "{\"gate\":\"tests\",\"outcome\":\"PASS\",\"required\":true},"
                    + "{\"gate\":\"coverage\",\"outcome\":\"WARN\",\"required\":false}]}";

    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;
    private Backlog backlog;
    private Tally tally;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
        backlog = stores.backlog();
        tally = stores.tally();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void anEmptyBacklogHasNothingToCount() {
        assertThat(tally.tickets(TicketFilter.ALL, Facet.STATUS)).isEmpty();
        assertThat(tally.tickets(TicketFilter.ALL)).containsExactly(new Tally.Cell(List.of(), 0));
        assertThat(tally.engines()).isEmpty();
        assertThat(tally.gates()).isEmpty();
        assertThat(tally.repositories()).isEmpty();
        assertThat(tally.attempts(AttemptFilter.ALL)).isZero();
    }

    @Test
    void eachCountIsTheLengthOfTheListThatItLeadsTo() {
        someOfEverything();

        for (Facet facet : Facet.values()) {
            if (facet == Facet.TEXT) {
                continue; // to look for, not to group by
            }
            List<Tally.Cell> cells = tally.tickets(TicketFilter.ALL, facet);
            assertThat(cells).as(facet.name()).isNotEmpty();
            for (Tally.Cell cell : cells) {
                TicketFilter rows =
                        TicketFilter.where(Condition.equal(facet, cell.values().get(0)));
                assertThat(backlog.list(rows)).as("%s %s", facet, cell).hasSize(cell.count());
                assertThat(backlog.count(rows)).as("%s %s", facet, cell).isEqualTo(cell.count());
            }
            assertThat(cells.stream().mapToInt(Tally.Cell::count).sum())
                    .as(facet.name())
                    .isEqualTo(6);
        }
    }

    @Test
    void severalFacetsAreCountedTogether() {
        someOfEverything();

        assertThat(tally.tickets(TicketFilter.where(Condition.atLeast(Facet.RISK, "3")), Facet.STATUS, Facet.PRIORITY))
                .containsExactlyInAnyOrder(
                        new Tally.Cell(List.of("open", "critical"), 1),
                        new Tally.Cell(List.of("failed", "high"), 1),
                        new Tally.Cell(List.of("ready", "high"), 1),
                        new Tally.Cell(List.of("applied", "high"), 1),
                        new Tally.Cell(List.of("rejected", "high"), 1));
    }

    @Test
    void howFarATicketGotIsItsOwnStateOrItsFurthestAttempt() {
        someOfEverything();

        assertThat(ids(Condition.equal(Facet.MILESTONE, rank(Milestone.REPRODUCED))))
                .containsExactly("gave-up");
        assertThat(ids(Condition.equal(Facet.MILESTONE, rank(Milestone.MERGED))))
                .containsExactly("merged");
        assertThat(ids(Condition.atLeast(Facet.MILESTONE, rank(Milestone.GATED))))
                .containsExactlyInAnyOrder("for-review", "merged", "unwanted");
        backlog.update("gave-up", t -> t.withStatus(Status.OPEN, null), "retry");
        assertThat(ids(Condition.equal(Facet.MILESTONE, rank(Milestone.REPRODUCED))))
                .as("what was reached stays reached")
                .containsExactly("gave-up");
    }

    @Test
    void aTicketEndsWhenItsStatusEndsAndNotWhenSomethingElseOfItChanges() {
        someOfEverything();
        String merged = tally.tickets(TicketFilter.where(Condition.equal(Facet.STATUS, "applied")), Facet.ENDED)
                .get(0)
                .values()
                .get(0);
        time.pass(Duration.ofDays(3));
        backlog.update("merged", t -> t.withMetadata(Proposed.REVERTED, "by ann"), "taken back");

        assertThat(ids(Condition.equal(Facet.ENDED, merged))).contains("merged");
        assertThat(ids(Condition.equal(Facet.FATE, "REVERTED"))).containsExactly("merged");
        backlog.update("gave-up", t -> t.withStatus(Status.OPEN, null), "retry");
        assertThat(ids(Condition.equal(Facet.ENDED, ""))).contains("gave-up");
    }

    @Test
    void onlyWhatNobodyButAPersonBringsOnNeedsOne() {
        someOfEverything();
        backlog.update("for-review", t -> t.withStatus(Status.READY, WaitingReason.TAKEN_OVER), "a person pushed");

        assertThat(ids(Condition.equal(Facet.NEEDS_PERSON, "1"))).containsExactly("too-risky");
        assertThat(ids(Condition.equal(Facet.NEEDS_PERSON, "0"))).hasSize(5);
    }

    @Test
    void wordsAreFoundInTitlesAndIdsAsTheyStand() {
        someOfEverything();

        assertThat(ids(new Condition(Facet.TEXT, Condition.Is.HOLDING, "GAVE-")))
                .containsExactly("gave-up");
        assertThat(ids(new Condition(Facet.TEXT, Condition.Is.HOLDING, "nullpointer")))
                .hasSize(6);
        assertThat(ids(new Condition(Facet.TEXT, Condition.Is.HOLDING, "%"))).isEmpty();
        assertThat(ids(new Condition(Facet.TEXT, Condition.Is.HOLDING, "_' or 1=1 --")))
                .isEmpty();
    }

    @Test
    void attemptsAreCountedByEngineOutcomeAndGate() {
        someOfEverything();

        assertThat(tally.engines()).containsExactly(new Tally.EngineAttempts("template", 4, 3, 3, 9000));
        assertThat(tally.gates())
                .containsExactly(new Tally.GateCount("coverage", "warn", 3), new Tally.GateCount("tests", "pass", 3));
        for (AttemptFilter filter : List.of(
                AttemptFilter.ALL,
                AttemptFilter.engine("template"),
                new AttemptFilter(null, true, null, null, null, null, null),
                new AttemptFilter(null, null, false, "NO_FIX_FOUND", null, null, SettableTime.START),
                new AttemptFilter(null, null, null, null, "coverage", "warn", null))) {
            assertThat(tally.attemptRows(filter, 100, 0)).as("%s", filter).hasSize(tally.attempts(filter));
        }
        assertThat(tally.attempts(new AttemptFilter(null, false, null, "NO_FIX_FOUND", null, null, null)))
                .isEqualTo(1);
        assertThat(tally.attempts(new AttemptFilter(null, null, null, null, "tests", "fail", null)))
                .isZero();
    }

    @Test
    void whatAnEarlierVersionWroteIsCountedToo() {
        someOfEverything();
        List<Tally.Cell> told = tally.tickets(TicketFilter.ALL, Facet.MILESTONE, Facet.REASON, Facet.FATE, Facet.ENDED);
        stores.close();
        RawSql.run(
                kind.url(folder),
                "update improvement_tickets set milestone = 0, reason = '', engine = '', fate = '', ended_at = ''");
        RawSql.run(kind.url(folder), "delete from attempt_facts");
        RawSql.run(kind.url(folder), "delete from attempt_gates");

        open();

        assertThat(tally.tickets(TicketFilter.ALL, Facet.MILESTONE, Facet.REASON, Facet.FATE, Facet.ENDED))
                .containsExactlyInAnyOrderElementsOf(told);
        assertThat(tally.engines()).containsExactly(new Tally.EngineAttempts("template", 4, 3, 3, 9000));
        assertThat(tally.gates()).hasSize(2);
    }

    @Test
    void thePulseChangesWithEachChange() {
        String before = tally.pulse();
        backlog.add(ticket("t1"), t -> t, "seen");
        String added = tally.pulse();
        time.pass(Duration.ofMillis(1));
        backlog.update("t1", t -> t.withMetadata("pull_request", "4"), "opened");
        String changed = tally.pulse();
        stores.deliveries().accept(Samples.delivery("guid", "{}"));
        String delivered = tally.pulse();
        stores.deliveries().settle("guid", "TICKET", "t1");

        assertThat(List.of(before, added, changed, delivered, tally.pulse())).doesNotHaveDuplicates();
        assertThat(tally.pulse()).isEqualTo(tally.pulse());
    }

    private void someOfEverything() {
        backlog.add(ticket("new", SHOP, Priority.LOW, 2, 2, time.instant()), t -> t, "seen");
        backlog.add(ticket("too-risky", BANK, Priority.CRITICAL, 9, 2, time.instant()), t -> t, "seen");
        backlog.update("too-risky", t -> t.withStatus(Status.OPEN, WaitingReason.NEEDS_APPROVAL), "risky");
        backlog.add(ticket("gave-up"), t -> t, "seen");
        attempt("gave-up", FOUND_NOTHING, "NO_FIX_FOUND: No candidate makes the failing test pass.");
        backlog.update("gave-up", t -> t.withStatus(Status.FAILED, WaitingReason.ABSTAINED), "NO_FIX_FOUND");
        time.pass(Duration.ofHours(1));
        proposed("for-review", "");
        proposed("merged", "9");
        backlog.update("merged", t -> t.withStatus(Status.APPLIED, null), "merged by ann");
        proposed("unwanted", "10");
        backlog.update("unwanted", t -> t.withMetadata("objection", "wrong fix"), "box ticked");
        backlog.update("unwanted", t -> t.withStatus(Status.REJECTED, null), "closed by ann");
    }

    private void proposed(String id, String pull) {
        backlog.add(ticket(id, SHOP, Priority.HIGH, 4, 3, time.instant()), t -> t, "seen");
        attempt(id, MENDED, "");
        backlog.update(
                id,
                t -> {
                    var with = t.withMetadata(Proposed.RISK, "3").withMetadata(Proposed.RULE, "null-guard");
                    with = pull.isEmpty() ? with : with.withMetadata("pull_request", pull);
                    return with.withMetadata("reviewer", "ann").withStatus(Status.READY, null);
                },
                "every gate passed");
    }

    private void attempt(String id, String results, String error) {
        backlog.addAttempt(
                new Attempt(0, id, 1, "improvement/" + id, "", results, error.isEmpty(), error, time.instant()));
    }

    private List<String> ids(Condition condition) {
        return backlog.list(TicketFilter.where(condition)).stream()
                .map(ticket -> ticket.id())
                .toList();
    }

    private static String rank(Milestone milestone) {
        return Integer.toString(milestone.rank());
    }
}
