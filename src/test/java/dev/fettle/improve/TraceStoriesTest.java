package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fettle.app.telemetry.Traces;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.PullRequest;
import dev.fettle.improve.Collector.Seen;
import dev.fettle.improve.kit.Samples;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever collects traces sees the way of a delivery as one: accepted, triaged, attempted in stages, pushed, proposed. */
class TraceStoriesTest extends ShopTest {
    private final Collector collector = new Collector();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger improve = (Logger) LoggerFactory.getLogger("dev.fettle.improve");

    @AfterEach
    void quiet() {
        improve.detachAppender(log);
        improve.setLevel(null);
        collector.close();
    }

    @Test
    void theWholeWayIsOneTrace() {
        Traces traces = new Traces(collector.url() + "/", "1.2.3");
        loop.traced(traces);
        red();
        PullRequest pull = told.pullRequest();
        traces.close();

        Seen delivery = the("delivery");
        assertThat(delivery.parent()).isEmpty();
        assertThat(delivery.attributes())
                .containsEntry("fettle.event", "workflow_run")
                .containsEntry("fettle.source", "github");
        Seen triage = the("triage");
        assertThat(triage.parent()).isEqualTo(delivery.id());
        assertThat(triage.attributes()).containsEntry("fettle.outcome", "TICKET");
        Seen attempt = the("attempt");
        assertThat(attempt.parent()).isEqualTo(triage.id());
        assertThat(attempt.attributes())
                .containsEntry("fettle.ticket", loop.ticket().id())
                .containsEntry("fettle.repository", shop.slug())
                .containsKey("fettle.outcome");
        assertThat(collector.spans().stream()
                        .filter(span -> span.parent().equals(attempt.id()))
                        .map(Seen::name))
                .containsExactly("checkout", "prepare", "reproduce", "localise", "patch", "prove", "gates");
        assertThat(the("push").parent()).isEqualTo(triage.id());
        assertThat(the("proposal").attributes()).containsEntry("fettle.pull_request", Long.toString(pull.number()));
        assertThat(List.of(triage, attempt, the("push"), the("proposal")))
                .allSatisfy(span -> assertThat(span.trace()).isEqualTo(delivery.trace()));
    }

    @Test
    void whatIsLoggedOnTheWayNamesTheTrace() {
        improve.setLevel(Level.INFO);
        log.start();
        improve.addAppender(log);
        Traces traces = new Traces(collector.url(), "1.2.3");
        loop.traced(traces);
        red();
        told.pullRequest();
        traces.close();

        String trace = the("delivery").trace();
        List<ILoggingEvent> ofTicket = log.list.stream()
                .filter(event -> event.getFormattedMessage().contains(": pull request ")
                        || event.getFormattedMessage().startsWith("delivery "))
                .filter(event -> event.getMDCPropertyMap().containsKey("trace_id"))
                .toList();
        assertThat(ofTicket).isNotEmpty();
        assertThat(ofTicket.stream().map(event -> event.getMDCPropertyMap().get("trace_id")))
                .contains(trace);
        assertThat(ofTicket)
                .allSatisfy(event ->
                        assertThat(event.getMDCPropertyMap().get("span_id")).hasSize(16));
    }

    @Test
    void noTextOfAnybodysIsHandedOver() {
        Traces traces = new Traces(collector.url(), "1.2.3");
        loop.traced(traces);
        red();
        PullRequest pull = told.pullRequest();
        traces.close();

        assertThat(collector.everything())
                .contains("proposal")
                .doesNotContain(loop.ticket().title(), pull.title(), "java.lang", "expected");
    }

    @Test
    void withoutACollectorWorkGoesOn() {
        String nobody = collector.url();
        collector.close();
        Traces traces = new Traces(nobody, "1.2.3");
        loop.traced(traces);
        red();

        told.pullRequest();
        traces.close();
    }

    @Test
    void withoutAnEndpointTicketsRememberNoTrace() {
        red();

        told.pullRequest();
        assertThat(loop.ticket().metadata()).doesNotContainKey("trace");
        assertThat(collector.spans()).isEmpty();
    }

    private void red() {
        String head = loop.world.branches(shop).get("main");
        loop.happens(loop.world.finishRun(
                shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"), "failure", Samples.redLog()));
    }

    /** The only span of that name in the trace of the ticket. */
    private Seen the(String name) {
        Set<String> traces = collector.spans().stream()
                .filter(span -> span.name().equals("attempt"))
                .map(Seen::trace)
                .collect(Collectors.toSet());
        assertThat(traces).as("traces with an attempt").hasSize(1);
        List<Seen> named = collector.spans().stream()
                .filter(span -> span.name().equals(name) && traces.contains(span.trace()))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.get(0);
    }
}
