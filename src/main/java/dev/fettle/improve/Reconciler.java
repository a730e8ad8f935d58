package dev.fettle.improve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.propose.PullRequestText;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what no webhook told: labelled issues without a ticket, pull requests of ours that were merged or closed, and boxes ticked on them. It changes nothing itself but makes the
 * deliveries that were missed, in the forge's own format, which then go the way of all others.
 */
public final class Reconciler {
    /** The source of its deliveries: who caused what it found is not known. */
    public static final String SOURCE = "poll";

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Backlog backlog;
    private final DeliveryLog deliveries;
    private final Forge forge;
    private final SettingsSource settingsSource;
    private final InstantSource clock;

    public Reconciler(
            Backlog backlog, DeliveryLog deliveries, Forge forge, SettingsSource settingsSource, InstantSource clock) {
        this.backlog = backlog;
        this.deliveries = deliveries;
        this.forge = forge;
        this.settingsSource = settingsSource;
        this.clock = clock;
    }

    /** Looks once at every repository. One that cannot be read is left for the next time. */
    public void look() {
        for (Repository repository : forge.repositories()) {
            try {
                look(repository);
            } catch (ForgeException e) {
                LOG.info("{} is looked at later: {}", repository.ref().slug(), e.getMessage());
            } catch (SettingsException e) {
                LOG.warn(
                        "the settings of {} have mistakes: {}", repository.ref().slug(), e.getMessage());
            }
        }
    }

    private void look(Repository repository) {
        RepositorySettings settings = settingsSource.of(repository);
        if (!settings.enabled() || repository.archived()) {
            return;
        }
        List<Ticket> tickets =
                backlog.list(new TicketFilter(null, null, null, repository.ref().key(), null, 1000, 0));
        Set<String> known = tickets.stream()
                .map(ticket -> ticket.metadata().getOrDefault(Metadata.ISSUE, ""))
                .collect(Collectors.toSet());
        forge.issuesLabeled(repository.ref(), settings.triggerLabel()).stream()
                .filter(issue -> !known.contains(Long.toString(issue.number())))
                .forEach(issue -> labeled(repository, issue, settings.triggerLabel()));
        tickets.stream()
                .filter(ticket -> ticket.status() == Status.READY)
                .forEach(ticket -> followed(repository, ticket));
    }

    private void followed(Repository repository, Ticket ticket) {
        String number = ticket.metadata().get(Metadata.PULL_REQUEST);
        if (number == null) {
            return;
        }
        Optional<PullRequest> pullRequest = forge.pullRequest(repository.ref(), Long.parseLong(number));
        pullRequest
                .filter(found -> found.state() != PullRequest.State.OPEN)
                .ifPresent(found -> closed(repository, found));
        pullRequest
                .filter(found -> found.state() == PullRequest.State.OPEN)
                .ifPresent(found -> ticked(repository, ticket, found));
    }

    private void ticked(Repository repository, Ticket ticket, PullRequest pullRequest) {
        String boxes = TickTriage.counting(ticket, PullRequestText.ticked(pullRequest.body(), ticket.id())).stream()
                .map(Enum::name)
                .collect(Collectors.joining("+"));
        if (boxes.isEmpty()) {
            return;
        }
        ObjectNode payload =
                payload(repository.ref(), "edited", repository.ref().owner());
        describe(payload, repository, pullRequest).put("state", "open");
        deliver("poll:" + repository.ref().key() + ":" + pullRequest.number() + ":" + boxes, "pull_request", payload);
    }

    /** Who put the label there is not known; the issue's author stands for them. */
    private void labeled(Repository repository, Issue issue, String label) {
        ObjectNode payload = payload(repository.ref(), "labeled", issue.author());
        ObjectNode node = payload.putObject("issue");
        node.put("number", issue.number())
                .put("title", issue.title())
                .put("body", issue.body())
                .put("state", "open");
        node.putObject("user").put("login", issue.author());
        issue.labels().forEach(each -> node.withArray("labels").addObject().put("name", each));
        payload.putObject("label").put("name", label);
        deliver("poll:" + repository.ref().key() + ":" + issue.number() + ":labeled", "issues", payload);
    }

    private void closed(Repository repository, PullRequest pullRequest) {
        boolean merged = pullRequest.state() == PullRequest.State.MERGED;
        ObjectNode payload =
                payload(repository.ref(), "closed", repository.ref().owner());
        describe(payload, repository, pullRequest).put("state", "closed").put("merged", merged);
        deliver(
                "poll:" + repository.ref().key() + ":" + pullRequest.number() + (merged ? ":merged" : ":closed"),
                "pull_request",
                payload);
    }

    private static ObjectNode payload(RepositoryRef repository, String action, String sender) {
        ObjectNode payload = JSON.createObjectNode().put("action", action);
        describe(payload.putObject("repository"), repository);
        payload.putObject("sender")
                .put("login", sender)
                .put("id", 0)
                .put("type", sender.endsWith("[bot]") ? "Bot" : "User");
        return payload;
    }

    private static ObjectNode describe(ObjectNode payload, Repository repository, PullRequest pullRequest) {
        payload.put("number", pullRequest.number());
        ObjectNode node = payload.putObject("pull_request").put("number", pullRequest.number());
        ObjectNode head = node.putObject("head");
        head.put("ref", pullRequest.headBranch()).put("sha", pullRequest.headSha());
        describe(head.putObject("repo"), repository.ref());
        return node;
    }

    private static void describe(ObjectNode node, RepositoryRef repository) {
        node.put("id", repository.id()).put("name", repository.name()).put("full_name", repository.slug());
        node.putObject("owner").put("login", repository.owner());
    }

    private void deliver(String id, String event, ObjectNode payload) {
        payload.put("fettle_poll", id);
        byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
        if (deliveries.accept(new Delivery(id, SOURCE, event, body, clock.instant()))
                == DeliveryLog.Acceptance.STORED) {
            LOG.info("found by looking: {}", id);
        }
    }
}
