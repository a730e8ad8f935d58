package dev.fettle.store;

import static dev.fettle.store.Samples.BANK;
import static dev.fettle.store.Samples.SHOP;
import static dev.fettle.store.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.insight.StatusCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The backlog in its tables. */
@ParameterizedClass(name = "{0}")
@EnumSource(StoreKind.class)
class BacklogTest {
    @Parameter
    StoreKind kind;

    @TempDir
    Path folder;

    private final SettableTime time = new SettableTime();
    private Stores stores;
    private Backlog backlog;

    @BeforeEach
    void open() {
        stores = kind.open(folder, time);
        backlog = stores.backlog();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aTicketComesBackAsItWasWithEveryKindOfEvidence() {
        Instant at = SettableTime.START;
        Ticket plain = ticket("manual_1");
        Ticket rich = new Ticket(
                plain.id(),
                plain.repository(),
                plain.fingerprint(),
                plain.title(),
                plain.description(),
                plain.category(),
                plain.priority(),
                plain.status(),
                List.of(
                        new Evidence.ExceptionSeen(
                                "E", "m \"quoted\" ü\n", 5, at, at.plusNanos(1), "at a.B.c(B.java:1)"),
                        new Evidence.Anomaly("memory_usage_gb", 2.1, 2.0, "medium"),
                        new Evidence.Feedback("slow", "negative", at),
                        new Evidence.CiFailure("run/1", "abc", "main", List.of("a.BTest#c"), "red", 2, at, at),
                        new Evidence.LabelledIssue(12, "t", "b", "alice"),
                        new Evidence.Finding("rule", "A.java", 3, "m"),
                        new Evidence.Manual(),
                        new Evidence.Feedback("still slow", "negative", at)),
                plain.proposedSolution(),
                plain.testPlan(),
                List.of("a", "b/c"),
                9,
                10,
                WaitingReason.NEEDS_APPROVAL,
                Map.of("issue", "12", "base", "main"),
                3,
                at,
                at);

        backlog.add(rich, t -> t, "seen");

        assertThat(backlog.find("manual_1")).contains(rich);
        assertThat(backlog.findByFingerprint(SHOP.key(), rich.fingerprint())).contains(rich);
        assertThat(backlog.findByFingerprint(BANK.key(), rich.fingerprint())).isEmpty();
    }

    @Test
    void aSecondSignalFindsItsTicketAndNeverMakesAnother() {
        backlog.add(ticket("exception_1"), t -> t, "seen");
        Ticket same = new Ticket(
                "exception_2",
                SHOP,
                "fingerprint of exception_1",
                "x",
                "",
                Category.BUG_FIX,
                Priority.LOW,
                Status.OPEN,
                List.of(),
                "",
                "",
                List.of(),
                1,
                1,
                null,
                Map.of(),
                1,
                time.instant(),
                time.instant());
        time.pass(Duration.ofHours(1));

        Backlog.Added added = backlog.add(same, t -> t.withSightings(2, Priority.CRITICAL, t.evidence()), "seen again");

        assertThat(added.isNew()).isFalse();
        assertThat(added.ticket().id()).isEqualTo("exception_1");
        assertThat(added.ticket().count()).isEqualTo(2);
        assertThat(added.ticket().priority()).isEqualTo(Priority.CRITICAL);
        assertThat(added.ticket().updatedAt()).isEqualTo(SettableTime.START.plus(Duration.ofHours(1)));
        assertThat(backlog.count(TicketFilter.ALL)).isEqualTo(1);
        assertThat(backlog.history("exception_1")).hasSize(1);
    }

    @Test
    void theQueueIsTheOrderInWhichTicketsAreTaken() {
        for (int i = 0; i < 12; i++) {
            backlog.add(
                    Samples.ticket(
                            "t" + i,
                            SHOP,
                            Priority.values()[i % 4],
                            1 + i % 7,
                            1 + i % 5,
                            SettableTime.START.plusSeconds(i)),
                    t -> t,
                    "seen");
        }
        backlog.add(Samples.ticket("other", Samples.BANK, Priority.CRITICAL, 1, 1, SettableTime.START), t -> t, "seen");
        backlog.update("t3", t -> t.withStatus(Status.OPEN, WaitingReason.DEFERRED), "held");

        List<String> queue =
                backlog.queue(SHOP.key(), 6, 100).stream().map(Ticket::id).toList();
        assertThat(backlog.queue(SHOP.key(), 6, 3))
                .extracting(Ticket::id)
                .containsExactlyElementsOf(queue.subList(0, 3));
        assertThat(queue).hasSize(10).doesNotContain("t3", "t6", "other"); // held; too risky; of another repository

        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Ticket next = backlog.takeNext(SHOP.key(), 6, "taken").orElseThrow();
            taken.add(next.id());
            if (i == 0) {
                assertThat(backlog.queue(SHOP.key(), 6, 100))
                        .as("also while one is worked on")
                        .hasSize(9);
            }
            backlog.update(next.id(), t -> t.withStatus(Status.FAILED, WaitingReason.ABSTAINED), "ended");
        }
        assertThat(taken).isEqualTo(queue);
    }

