package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.build.StackTraceParser;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.improve.kit.Samples;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.Report;
import dev.fettle.intake.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What programs report becomes tickets; no repair begins before a person who may write asks for it. */
class ReportStoriesTest extends ShopTest {
    private static final Instant TEN = Instant.parse("2025-12-30T10:00:00Z");
    private static final Instant LATER = Instant.parse("2025-12-30T15:30:00Z");

    /** The sender knows the repository by its name alone, as its key does. */
    private RepositoryRef named() {
        return RepositoryRef.parse(shop.slug());
    }

    private void reported(IntakeSource source, Signal... signals) {
        assertThat(loop.stores()
                        .reports()
                        .accept(
                                source,
                                List.of(signals).stream().map(Report::of).toList()))
                .isEqualTo(dev.fettle.intake.ReportLog.Acceptance.STORED);
    }

    private Signal exception(Instant at, int count) {
        return new Signal.ExceptionSeen(
                named(),
                at,
                "AttributeError",
                "'NoneType' object has no attribute 'generate_text'",
                null,
                List.of("core/providers.py"),
                count);
    }

    private Signal memory(Instant at) {
        return new Signal.AnomalySeen(
                named(), at, "memory_usage_gb", 2.1, 2.0, "medium", List.of("core/research_engine.py"));
    }

    @Test
    void anExceptionSeenFiveTimesIsTheMissionsFirstTicket() {
        reported(IntakeSource.EXCEPTIONS, exception(TEN, 1));
        reported(IntakeSource.EXCEPTIONS, exception(LATER, 3), exception(TEN.plusSeconds(60), 1));
        loop.settle();

        Ticket ticket = loop.ticket();
        assertThat(ticket.id()).matches("exception_\\d+_\\d{4}");
        assertThat(ticket.repository()).isEqualTo(shop);
        assertThat(ticket.title()).isEqualTo("Fix AttributeError in core/providers.py");
        assertThat(ticket.description())
                .isEqualTo("Recurring AttributeError: 'NoneType' object has no attribute 'generate_text'");
        assertThat(ticket.category()).isEqualTo(Category.BUG_FIX);
        assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
        assertThat(ticket.proposedSolution())
                .isEqualTo("Add null checks and defensive programming for provider access");
        assertThat(ticket.testPlan())
                .isEqualTo("1. Reproduce the error\n2. Apply fix\n3. Verify error no longer occurs");
        assertThat(ticket.filesToModify()).containsExactly("core/providers.py");
        assertThat(ticket.riskLevel()).isEqualTo(4);
        assertThat(ticket.estimatedEffort()).isEqualTo(3);
        assertThat(ticket.count()).isEqualTo(5);
        assertThat(ticket.evidence())
                .containsExactly(new Evidence.ExceptionSeen(
                        "AttributeError", "'NoneType' object has no attribute 'generate_text'", 5, TEN, LATER, ""));
    }

    @Test
    void aMeasureAboveItsThresholdIsTheSecond() {
        reported(IntakeSource.PERFORMANCE, memory(TEN));
        loop.settle();

        Ticket ticket = loop.ticket();
        assertThat(ticket.id()).startsWith("perf_");
        assertThat(ticket.title()).isEqualTo("Optimize memory usage in research_engine.py");
        assertThat(ticket.description()).isEqualTo("Memory usage exceeds threshold: 2.1GB (threshold: 2.0GB)");
        assertThat(ticket.category()).isEqualTo(Category.PERFORMANCE);
        assertThat(ticket.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(List.of(ticket.riskLevel(), ticket.estimatedEffort())).containsExactly(5, 6);
        assertThat(ticket.proposedSolution())
                .isEqualTo("Optimize memory usage and implement better garbage collection");
        assertThat(ticket.evidence()).containsExactly(new Evidence.Anomaly("memory_usage_gb", 2.1, 2.0, "medium"));
    }

    @Test
    void negativeFeedbackIsTheThird() {
        reported(
                IntakeSource.FEEDBACK,
                new Signal.FeedbackGiven(named(), LATER, "Response time is too slow", "negative"));
        loop.settle();

        Ticket ticket = loop.ticket();
        assertThat(ticket.id()).startsWith("feedback_");
        assertThat(ticket.title()).isEqualTo("Address user feedback: Response time is too slow");
        assertThat(ticket.category()).isEqualTo(Category.FEATURE);
        assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
        assertThat(ticket.proposedSolution()).isEqualTo("Improve performance and responsiveness");
        assertThat(List.of(ticket.riskLevel(), ticket.estimatedEffort())).containsExactly(3, 4);
        assertThat(ticket.evidence())
                .containsExactly(new Evidence.Feedback("Response time is too slow", "negative", LATER));
    }

    @Test
    void noRepairBeginsBeforeAPersonAsks() {
        reported(IntakeSource.SENTRY, exception(TEN, 100));
        loop.settle();
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.REPORTED);
        assertThat(loop.ticket().priority()).isEqualTo(Priority.CRITICAL);
        assertThat(loop.backlog().attempts(loop.ticket().id())).isEmpty();
        assertThat(loop.sandboxes.made()).isZero();
    }

