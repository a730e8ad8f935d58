package dev.fettle.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.StackTrace;
import dev.fettle.intake.Signal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The mission's three example tickets, and what becomes of a signal that is seen again. */
class TicketDraftsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_705_123_456L);
    private static final RepositoryRef REPOSITORY = new RepositoryRef(7, "jarvis", "core");
    private final TicketDrafts drafts = new TicketDrafts(InstantSource.fixed(NOW));

    @Test
    void anExceptionSeenFiveTimesIsABugOfHighPriority() {
        Ticket ticket = drafts.draft(attributeError(5));

        assertThat(ticket.id()).matches("exception_1705123456_\\d{4}");
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
        assertThat(ticket.metadata()).containsKey(TicketDrafts.REASONS);
    }

    @Test
    void aMemoryAnomalyIsAPerformanceTicket() {
        Ticket ticket = drafts.draft(new Signal.AnomalySeen(
                REPOSITORY, NOW, "memory_usage_gb", 2.1, 2.0, "medium", List.of("core/research_engine.py")));

        assertThat(ticket.id()).matches("perf_1705123456_\\d{4}");
        assertThat(ticket.title()).isEqualTo("Optimize memory usage in research_engine.py");
        assertThat(ticket.description()).isEqualTo("Memory usage exceeds threshold: 2.1GB (threshold: 2.0GB)");
        assertThat(ticket.category()).isEqualTo(Category.PERFORMANCE);
        assertThat(ticket.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(ticket.proposedSolution())
                .isEqualTo("Optimize memory usage and implement better garbage collection");
        assertThat(ticket.riskLevel()).isEqualTo(5);
        assertThat(ticket.estimatedEffort()).isEqualTo(6);
    }

    @Test
    void negativeFeedbackIsAFeatureOfHighPriority() {
        Ticket ticket =
                drafts.draft(new Signal.FeedbackGiven(REPOSITORY, NOW, "Response time is too slow", "negative"));

        assertThat(ticket.id()).matches("feedback_1705123456_\\d{4}");
        assertThat(ticket.title()).isEqualTo("Address user feedback: Response time is too slow");
        assertThat(ticket.category()).isEqualTo(Category.FEATURE);
        assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
        assertThat(ticket.proposedSolution()).isEqualTo("Improve performance and responsiveness");
        assertThat(ticket.riskLevel()).isEqualTo(3);
        assertThat(ticket.estimatedEffort()).isEqualTo(4);
    }

    @Test
    void aSignalSeenAgainRaisesCountTimesAndPastAThresholdPriority() {
        Ticket first = drafts.draft(attributeError(1));
        assertThat(first.priority()).isEqualTo(Priority.MEDIUM);

        Ticket later = TicketDrafts.seenAgain(first, drafts.draft(attributeError(4)), attributeError(4));

        assertThat(later.id()).isEqualTo(first.id());
        assertThat(later.count()).isEqualTo(5);
        assertThat(later.priority()).isEqualTo(Priority.HIGH);
        assertThat(later.evidence()).hasSize(1);
        assertThat(((Evidence.ExceptionSeen) later.evidence().get(0)).count()).isEqualTo(5);
    }

    @Test
    void whatIsSeenAgainInALaterReleaseShowsWhereTheCodeStandsNow() {
        Signal.ExceptionSeen older = crash("1.4.0", 30, NOW);
        Signal.ExceptionSeen newer = crash("1.5.0", 47, NOW.plusSeconds(60));
        Signal.ExceptionSeen nameless = crash("", 99, NOW.plusSeconds(90));
        Ticket first = drafts.draft(older);

        Ticket again = TicketDrafts.seenAgain(first, drafts.draft(newer), newer);
        Ticket last = TicketDrafts.seenAgain(again, drafts.draft(nameless), nameless);
        Ticket late = TicketDrafts.seenAgain(last, drafts.draft(older), older);

        assertThat(late.metadata()).containsEntry(TicketDrafts.REVISION, "1.5.0");
        assertThat(late.evidence()).hasSize(1).allSatisfy(piece -> {
            Evidence.ExceptionSeen seen = (Evidence.ExceptionSeen) piece;
            assertThat(seen.stackTrace()).contains("Cart.java:47");
            assertThat(seen.count()).isEqualTo(4);
        });
    }

    private static Signal.ExceptionSeen crash(String release, int line, Instant at) {
        StackTrace trace = new StackTrace(
                StackTrace.Language.JAVA,
                "java.lang.NullPointerException",
                "",
                List.of(new StackTrace.Frame("shop.Cart", "total", "Cart.java", line)),
                List.of());
        return new Signal.ExceptionSeen(REPOSITORY, at, trace.type(), "", trace, List.of(), 1).in(release);
    }

    @Test
    void anAlertThatGetsWorseGetsMoreUrgentAndAMilderWordTakesNothingBack() {
        Ticket warned = drafts.draft(anomaly("medium"));
        Signal worse = anomaly("critical");

        Ticket critical = TicketDrafts.seenAgain(warned, drafts.draft(worse), worse);
        assertThat(critical.priority()).isEqualTo(Priority.CRITICAL);

        Ticket after = TicketDrafts.seenAgain(critical, warned, anomaly("medium"));
        assertThat(after.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(after.count()).isEqualTo(3);
    }

    private static Signal anomaly(String severity) {
        return new Signal.AnomalySeen(REPOSITORY, NOW, "memory_usage_gb", 2.1, 2.0, severity, List.of());
    }

    @Test
    void aRedBranchIsNoRedDefaultBranch() {
        Ticket onDefault = drafts.draft(red("main", true));
        Ticket elsewhere = drafts.draft(red("topic", false));

        assertThat(onDefault.priority()).isEqualTo(Priority.HIGH);
        assertThat(onDefault.metadata().get(TicketDrafts.REASONS)).contains("the default branch is red");
        assertThat(elsewhere.priority()).isEqualTo(Priority.MEDIUM);
        assertThat(elsewhere.metadata().get(TicketDrafts.REASONS)).contains("a branch is red");
    }

    private static Signal red(String branch, boolean onDefault) {
        return new Signal.RedTests(
                REPOSITORY,
                NOW,
                "c".repeat(40),
                branch,
                onDefault,
                "CI",
                Signal.FailureClass.TEST,
                List.of(),
                null,
                "");
    }

    @Test
    void noPlaceIsClaimedWhereNoneIsKnown() {
        assertThat(drafts.draft(exception("gone")).metadata().get(TicketDrafts.REASONS))
                .contains("nothing tells the place")
                .doesNotContain("known from the trace");
        assertThat(drafts.draft(attributeError(1)).metadata().get(TicketDrafts.REASONS))
                .contains("the place is known from the trace");
    }

    @Test
    void theSameFeedbackAgainAndAgainIsOnePieceOfEvidence() {
        Instant first = Instant.parse("2024-05-01T10:00:00Z");
        Ticket ticket = drafts.draft(feedback(first));
        for (int day = 1; day <= 50; day++) {
            Signal again = feedback(first.plusSeconds(86_400L * day));
            ticket = TicketDrafts.seenAgain(ticket, drafts.draft(again), again);
        }

        assertThat(ticket.count()).isEqualTo(51);
        assertThat(ticket.evidence())
                .containsExactly(new Evidence.Feedback("Too slow", "negative", first.plusSeconds(86_400L * 50)));
    }

    private static Signal feedback(Instant at) {
        return new Signal.FeedbackGiven(new RepositoryRef(7, "acme", "shop"), at, "Too slow", "negative");
    }

    @Test
    void messagesThatDifferInNumbersAndNamesHaveOneFingerprint() {
        String one = Fingerprint.of(exception("Order 4711 of 'anna' not found"));
        String two = Fingerprint.of(exception("Order 12 of 'bob' not found"));
        String other = Fingerprint.of(exception("Customer 12 of 'bob' not found"));

        assertThat(one).isEqualTo(two).isNotEqualTo(other).hasSize(32);
    }

    private static Signal exception(String message) {
        return new Signal.ExceptionSeen(
                REPOSITORY, NOW, "java.lang.IllegalStateException", message, null, List.of(), 1);
    }

    private static Signal attributeError(int count) {
        return new Signal.ExceptionSeen(
                REPOSITORY,
                NOW,
                "AttributeError",
                "'NoneType' object has no attribute 'generate_text'",
                null,
                List.of("core/providers.py"),
                count);
    }
}