    @Test
    void ticketsAreFoundByWhatTheyAreAboutHoweverManyAreNewer() {
        Ticket ci = new Ticket(
                "ci_1",
                SHOP,
                "fingerprint of ci_1",
                "x",
                "",
                Category.BUG_FIX,
                Priority.LOW,
                Status.OPEN,
                List.of(new Evidence.CiFailure(
                        "CI", "c".repeat(40), "main", List.of(), "", 1, SettableTime.START, SettableTime.START)),
                "",
                "",
                List.of(),
                1,
                1,
                null,
                Map.of("pull_request", "12", "suggest_on", "13", "in_hands", "14"),
                1,
                SettableTime.START,
                SettableTime.START);
        backlog.add(ticket("issue_1").withMetadata("issue", "7"), t -> t, "asked for");
        backlog.add(ci, t -> t, "seen");

        assertThat(found(Facet.ISSUE, "7")).containsExactly("issue_1");
        assertThat(found(Facet.PULL_REQUEST, "12")).containsExactly("ci_1");
        assertThat(found(Facet.SUGGEST_ON, "13")).containsExactly("ci_1");
        assertThat(found(Facet.IN_HANDS, "14")).containsExactly("ci_1");
        assertThat(found(Facet.RED_RUN, Evidence.CiFailure.key("main", "CI"))).containsExactly("ci_1");
        assertThat(found(Facet.RED_COMMIT, "c".repeat(40))).containsExactly("ci_1");
        assertThat(found(Facet.ISSUE, "8")).isEmpty();
        assertThat(backlog.list(TicketFilter.where(Condition.not(Facet.ISSUE, ""))))
                .extracting(Ticket::id)
                .containsExactly("issue_1");

        backlog.update("issue_1", t -> t.withMetadata("issue", "9"), "it moved");
        assertThat(found(Facet.ISSUE, "7")).isEmpty();
        assertThat(found(Facet.ISSUE, "9")).containsExactly("issue_1");
    }

    private List<String> found(Facet facet, String value) {
        return backlog.list(TicketFilter.where(Condition.equal(facet, value))).stream()
                .map(Ticket::id)
                .toList();
    }

    @Test
    void aRejectedTicketIsNeverReopened() {
        backlog.add(ticket("exception_1"), t -> t, "seen");
        Ticket rejected = backlog.update("exception_1", t -> t.withStatus(Status.REJECTED, null), "closed by alice");

        Backlog.Added again = backlog.add(ticket("exception_1"), t -> t.withStatus(Status.OPEN, null), "seen again");

        assertThat(again.isNew()).isFalse();
        assertThat(again.ticket()).isEqualTo(rejected);
        assertThat(backlog.find("exception_1")).contains(rejected);
    }

    @Test
    void everyChangeOfStatusOrReasonIsARowOfHistory() {
        backlog.add(ticket("exception_1"), t -> t, "exception seen");
        time.pass(Duration.ofMinutes(1));
        backlog.update("exception_1", t -> t.withMetadata("note", "x"), "no change of status");
        backlog.update("exception_1", t -> t.withStatus(Status.IN_PROGRESS, null), "cycle started");
        backlog.update("exception_1", t -> t.withStatus(Status.FAILED, WaitingReason.ABSTAINED), "no fix found");

        assertThat(backlog.history("exception_1"))
                .containsExactly(
                        new Backlog.HistoryEntry("exception_1", Status.OPEN, "", "exception seen", SettableTime.START),
                        new Backlog.HistoryEntry(
                                "exception_1", Status.IN_PROGRESS, "", "cycle started", time.instant()),
                        new Backlog.HistoryEntry(
                                "exception_1", Status.FAILED, "ABSTAINED", "no fix found", time.instant()));
    }

    @Test
    void evidenceOfWhatEndedIsForgottenInTimeAndTheTicketStays() {
        Ticket open = backlog.add(ticket("exception_1"), same -> same, "seen").ticket();
        backlog.add(ticket("exception_2"), same -> same, "seen");
        Ticket ended = backlog.update("exception_2", one -> one.withStatus(Status.REJECTED, null), "no");

        assertThat(stores.pruneEvidence(SettableTime.START)).as("too young").isZero();
        assertThat(stores.pruneEvidence(SettableTime.START.plusSeconds(60))).isEqualTo(1);
        assertThat(stores.pruneEvidence(SettableTime.START.plusSeconds(60)))
                .as("once")
                .isZero();

        Ticket left = backlog.find(ended.id()).orElseThrow();
        assertThat(left.evidence()).isEmpty();
        assertThat(left.description()).isEqualTo(ended.description());
        assertThat(backlog.find(open.id()).orElseThrow().evidence())
                .isEqualTo(open.evidence())
                .isNotEmpty();
    }