    @Test
    void theOperatorsApprovalLetsItGoOn() {
        reported(IntakeSource.EXCEPTIONS, exception(TEN, 1));
        loop.settle();
        loop.verbs().approve(loop.ticket(), "operator");
        loop.settle();

        assertThat(loop.ticket().waiting()).isNotEqualTo(WaitingReason.REPORTED);
        assertThat(loop.backlog().history(loop.ticket().id()))
                .extracting(entry -> entry.cause())
                .contains("approved by operator", "a cycle has started");
        told.pullRequest();
    }

    @Test
    void theLinesOfAReleaseAreFollowedToTheBranchThatIsMended() {
        String released = loop.world.branches(shop).get("main");
        String now = Samples.mendable().get(Samples.SOURCE).replace("class Price", "/** What is paid. */\nclass Price");
        loop.happens(loop.world.push(shop, "main", "ann", Map.of(Samples.SOURCE, now), "Say what it is"));
        reported(IntakeSource.SENTRY, thrownAtLine5().in("shop@1.0+" + released));
        loop.settle();
        assertThat(loop.ticket().metadata()).containsEntry("revision", "shop@1.0+" + released);

        loop.verbs().approve(loop.ticket(), "operator");
        loop.settle();

        assertThat(loop.ticket().metadata())
                .containsEntry(
                        "lines",
                        "The trace's lines are those of shop@1.0+" + released + " (" + released.substring(0, 12)
                                + "). Now: Price.java:5 → Price.java:6.");
        assertThat(loop.ticket().filesToModify()).containsExactly(Samples.SOURCE);

        // By now there is a copy, so the next one is known before anybody approves.
        String later = now.replace("net - tax", "net * tax");
        loop.happens(loop.world.push(shop, "main", "ann", Map.of(Samples.SOURCE, later), "Multiply"));
        loop.look();
        reported(
                IntakeSource.SENTRY,
                new Signal.ExceptionSeen(
                                named(),
                                LATER,
                                "java.lang.ArithmeticException",
                                "overflow",
                                StackTraceParser.parse("""
                                                java.lang.ArithmeticException: overflow
                                                \tat shop.Price.total(Price.java:5)
                                                """).orElseThrow(),
                                List.of(),
                                1)
                        .in(released));
        loop.settle();
        assertThat(loop.tickets())
                .filteredOn(ticket -> ticket.title().contains("ArithmeticException"))
                .singleElement()
                .satisfies(ticket -> {
                    assertThat(ticket.waiting()).isEqualTo(WaitingReason.REPORTED);
                    assertThat(ticket.filesToModify()).containsExactly(Samples.SOURCE);
                    assertThat(ticket.metadata().get("lines")).startsWith("The trace's lines are those of");
                });
    }

    private Signal.ExceptionSeen thrownAtLine5() {
        String trace = "java.lang.IllegalStateException: no price\n\tat shop.Price.total(Price.java:5)\n";
        return new Signal.ExceptionSeen(
                named(),
                TEN,
                "java.lang.IllegalStateException",
                "no price",
                StackTraceParser.parse(trace).orElseThrow(),
                List.of(),
                1);
    }

