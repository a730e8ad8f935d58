package dev.fettle.intake.github;

import dev.fettle.forge.Identity;
import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import java.util.Locale;

/** {@code pull_request} and {@code pull_request_review}. A bot may merge or update one of ours, so bots are let through here. */
final class PullRequestEvents {
    private PullRequestEvents() {}

    static Event pullRequest(Payload payload, Event.Origin origin, String action, Identity us) {
        Payload pull = payload.object("pull_request");
        long number = pull.number("number");
        Payload head = pull.object("head");
        String branch = branch(head, origin);
        String sha = head.sha("sha");
        boolean merged = pull.flag("merged") || pull.has("merged_at");
        boolean ours = Origins.isUs(origin.sender(), us);
        return switch (action) {
            case "closed" ->
                ours && !merged
                        ? new Event.Ignored(IgnoreReason.OWN_DOING, "pull_request.closed by us")
                        // A merge of ours is let through: it says that the work arrived, and starts nothing.
                        : new Event.PullRequestClosed(origin, number, branch, sha, merged);
            case "synchronize" ->
                ours
                        ? new Event.Ignored(IgnoreReason.OWN_DOING, "pull_request.synchronize by us")
                        : new Event.PullRequestUpdated(origin, number, branch, sha);
            case "opened", "reopened", "ready_for_review" ->
                ours
                        ? new Event.Ignored(IgnoreReason.OWN_DOING, "pull_request." + action + " by us")
                        : new Event.PullRequestOpened(origin, number, branch, sha);
            case "edited" ->
                ours
                        ? new Event.Ignored(IgnoreReason.OWN_DOING, "pull_request.edited by us")
                        : new Event.PullRequestEdited(origin, number, branch);
            default -> new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "pull_request." + action);
        };
    }

    static Event review(Payload payload, Event.Origin origin, String action) {
        Payload review = payload.object("review");
        Payload pull = payload.object("pull_request");
        long number = pull.number("number");
        String branch = branch(pull.object("head"), origin);
        String state = review.wordOr("state", "").toLowerCase(Locale.ROOT);
        String body = review.text("body");
        if (!action.equals("submitted")) {
            return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "pull_request_review." + action);
        }
        return new Event.Reviewed(origin, number, branch, state, body);
    }

    private static String branch(Payload head, Event.Origin origin) {
        String branch = head.branchOrNone("ref");
        if (branch.isEmpty()) {
            throw head.missing("ref", "a branch name");
        }
        return Origins.branchOf(origin.repository(), head.optionalObject("repo"), branch);
    }
}
