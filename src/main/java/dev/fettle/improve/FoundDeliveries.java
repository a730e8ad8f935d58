package dev.fettle.improve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Check;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.CommentOn;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.propose.Objection;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the deliveries that nobody sent, in the forge's own format. The id says what was found, so that it is found once. */
final class FoundDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(FoundDeliveries.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The login that forges themselves put where an account is gone. Nobody has it, and so it is never Fettle's own: what Fettle did itself is ignored. */
    private static final String NOBODY_KNOWS = "ghost";

    private final DeliveryLog deliveries;
    private final InstantSource clock;

    FoundDeliveries(DeliveryLog deliveries, InstantSource clock) {
        this.deliveries = deliveries;
        this.clock = clock;
    }

    /** Who put the label there is not known; the issue's author stands for them. */
    void labeled(Repository repository, Issue issue, String label, String occasion) {
        ObjectNode payload = payload(repository, "labeled", issue.author());
        ObjectNode node = payload.putObject("issue");
        node.put("number", issue.number())
                .put("title", issue.title())
                .put("body", issue.body())
                .put("state", "open");
        node.putObject("user").put("login", issue.author());
        issue.labels().forEach(each -> node.withArray("labels").addObject().put("name", each));
        payload.putObject("label").put("name", label);
        deliver(repository, issue.number() + ":" + occasion, "issues", payload);
    }

    /** A label that asked for work is gone. */
    void unlabeled(Repository repository, Issue issue, String label, String occasion) {
        ObjectNode payload = payload(repository, "unlabeled", NOBODY_KNOWS);
        payload.putObject("issue").put("number", issue.number());
        payload.putObject("label").put("name", label);
        deliver(repository, issue.number() + ":" + occasion, "issues", payload);
    }

    void closed(Repository repository, Issue issue, String occasion) {
        ObjectNode payload = payload(repository, "closed", NOBODY_KNOWS);
        payload.putObject("issue").put("number", issue.number());
        deliver(repository, issue.number() + ":" + occasion, "issues", payload);
    }

    /** A box on the issue that mirrors the backlog is ticked. It may be ticked again and again. */
    void edited(Repository repository, Issue issue) {
        ObjectNode payload = payload(repository, "edited", NOBODY_KNOWS);
        payload.putObject("issue")
                .put("number", issue.number())
                .put("title", issue.title())
                .put("body", issue.body());
        deliver(repository, issue.number() + ":ticked:" + clock.instant().toEpochMilli(), "issues", payload);
    }

    /** An issue's text says by now what was asked for. */
    void answered(Repository repository, Issue issue, String occasion) {
        ObjectNode payload = payload(repository, "edited", NOBODY_KNOWS);
        payload.putObject("issue")
                .put("number", issue.number())
                .put("title", issue.title())
                .put("body", issue.body());
        deliver(repository, issue.number() + ":" + occasion, "issues", payload);
    }

    void commented(Repository repository, CommentOn found) {
        ObjectNode payload = payload(repository, "created", found.comment().author());
        ObjectNode issue = payload.putObject("issue").put("number", found.number());
        if (found.onPullRequest()) {
            issue.putObject("pull_request");
        }
        ObjectNode comment = payload.putObject("comment");
        comment.put("id", found.comment().id()).put("body", found.comment().body());
        comment.putObject("user").put("login", found.comment().author());
        deliver(repository, found.number() + ":comment:" + found.comment().id(), "issue_comment", payload);
    }

    /** A check on the head of a branch that has ended. */
    void ended(Repository repository, Check check, String branch) {
        boolean green = check.state() == Check.State.GREEN;
        CiRun run = check.run();
        boolean status = run.kind() == CiRun.Kind.STATUS;
        ObjectNode payload = payload(repository, "completed", NOBODY_KNOWS);
        String result = green ? "success" : "failure";
        if (status) {
            payload.remove("action"); // this event has none
            payload.put("sha", run.headSha()).put("context", run.name()).put("state", result);
            payload.putObject("commit").put("sha", run.headSha());
            payload.putArray("branches").addObject().put("name", branch);
        } else {
            ObjectNode node = payload.putObject("check_run");
            node.put("id", run.id())
                    .put("name", run.name())
                    .put("head_sha", run.headSha())
                    .put("status", "completed")
                    .put("conclusion", result);
            node.putObject("check_suite").put("head_branch", branch);
        }
        String where = branch.equals(repository.defaultBranch()) ? "" : branch + ":";
        String what = where + run.headSha() + ":" + run.name() + ":" + run.id() + ":" + result;
        deliver(repository, what, status ? "status" : "check_run", payload);
    }

    void closed(Repository repository, PullRequest pullRequest) {
        boolean merged = pullRequest.state() == PullRequest.State.MERGED;
        ObjectNode payload = payload(repository, "closed", NOBODY_KNOWS);
        pullRequest(payload, repository, pullRequest).put("state", "closed").put("merged", merged);
        deliver(repository, pullRequest.number() + (merged ? ":merged" : ":closed"), "pull_request", payload);
    }

    /** A person's, with that head. */
    void opened(Repository repository, PullRequest pullRequest) {
        ObjectNode payload = payload(repository, "opened", pullRequest.author());
        ObjectNode node = pullRequest(payload, repository, pullRequest).put("state", "open");
        describeHead(node, pullRequest);
        deliver(repository, pullRequest.number() + ":head:" + pullRequest.headSha(), "pull_request", payload);
    }

    /** Its head is not the commit that Fettle pushed. */
    void moved(Repository repository, PullRequest pullRequest) {
        ObjectNode payload = payload(repository, "synchronize", NOBODY_KNOWS);
        ObjectNode unused = pullRequest(payload, repository, pullRequest).put("state", "open");
        deliver(repository, pullRequest.number() + ":" + pullRequest.headSha(), "pull_request", payload);
    }

    /** Boxes on it are ticked that count. */
    void ticked(Repository repository, PullRequest pullRequest, Set<Objection> boxes) {
        ObjectNode payload = payload(repository, "edited", NOBODY_KNOWS);
        ObjectNode unused = pullRequest(payload, repository, pullRequest).put("state", "open");
        String names = boxes.stream().map(Enum::name).sorted().collect(Collectors.joining("+"));
        deliver(repository, pullRequest.number() + ":" + names, "pull_request", payload);
    }

    /** Other thumbs are down on it than Fettle knows of. */
    void disliked(Repository repository, PullRequest pullRequest, String occasion) {
        ObjectNode payload = payload(repository, "edited", NOBODY_KNOWS);
        ObjectNode unused = pullRequest(payload, repository, pullRequest).put("state", "open");
        deliver(repository, pullRequest.number() + ":disliked:" + occasion, "pull_request", payload);
    }

    private static ObjectNode pullRequest(ObjectNode payload, Repository repository, PullRequest pullRequest) {
        payload.put("number", pullRequest.number());
        ObjectNode node = payload.putObject("pull_request").put("number", pullRequest.number());
        ObjectNode head = node.putObject("head");
        head.put("ref", pullRequest.headBranch()).put("sha", pullRequest.headSha());
        describe(head.putObject("repo"), repository.ref());
        return node;
    }

    /** The head may be of another repository, which is not known by more than its name. */
    private static void describeHead(ObjectNode node, PullRequest pullRequest) {
        ObjectNode head = (ObjectNode) node.path("head");
        String[] name = pullRequest.headRepository().split("/", 2);
        if (name.length < 2) {
            head.putNull("repo");
        } else if (!head.path("repo").path("full_name").asText().equalsIgnoreCase(pullRequest.headRepository())) {
            describe(head.putObject("repo"), new RepositoryRef(0, name[0], name[1]));
        }
    }

    private static ObjectNode payload(Repository repository, String action, String sender) {
        ObjectNode payload = JSON.createObjectNode().put("action", action);
        ObjectNode node = payload.putObject("repository");
        describe(node, repository.ref());
        node.put("default_branch", repository.defaultBranch());
        payload.putObject("sender")
                .put("login", sender)
                .put("id", 0)
                .put("type", sender.endsWith("[bot]") ? "Bot" : "User");
        return payload;
    }

    private static void describe(ObjectNode node, RepositoryRef repository) {
        node.put("id", repository.id()).put("name", repository.name()).put("full_name", repository.slug());
        node.putObject("owner").put("login", repository.owner());
    }

    private void deliver(Repository repository, String what, String event, ObjectNode payload) {
        String id = "poll:" + repository.ref().key() + ":" + what;
        payload.put("fettle_poll", id);
        byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
        if (deliveries.accept(new Delivery(id, Reconciler.SOURCE, event, body, clock.instant()))
                == DeliveryLog.Acceptance.STORED) {
            LOG.info("found by looking: {}", id);
        }
    }
}