    @Test
    void theSameFailureInAnIssueOfAPersonWhoMayWriteLetsItGoOnToo() {
        String trace = "java.lang.IllegalStateException: no price\n\tat shop.Price.of(Price.java:3)\n";
        reported(
                IntakeSource.EXCEPTIONS,
                new Signal.ExceptionSeen(
                        named(),
                        TEN,
                        "java.lang.IllegalStateException",
                        "no price",
                        StackTraceParser.parse(trace).orElseThrow(),
                        List.of(),
                        1));
        loop.settle();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.REPORTED);
        long issue = loop.world.openIssue(shop, "wil", "It crashes", trace).id();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        assertThat(loop.ticket().metadata()).containsEntry("requested_by", "wil");
        assertThat(loop.ticket().waiting()).isNotEqualTo(WaitingReason.REPORTED);
        told.eyes(issue, 0);
        told.status(issue);
    }

    private Signal noPrice() {
        return new Signal.ExceptionSeen(
                named(),
                TEN,
                "java.lang.IllegalStateException",
                "no price",
                StackTraceParser.parse(
                                "java.lang.IllegalStateException: no price\n\tat shop.Price.total(Price.java:5)\n")
                        .orElseThrow(),
                List.of(),
                1);
    }

    @Test
    void aPersonsPullRequestThatNamesTheExceptionAndItsMethodIsWaitedFor() {
        reported(IntakeSource.EXCEPTIONS, noPrice());
        loop.settle();
        loop.happens(loop.world.push(shop, "other", "wil", Map.of("o.txt", "o\n"), "Try"));
        loop.world.openPullRequest(
                shop, "wil", new PullRequestDraft("other", "main", "Price.total is slow", "", false));
        loop.happens(loop.world.push(shop, "mine", "wil", Map.of("t.txt", "t\n"), "Try"));
        long theirs = loop.world
                .openPullRequest(
                        shop,
                        "wil",
                        new PullRequestDraft("mine", "main", "No IllegalStateException out of Price.total", "", false))
                .id();
        loop.verbs().approve(loop.ticket(), "operator");
        loop.settle();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.IN_HANDS);
        assertThat(loop.ticket().metadata()).containsEntry("in_hands", Long.toString(theirs));
        assertThat(loop.sandboxes.made()).isZero();

        loop.happens(loop.world.closePullRequest(shop, theirs, "wil"));
        assertThat(loop.ticket().waiting()).isNotEqualTo(WaitingReason.IN_HANDS);
        assertThat(loop.sandboxes.made()).isPositive();
    }

    @Test
    void aFileIsNamedByItsPathWhereThereIsACopyOfTheRepository() {
        reported(IntakeSource.EXCEPTIONS, noPrice());
        loop.settle();
        assertThat(loop.ticket().filesToModify()).as("no copy yet").containsExactly("Price.java");
        loop.verbs().approve(loop.ticket(), "operator");
        loop.settle();

        loop.clock.pass(Duration.ofMinutes(6));
        reported(
                IntakeSource.EXCEPTIONS,
                new Signal.ExceptionSeen(
                        named(),
                        TEN,
                        "java.lang.ArithmeticException",
                        "",
                        StackTraceParser.parse("java.lang.ArithmeticException\n\tat shop.Price.vat(Price.java:5)\n"
                                        + "\tat lib.Tax.of(Tax.java:7)\n")
                                .orElseThrow(),
                        List.of(),
                        1));
        loop.settle();

        Ticket second = loop.tickets().stream()
                .filter(ticket -> ticket.title().contains("Arithmetic"))
                .findFirst()
                .orElseThrow();
        assertThat(second.filesToModify()).containsExactly(Samples.SOURCE);
        assertThat(second.title()).isEqualTo("Fix ArithmeticException in " + Samples.SOURCE);
    }

    @Test
    void aSourceThatIsOffMakesNoTicketAndLeavesNothingBehind() {
        loop.happens(loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(".github/fettle.yml", "sources:\n  exceptions: false\n"),
                "No exceptions, please"));
        reported(IntakeSource.OTLP, exception(TEN, 3));
        reported(IntakeSource.PERFORMANCE, memory(TEN));
        loop.settle();

        assertThat(loop.ticket().category()).isEqualTo(Category.PERFORMANCE);
        assertThat(loop.stores().reports().waiting(named().key())).isZero();
        assertThat(loop.database()).doesNotContain("generate_text");
    }

    @Test
    void whatIsOverClosesTheTicketThatWasNotBegun() {
        reported(IntakeSource.ALERTS, memory(TEN));
        loop.settle();
        over(memory(LATER));

        assertThat(loop.ticket().status()).isEqualTo(Status.FAILED);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
        assertThat(loop.backlog().history(loop.ticket().id()))
                .extracting(entry -> entry.cause())
                .contains("reported to be over at 2025-12-30T15:30:00Z");
    }

    @Test
    void whatIsOverAndComesAgainWaitsAgain() {
        reported(IntakeSource.ALERTS, memory(TEN));
        loop.settle();
        over(memory(LATER));
        reported(IntakeSource.ALERTS, memory(LATER.plusSeconds(60)));
        loop.settle();

        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.REPORTED);
        assertThat(loop.ticket().count()).isEqualTo(2);
    }

    @Test
    void whatAPersonApprovedStaysThoughItIsOver() {
        reported(IntakeSource.ALERTS, memory(TEN));
        loop.settle();
        loop.backlog().update(loop.ticket().id(), t -> t.withMetadata("approved_by", "operator"), "approved");
        over(memory(LATER));

        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void whatIsOverBeforeAnybodyKnewOfItChangesNothing() {
        over(memory(LATER));

        assertThat(loop.tickets()).isEmpty();
    }

    /** Reports are folded for a moment before anything is made of them. */
    private void workInAMoment() {
        loop.clock.pass(Duration.ofSeconds(5));
        loop.work();
    }

    private void over(Signal signal) {
        var unused = loop.stores().reports().accept(IntakeSource.ALERTS, List.of(new Report(signal, true)));
        loop.settle();
    }

    @Test
    void aRepositoryThatTheForgeDoesNotShowKeepsItsReports() {
        RepositoryRef elsewhere = RepositoryRef.parse("acme/nowhere");
        var unused = loop.stores()
                .reports()
                .accept(
                        IntakeSource.FEEDBACK,
                        List.of(Report.of(new Signal.FeedbackGiven(elsewhere, TEN, "Too slow", "negative"))));
        workInAMoment();

        assertThat(loop.tickets()).isEmpty();
        assertThat(loop.stores().reports().waiting(elsewhere.key())).isEqualTo(1);

        var made = loop.world.createRepository("acme", "nowhere", Samples.green());
        loop.settle();
        assertThat(loop.ticket().repository()).isEqualTo(made.ref());
    }

    @Test
    void aFloodOfDifferentFailuresMakesADaysTicketsAndTheRestWaitsUncounted() {
        int different = IntakeLimits.DEFAULT.newTicketsPerDay() + 30;
        List<Report> all = new ArrayList<>();
        for (int i = 0; i < different; i++) {
            all.add(Report.of(new Signal.ExceptionSeen(
                    named(), TEN, "Failure" + (char) ('a' + i % 26) + (char) ('a' + i / 26), "", null, List.of(), 1)));
        }
        var unused = loop.stores().reports().accept(IntakeSource.EXCEPTIONS, all);
        workInAMoment();
        assertThat(loop.tickets()).hasSize(IntakeLimits.DEFAULT.newTicketsPerDay());
        assertThat(loop.stores().reports().waiting(named().key())).isEqualTo(30);
        assertThat(loop.stores().reports().deferred())
                .containsExactly(
                        "ann/shop: 30 reported failures are no tickets yet and wait for tomorrow; the log says why.");

        // What is known is counted all the same.
        reported(IntakeSource.EXCEPTIONS, all.get(0).signal());
        workInAMoment();
        assertThat(loop.tickets().stream().mapToInt(Ticket::count).sum())
                .isEqualTo(IntakeLimits.DEFAULT.newTicketsPerDay() + 1);

        loop.clock.pass(Duration.ofDays(1));
        loop.settle();
        assertThat(loop.tickets()).hasSize(different);
    }

    @Test
    void aBurstDoesNotAskTheForgeAtEachTurn() {
        FaultyForge forge = loop.badDays();
        for (int i = 0; i < 4; i++) {
            reported(IntakeSource.EXCEPTIONS, exception(TEN, 1));
            loop.settle();
        }

        assertThat(loop.ticket().count()).isEqualTo(4);
        assertThat(forge.calls().stream().filter("repository"::equals)).hasSize(1);
    }

    @Test
    void whileTheForgeCannotBeReachedReportsWaitAndAreCounted() {
        loop.badDays().failBefore("repository").failBefore("file");
        reported(IntakeSource.EXCEPTIONS, exception(TEN, 1));
        workInAMoment();
        assertThat(loop.tickets()).isEmpty();
        reported(IntakeSource.EXCEPTIONS, exception(LATER, 2));
        loop.settle();

        assertThat(loop.ticket().count()).isEqualTo(3);
    }

    @Test
    void newSettingsHoldFromTheirPushOn() {
        reported(IntakeSource.EXCEPTIONS, exception(TEN, 1));
        loop.settle();
        loop.happens(loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(".github/fettle.yml", "sources:\n  exceptions: false\n"),
                "No exceptions any more"));
        reported(IntakeSource.EXCEPTIONS, exception(LATER, 1));
        loop.settle();

        assertThat(loop.ticket().count()).isEqualTo(1);
        assertThat(loop.stores().reports().waiting(named().key())).isZero();
    }

    @Test
    void aRestartInBetweenLosesNothingAndCountsNothingTwice() {
        reported(IntakeSource.EXCEPTIONS, exception(TEN, 3));
        loop.restart();
        reported(IntakeSource.EXCEPTIONS, exception(LATER, 2));
        loop.settle();

        assertThat(loop.ticket().count()).isEqualTo(5);
    }

    @Test
    void whatCiSaysGoesOnWhileAReportWaits() {
        reported(IntakeSource.EXCEPTIONS, exception(TEN, 1));
        loop.settle();
        String head = loop.world.branches(shop).get("main");
        loop.happens(loop.world.finishRun(
                shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"), "failure", Samples.redLog()));

        assertThat(loop.tickets()).extracting(Ticket::status).containsExactlyInAnyOrder(Status.OPEN, Status.READY);
        told.pullRequest();
    }
}