    @Test
    void anIdThatIsTakenAndATicketThatIsNotThereAreTheCallersMistakes() {
        backlog.add(ticket("manual_001"), t -> t, "asked");

        assertThatThrownBy(() ->
                        backlog.add(ticket("manual_001", BANK, Priority.LOW, 1, 1, time.instant()), t -> t, "asked"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is a ticket manual_001 already; choose another id.");
        assertThatThrownBy(() -> backlog.update("manual_002", t -> t, "asked"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no ticket manual_002.");
    }

    @Test
    void listsAreFilteredAndPagedNewestFirst() {
        for (int i = 0; i < 10; i++) {
            backlog.add(
                    ticket("t" + i, i % 2 == 0 ? SHOP : BANK, i < 5 ? Priority.HIGH : Priority.LOW, i + 1, 3, at(i)),
                    t -> t,
                    "seen");
        }
        backlog.update("t0", t -> t.withStatus(Status.APPLIED, null), "merged");

        assertThat(ids(new TicketFilter(null, null, null, null, null, 3, 0))).containsExactly("t9", "t8", "t7");
        assertThat(ids(new TicketFilter(null, null, null, null, null, 3, 8))).containsExactly("t1", "t0");
        assertThat(ids(new TicketFilter(Status.OPEN, Priority.HIGH, Category.BUG_FIX, SHOP.key(), null, 9, 0)))
                .containsExactly("t4", "t2");
        assertThat(ids(new TicketFilter(null, null, null, null, 2, 9, 0))).containsExactly("t1", "t0");
        assertThat(backlog.count(new TicketFilter(Status.OPEN, null, null, BANK.key(), null, 1, 0)))
                .isEqualTo(5);
        assertThat(StatusCounts.of(stores.tally(), TicketFilter.ALL).byStatus())
                .containsEntry(Status.OPEN, 9)
                .containsEntry(Status.APPLIED, 1)
                .containsEntry(Status.READY, 0);
    }

    @Test
    void oneTicketOfARepositoryAtATime() {
        backlog.add(ticket("s1"), t -> t, "seen");
        backlog.add(ticket("s2"), t -> t, "seen");
        backlog.add(ticket("b1", BANK, Priority.LOW, 7, 9, time.instant()), t -> t, "seen");

        assertThat(backlog.takeNext("", 7, "cycle")).map(Ticket::id).contains("s1");
        assertThat(backlog.takeNext(SHOP.key(), 7, "cycle")).isEmpty();
        assertThat(backlog.takeNext("", 7, "cycle")).map(Ticket::id).contains("b1");
        backlog.update("s1", t -> t.withStatus(Status.TESTING, null), "patched");
        assertThat(backlog.takeNext("", 7, "cycle")).isEmpty();
        backlog.update("s1", t -> t.withStatus(Status.READY, null), "proposed");

        Ticket next = backlog.takeNext("", 7, "cycle").orElseThrow();

        assertThat(next.id()).isEqualTo("s2");
        assertThat(next.status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(backlog.history("s2")).last().satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(Status.IN_PROGRESS);
            assertThat(entry.cause()).isEqualTo("cycle");
        });
    }

    @Test
    void whatIsTooRiskyWaitsForApprovalAndWhatIsHeldIsLeft() {
        backlog.add(ticket("risky", SHOP, Priority.CRITICAL, 8, 1, time.instant()), t -> t, "seen");
        backlog.add(
                ticket("held", SHOP, Priority.CRITICAL, 1, 1, time.instant())
                        .withStatus(Status.OPEN, WaitingReason.NEEDS_INFO),
                t -> t,
                "seen");
        assertThat(backlog.takeNext("", 7, "cycle")).isEmpty();
        backlog.update("risky", t -> t.withStatus(Status.OPEN, WaitingReason.NEEDS_APPROVAL), "too risky");
        assertThat(backlog.takeNext("", 10, "cycle")).isEmpty();

        backlog.update("risky", t -> t.withMetadata("approved_by", "alice"), "approved");

        Ticket taken = backlog.takeNext("", 7, "cycle").orElseThrow();
        assertThat(taken.id()).isEqualTo("risky");
        assertThat(taken.waiting()).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void theSelectorTakesWhatASimpleLoopWouldTake(long seed) {
        Random random = new Random(seed);
        List<Ticket> all = new ArrayList<>();
        List<RepositoryRef> repositories =
                List.of(SHOP, BANK, RepositoryRef.parse("acme/tools"), RepositoryRef.parse("acme/site"));
        for (int i = 0; i < 120; i++) {
            Ticket made = ticket(
                    String.format("t%03d", i),
                    repositories.get(random.nextInt(4)),
                    Priority.values()[random.nextInt(4)],
                    1 + random.nextInt(10),
                    1 + random.nextInt(10),
                    at(random.nextInt(20)));
            if (random.nextInt(6) == 0) {
                made = made.withMetadata("approved_by", "alice");
            }
            if (random.nextInt(6) == 0) {
                made = made.withStatus(Status.OPEN, WaitingReason.NEEDS_APPROVAL);
            }
            if (random.nextInt(8) == 0) {
                made = made.withStatus(Status.FAILED, null);
            }
            all.add(made);
            backlog.add(made, t -> t, "seen");
        }
        Set<String> taken = new HashSet<>();
        while (true) {
            Optional<Ticket> expected = all.stream()
                    .filter(t -> !taken.contains(t.id()) && t.status() == Status.OPEN)
                    .filter(t -> t.waiting() == null || t.metadata().containsKey("approved_by"))
                    .filter(t -> t.riskLevel() <= 7 || t.metadata().containsKey("approved_by"))
                    .min(Comparator.comparingDouble(Ticket::score)
                            .thenComparing(Ticket::createdAt)
                            .thenComparing(Ticket::id));
            Optional<Ticket> actual = backlog.takeNext("", 7, "cycle");
            assertThat(actual.map(Ticket::id)).isEqualTo(expected.map(Ticket::id));
            if (actual.isEmpty()) {
                break;
            }
            taken.add(actual.get().id());
            backlog.update(actual.get().id(), t -> t.withStatus(Status.READY, null), "proposed");
        }
        assertThat(taken).hasSizeGreaterThan(30);
    }

    @Test
    void attemptsAreKeptInTheirOrder() {
        backlog.add(ticket("t1"), t -> t, "seen");
        Attempt first = backlog.addAttempt(
                new Attempt(0, "t1", 1, "improvement/t1", "", "{}", false, "NO_FIX_FOUND", time.instant()));
        Attempt second = backlog.addAttempt(
                new Attempt(0, "t1", 2, "improvement/t1", "one line", "{\"red\":1}", true, "", time.instant()));

        assertThat(first.id()).isPositive().isNotEqualTo(second.id());
        assertThat(backlog.attempts("t1")).containsExactly(first, second);
    }

    @Test
    void aCharacterThatOneDatabaseCannotHoldIsExchangedInBoth() {
        Ticket odd = ticket("t1");
        backlog.add(odd, t -> t, "seen \0 here");

        assertThat(backlog.history("t1").get(0).cause()).isEqualTo("seen \uFFFD here");
    }

    @Test
    void theTablesHaveTheNamesAndColumnsOfTheMission() {
        backlog.add(ticket("exception_1"), t -> t, "seen");

        assertThat(
                        RawSql.ask(
                                kind.url(folder),
                                "select id || '|' || title || '|' || description || '|' || category || '|' || priority || '|' || status"
                                        + " || '|' || evidence || '|' || proposed_solution || '|' || test_plan || '|' || files_to_modify"
                                        + " || '|' || risk_level || '|' || estimated_effort || '|' || metadata from improvement_tickets"))
                .isEqualTo(
                        "exception_1|Fix NullPointerException in Cart.java|Recurring NullPointerException|bug_fix|high|open|"
                                + "{\"exception\":{\"type\":\"java.lang.NullPointerException\",\"message\":\"cart is null\",\"count\":1,"
                                + "\"first_seen\":\"2026-03-01T10:00:00Z\",\"last_seen\":\"2026-03-01T10:00:00Z\","
                                + "\"stack_trace\":\"at acme.Cart.total(Cart.java:12)\"}}|Add a null check|1. Reproduce|"
                                + "[\"src/main/java/acme/Cart.java\"]|4|3|{\"issue\":\"12\"}");
        assertThat(RawSql.ask(
                        kind.url(folder),
                        "select count(*) from (select id, ticket_id, attempt_number, branch_name, changes_summary,"
                                + " test_results, success, error_message, timestamp from improvement_attempts)"))
                .isEqualTo("0");
    }

    private List<String> ids(TicketFilter filter) {
        return backlog.list(filter).stream().map(Ticket::id).toList();
    }

    private static Instant at(int minute) {
        return SettableTime.START.plus(Duration.ofMinutes(minute));
    }
}
