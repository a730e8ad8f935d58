package dev.fettle.forge.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.local.Book.StoredComment;
import dev.fettle.forge.local.Book.StoredIssue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people do to issues and in the conversations below them. */
final class IssueWorld {
    private final LocalForge forge;
    private final Shelf shelf;
    private final Payloads payloads;

    IssueWorld(LocalForge forge, Payloads payloads) {
        this.forge = forge;
        this.shelf = forge.shelf();
        this.payloads = payloads;
    }

    /** Opens an issue: {@code issues} {@code opened}, then {@code labeled} for each label. The act's id is its number. */
    Act open(RepositoryRef repository, String user, String title, String body, String... labels) {
        return shelf.change(repository, (book, git) -> {
            Instant now = forge.clock().instant();
            StoredIssue issue = new StoredIssue(
                    book.nextId(),
                    book.nextNumber(),
                    title,
                    body,
                    user,
                    true,
                    List.of(labels),
                    List.of(),
                    now,
                    now,
                    null,
                    null);
            book.issues.add(issue);
            List<Webhook> webhooks = new ArrayList<>();
            webhooks.add(hook(book, issue, "opened", user, Payloads.node()));
            for (String label : labels) {
                webhooks.add(hook(book, issue, "labeled", user, labelNode(book, label)));
            }
            return new Act(issue.number(), "", webhooks);
        });
    }

    /** {@code issues} {@code labeled}. */
    Act label(RepositoryRef repository, long number, String user, String label) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            List<String> labels = Pulls.without(issue.labels(), label);
            labels.add(label);
            StoredIssue labeled =
                    book.put(issue.withLabels(labels, forge.clock().instant()));
            return new Act(number, "", List.of(hook(book, labeled, "labeled", user, labelNode(book, label))));
        });
    }

    /** {@code issues} {@code unlabeled}. */
    Act unlabel(RepositoryRef repository, long number, String user, String label) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            StoredIssue rest = book.put(issue.withLabels(
                    Pulls.without(issue.labels(), label), forge.clock().instant()));
            return new Act(number, "", List.of(hook(book, rest, "unlabeled", user, labelNode(book, label))));
        });
    }

    /** {@code issues} {@code edited}. */
    Act edit(RepositoryRef repository, long number, String user, String title, String body) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue before = LocalForge.existing(book, number);
            StoredIssue after =
                    book.put(before.withText(title, body, forge.clock().instant()));
            book.editors.put(number, user);
            ObjectNode changes = Payloads.node();
            changes.set("title", Payloads.node().put("from", before.title()));
            changes.set("body", Payloads.node().put("from", before.body()));
            ObjectNode extra = Payloads.node();
            extra.set("changes", changes);
            return new Act(number, "", List.of(hook(book, after, "edited", user, extra)));
        });
    }

    /** {@code issues} {@code closed}. */
    Act close(RepositoryRef repository, long number, String user) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue closed = book.put(LocalForge.existing(book, number)
                    .withOpen(false, forge.clock().instant()));
            return new Act(number, "", List.of(hook(book, closed, "closed", user, Payloads.node())));
        });
    }

    /** Comments on an issue or pull request: {@code issue_comment} {@code created}. The act's id is the comment's. */
    Act comment(RepositoryRef repository, long number, String user, String body) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            Instant now = forge.clock().instant();
            StoredComment comment = new StoredComment(book.nextId(), number, user, body, now, now);
            book.comments.add(comment);
            return new Act(comment.id(), "", List.of(commentHook(book, issue, comment, "created", user)));
        });
    }

    /** Edits a comment: {@code issue_comment} {@code edited}. */
    Act editComment(RepositoryRef repository, long commentId, String user, String body) {
        return shelf.change(repository, (book, git) -> {
            StoredComment edited =
                    book.editComment(commentId, body, forge.clock().instant());
            StoredIssue issue = LocalForge.existing(book, edited.number());
            return new Act(commentId, "", List.of(commentHook(book, issue, edited, "edited", user)));
        });
    }

    private Webhook hook(Book book, StoredIssue issue, String action, String user, ObjectNode extra) {
        ObjectNode payload = Payloads.node().put("action", action);
        payload.set("issue", payloads.issue(book, issue));
        payload.setAll(extra);
        return payloads.webhook("issues", payload, book, user);
    }

    private ObjectNode labelNode(Book book, String label) {
        ObjectNode extra = Payloads.node();
        extra.set("label", payloads.label(book, label));
        return extra;
    }

    private Webhook commentHook(Book book, StoredIssue issue, StoredComment comment, String action, String user) {
        ObjectNode payload = Payloads.node().put("action", action);
        payload.set("issue", payloads.issue(book, issue));
        payload.set("comment", payloads.comment(book, comment));
        return payloads.webhook("issue_comment", payload, book, user);
    }
}
