package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.forge.CiRun;
import dev.fettle.intake.Signal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One failure, seen by a CI run, by a server and by a person. */
class OneFailureStoriesTest extends ShopTest {
    private static final String IN_CI = """
            [ERROR] shop.PriceTest.adds -- Time elapsed: 0.01 s <<< ERROR!
            java.lang.ArithmeticException: / by zero
            \tat shop.Price.share(Price.java:9)
            \tat shop.Price.total(Price.java:5)
            \tat shop.PriceTest.adds(PriceTest.java:9)

            [ERROR] Tests run: 2, Failures: 0, Errors: 1, Skipped: 0
            """;

    private static final String ON_A_SERVER = """
            jakarta.servlet.ServletException: request 7f3a-11 failed
            \tat org.springframework.web.Servlet.service(Servlet.java:897)
            Caused by: java.lang.ArithmeticException: / by zero
            \tat app//shop.Price.share(Price.java:12)
            \tat app//shop.Desk$$Lambda$14/0x0000000800066840.run(Unknown Source)
            \tat app//shop.web.Controller.post(Controller.java:44)
            \t... 23 more
            """;

    private static final String BY_A_PERSON = """
            It says this when nobody pays:

            > 2024-05-01 12:00:01.123 ERROR 17 --- [nio-1] shop.Desk : failed
            > java.lang.ArithmeticException: / by zero
            >     at shop.Price.share(Price.java:11) ~[shop.jar:1.0]
            >     at shop.Desk.pay(Desk.java:70) ~[shop.jar:1.0]
            """;

    @Test
    void threeSourcesMakeOneTicketWithThreePiecesOfEvidence() {
        red(IN_CI);
        seen(ON_A_SERVER, 4);
        long issue = loop.world
                .openIssue(shop, "otto", "Division by zero", BY_A_PERSON)
                .id();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        Ticket ticket = loop.ticket();
        assertThat(ticket.evidence())
                .extracting(evidence -> (Object) evidence.getClass())
                .containsExactly(Evidence.CiFailure.class, Evidence.ExceptionSeen.class, Evidence.LabelledIssue.class);
        assertThat(ticket.count()).isEqualTo(6);
        told.pullRequest();
        told.eyes(issue, 0);
        assertThat(told.only(issue, "<!-- fettle:known:")).contains(ticket.id());
    }

    @Test
    void theOrderDoesNotMatterAndRecurrenceRaisesThePriority() {
        seen(ON_A_SERVER, 1);
        assertThat(loop.ticket().priority()).isEqualTo(Priority.MEDIUM);
        seen(ON_A_SERVER.replace(":12)", ":99)").replace("Lambda$14", "Lambda$77"), 60);
        red(IN_CI);

        assertThat(loop.ticket().evidence()).hasSize(2);
        assertThat(loop.ticket().priority()).isEqualTo(Priority.CRITICAL);
        told.pullRequest();
    }

    @Test
    void anotherExceptionAtTheSamePlaceIsAnotherTicket() {
        seen(ON_A_SERVER, 1);
        seen(ON_A_SERVER.replace("java.lang.ArithmeticException", "java.lang.NullPointerException"), 1);
        seen(ON_A_SERVER.replace("Price.share", "Price.tax"), 1);

        assertThat(loop.tickets()).hasSize(3);
    }

    @Test
    void aTraceThatWasCutBeforeItsCauseIsTheSameFailureAsTheWholeOne() {
        seen(WRAPPED, 1);
        seen(cut(WRAPPED), 3);
        assertThat(loop.ticket().count()).isEqualTo(4);
    }

    @Test
    void soItIsWhereTheCutOneCameFirst() {
        seen(cut(WRAPPED), 3);
        seen(WRAPPED, 1);
        seen(WRAPPED.replace("Price.java:9", "Price.java:10"), 1);
        assertThat(loop.ticket().count()).isEqualTo(5);
    }

    @Test
    void aPlaceThatWrapsSeveralCausesSaysNothingOfWhichItWas() {
        seen(WRAPPED, 1);
        seen(WRAPPED.replace("Price.share", "Price.tax"), 1);
        seen(cut(WRAPPED), 1);
        assertThat(loop.tickets()).extracting(Ticket::count).containsExactly(1, 1, 1);
    }

    @Test
    void anotherLineOrMessageIsNotTheCutOne() {
        seen(WRAPPED, 1);
        seen(cut(WRAPPED).replace("Desk.java:70", "Desk.java:81"), 1);
        seen(cut(WRAPPED).replace("cannot pay", "cannot refund"), 1);
        assertThat(loop.tickets()).extracting(Ticket::count).containsExactly(1, 2);
    }

    private static final String WRAPPED = """
            java.lang.IllegalStateException: cannot pay order 12
            \tat shop.Desk.pay(Desk.java:70)
            \tat shop.web.Controller.post(Controller.java:44)
            Caused by: java.lang.ArithmeticException: / by zero
            \tat shop.Price.share(Price.java:9)
            \t... 2 more
            """;

    private static String cut(String trace) {
        return trace.substring(0, trace.indexOf("Caused by"));
    }

    private void red(String log) {
        String head = loop.world.branches(shop).get("main");
        loop.happens(loop.world.finishRun(
                shop,
                new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"),
                "failure",
                Map.of("build", log.getBytes(StandardCharsets.UTF_8))));
    }

    /** As a service that watches servers tells of it. */
    private void seen(String text, int count) {
        StackTrace trace = StackTraceParser.parse(text).orElseThrow();
        Intaking intaking = new Intaking(
                loop.stores().backlog(),
                new TicketDrafts(loop.clock),
                KnownTrees.NONE,
                loop.stores().queue(),
                loop.stores().outbox(),
                new Breaker(loop.stores().memory(), loop.clock),
                foreign -> foreign,
                loop.stores().memory(),
                new Queueing(loop.stores().backlog()),
                loop.clock);
        loop.stores().transactions().inOne(() -> {
            Ticket unused = intaking.take(
                    new Signal.ExceptionSeen(
                            shop, loop.clock.instant(), trace.type(), trace.message(), trace, List.of(), count),
                    Map.of(),
                    RepositorySettings.DEFAULT,
                    false,
                    "seen on a server");
        });
        loop.settle();
    }
}
