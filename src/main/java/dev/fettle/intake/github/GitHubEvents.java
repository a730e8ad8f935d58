package dev.fettle.intake.github;

import dev.fettle.forge.Identity;
import dev.fettle.intake.Delivery;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says in our words what a delivery of GitHub, or of a server that speaks as it does, means.
 *
 * <p>The name of the event comes from a header that nobody signed, so each event has its own schema: a payload that is not of its event, however
 * well signed, is {@code Ignored(MALFORMED)}. Nothing in a delivery makes {@link #read} throw.
 *
 * <p>Branches of forks are written {@code owner:branch}, so that they are never taken for branches of the repository.
 */
public final class GitHubEvents {
    /** What a payload of the event must not hold at its top: it would be another event's. */
    private static final Map<String, Set<String>> FOREIGN = Map.of(
            "push", Set.of("action", "issue", "pull_request", "check_run", "check_suite", "workflow_run"),
            "issues", Set.of("comment", "pull_request", "review", "commits"),
            "issue_comment", Set.of("review", "commits"),
            "workflow_run", Set.of("workflow_job", "commits"),
            "check_run", Set.of("commits"),
            "check_suite", Set.of("check_run", "commits"),
            "status", Set.of("action", "deployment", "commits"),
            "pull_request", Set.of("review", "comment", "thread", "issue", "commits"),
            "pull_request_review", Set.of("comment", "thread", "issue", "commits"),
            "installation", Set.of("repositories_added", "repositories_removed", "repository"));

    /** Events that say how things stand, whoever caused them. */
    private static final Set<String> WHOEVER =
            Set.of("push", "workflow_run", "check_run", "check_suite", "status", "deployment_status", "pull_request");

    private final Predicate<Event.Actor> allowedBots;

    /** Reacts to no bot. */
    public GitHubEvents() {
        this(bot -> false);
    }

    /** @param allowedBots bots that are treated as people are */
    public GitHubEvents(Predicate<Event.Actor> allowedBots) {
        this.allowedBots = allowedBots;
    }

    /**
     * What the delivery means.
     *
     * @param us who Fettle is there: what it does itself is {@code Ignored(OWN_DOING)}
     */
    public Event read(Delivery delivery, Identity us) {
        try {
            return known(delivery, us);
        } catch (MalformedPayloadException e) {
            return new Event.Ignored(IgnoreReason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private Event known(Delivery delivery, Identity us) {
        String event = delivery.event();
        byte[] body = delivery.body();
        return switch (event) {
            case "ping" -> ping(Payload.parse(body));
            case "installation", "installation_repositories" -> {
                Payload payload = ofThis(event, body);
                String action = payload.word("action");
                yield event.equals("installation")
                        ? InstallationEvents.installation(payload, action, us)
                        : InstallationEvents.repositories(payload, action, us);
            }
            case "installation_target" -> {
                Payload payload = ofThis(event, body);
                yield InstallationEvents.target(payload, payload.word("action"));
            }
            case "repository" -> RepositoryEvents.read(Payload.parse(body), delivery.id());
            case "push",
                    "issues",
                    "issue_comment",
                    "workflow_run",
                    "check_run",
                    "check_suite",
                    "status",
                    "deployment_status",
                    "pull_request",
                    "pull_request_review" -> ofRepository(event, ofThis(event, body), delivery.id(), us);
            default -> new Event.Ignored(IgnoreReason.UNKNOWN_EVENT, dev.fettle.base.UntrustedText.oneLine(event, 100));
        };
    }

    private Event ofRepository(String event, Payload payload, String delivery, Identity us) {
        Event.Origin origin = Origins.of(payload, delivery);
        Event read = switch (event) {
            case "push" -> push(payload, origin);
            case "status" -> CiEvents.status(payload, origin, us);
            case "deployment_status" -> CiEvents.deployment(payload, origin);
            default -> {
                String action = payload.word("action");
                yield switch (event) {
                    case "issues" -> IssueEvents.issues(payload, origin, action);
                    case "issue_comment" -> IssueEvents.comment(payload, origin, action);
                    case "workflow_run" -> CiEvents.workflowRun(payload, origin, action);
                    case "check_run" -> CiEvents.checkRun(payload, origin, action, us);
                    case "check_suite" -> CiEvents.checkSuite(payload, origin, action, us);
                    case "pull_request" -> PullRequestEvents.pullRequest(payload, origin, action, us);
                    default -> PullRequestEvents.review(payload, origin, action);
                };
            }
        };
        if (read instanceof Event.Ignored) {
            return read;
        }
        boolean ours = Origins.isUs(origin.sender(), us);
        if (ours && (event.equals("push") || !WHOEVER.contains(event))) {
            return new Event.Ignored(IgnoreReason.OWN_DOING, event + " by us");
        }
        if (origin.sender().bot() && !WHOEVER.contains(event) && !allowedBots.test(origin.sender())) {
            return new Event.Ignored(
                    IgnoreReason.BOT, event + " by " + origin.sender().login());
        }
        return read;
    }

    private static Event push(Payload payload, Event.Origin origin) {
        String ref = payload.raw("ref", "");
        String before = payload.sha("before");
        String after = payload.sha("after");
        payload.requireList("commits");
        payload.object("pusher");
        if (ref.startsWith("refs/tags/")) {
            return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "push of a tag");
        }
        String prefix = "refs/heads/";
        if (!ref.startsWith(prefix) || !BranchNames.valid(ref.substring(prefix.length()))) {
            throw payload.missing("ref", "a branch");
        }
        String branch = ref.substring(prefix.length());
        String standard = payload.object("repository").branchOrNone("default_branch");
        List<String> messages = payload.objects("commits").stream()
                .map(commit -> commit.text("message"))
                .toList();
        return new Event.Pushed(origin, branch, before, after, branch.equals(standard), messages);
    }

    private static Event ping(Payload payload) {
        payload.word("zen");
        return new Event.Ping();
    }

    private static Payload ofThis(String event, byte[] body) {
        Payload payload = Payload.parse(body);
        for (String foreign : FOREIGN.getOrDefault(event, Set.of())) {
            if (payload.has(foreign)) {
                throw new MalformedPayloadException("a payload of " + event + " has no " + foreign);
            }
        }
        return payload;
    }
}
