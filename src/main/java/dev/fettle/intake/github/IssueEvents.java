package dev.fettle.intake.github;

import dev.fettle.intake.Event;
import dev.fettle.intake.IgnoreReason;
import java.util.List;

/** {@code issues} and {@code issue_comment}. */
final class IssueEvents {
    private IssueEvents() {}

    static Event issues(Payload payload, Event.Origin origin, String action) {
        Payload issue = payload.object("issue");
        long number = issue.number("number");
        String title = issue.wordOr("title", "");
        String body = issue.text("body");
        List<String> labels = labels(issue);
        if (issue.has("pull_request")) {
            return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "issues of a pull request");
        }
        return switch (action) {
            case "labeled" ->
                new Event.IssueLabeled(
                        origin, number, labels, payload.object("label").word("name"), title, body);
            case "opened" ->
                labels.isEmpty()
                        ? new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "opened without a label")
                        : new Event.IssueLabeled(origin, number, labels, "", title, body);
            case "unlabeled" ->
                new Event.IssueUnlabeled(origin, number, payload.object("label").word("name"));
            case "closed" -> new Event.IssueClosed(origin, number);
            case "edited" -> new Event.IssueEdited(origin, number, labels, title, body, before(payload));
            default -> new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "issues." + action);
        };
    }

    static Event comment(Payload payload, Event.Origin origin, String action) {
        Payload issue = payload.object("issue");
        long number = issue.number("number");
        Payload comment = payload.object("comment");
        if (!action.equals("created")) {
            // An edited comment never commands: who edits need not be who wrote it.
            return new Event.Ignored(IgnoreReason.UNINTERESTING_ACTION, "issue_comment." + action);
        }
        return new Event.CommentAdded(
                origin, number, issue.has("pull_request"), comment.number("id"), comment.text("body"));
    }

    private static String before(Payload payload) {
        return payload.optionalObject("changes")
                .flatMap(changes -> changes.optionalObject("body"))
                .map(body -> body.text("from"))
                .orElse("");
    }

    private static List<String> labels(Payload issue) {
        return issue.objects("labels").stream().map(label -> label.word("name")).toList();
    }
}
