package dev.fettle.forge.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.local.Book.StoredIssue;
import dev.fettle.forge.local.Book.StoredPull;
import dev.fettle.workspace.BareRepository;
import dev.fettle.workspace.BareRepository.MergeMethod;
import dev.fettle.workspace.Change;
import java.util.ArrayList;
import java.util.List;

/** What people do to pull requests. */
final class PullWorld {
    private final LocalForge forge;
    private final Shelf shelf;
    private final Payloads payloads;
    private final PushPayloads pushes;

    PullWorld(LocalForge forge, Payloads payloads, PushPayloads pushes) {
        this.forge = forge;
        this.shelf = forge.shelf();
        this.payloads = payloads;
        this.pushes = pushes;
    }

    Act open(RepositoryRef repository, String user, PullRequestDraft draft) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue made = forge.pulls().make(book, git, draft, user);
            return new Act(
                    made.number(),
                    Pulls.pullOf(made).headSha(),
                    List.of(hook(book, git, made, "opened", user, Payloads.node())));
        });
    }

    Act seen(RepositoryRef repository, long number) {
        return shelf.look(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            String head = Views.head(git, issue, Pulls.pullOf(issue));
            return new Act(number, head, List.of(hook(book, git, issue, "opened", issue.author(), Payloads.node())));
        });
    }

    /** The webhooks of a branch that moved. */
    Act pushed(Book book, BareRepository git, String branch, String before, String after, String user) {
        List<Webhook> webhooks = new ArrayList<>();
        webhooks.add(pushes.push(book, git, branch, before, after, user));
        if (!after.isEmpty() && !before.isEmpty()) {
            book.pull(issue -> issue.open() && Pulls.has(issue, branch)).ifPresent(issue -> {
                ObjectNode extra = Payloads.node().put("before", before).put("after", after);
                webhooks.add(hook(book, git, issue, "synchronize", user, extra));
            });
        }
        return new Act(0, after, webhooks);
    }

    Act merge(RepositoryRef repository, long number, String user, MergeMethod method) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            StoredPull pull = Pulls.pullOf(issue);
            String before = git.branch(pull.base()).orElse("");
            String merged = forge.pulls()
                    .mergeCommit(book, git, issue, pull, Views.head(git, issue, pull), method)
                    .orElseThrow(() -> LocalForge.refused("#" + number + " has conflicts"));
            StoredIssue closed = forge.pulls().shut(book, git, issue, merged, user);
            return new Act(
                    number,
                    merged,
                    List.of(
                            pushes.push(book, git, pull.base(), before, merged, user),
                            hook(book, git, closed, "closed", user, Payloads.node())));
        });
    }

    Act edit(RepositoryRef repository, long number, String user, String body) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            StoredIssue edited =
                    book.put(issue.withText(issue.title(), body, forge.clock().instant()));
            ObjectNode extra = Payloads.node();
            extra.putObject("changes").putObject("body").put("from", issue.body());
            String head = Pulls.pullOf(edited).headSha();
            return new Act(number, head, List.of(hook(book, git, edited, "edited", user, extra)));
        });
    }

    Act close(RepositoryRef repository, long number, String user) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            StoredIssue closed = forge.pulls().shut(book, git, issue, null, null);
            return new Act(
                    number,
                    Pulls.pullOf(closed).headSha(),
                    List.of(hook(book, git, closed, "closed", user, Payloads.node())));
        });
    }

    Act review(RepositoryRef repository, long number, String user, String state, String body) {
        return shelf.change(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            String head = Views.head(git, issue, Pulls.pullOf(issue));
            long id = book.nextId();
            ObjectNode review = Payloads.node().put("id", id).put("node_id", Payloads.nodeId("Review", id));
            review.set("user", payloads.user(user));
            review.put("body", body)
                    .put("commit_id", head)
                    .put("submitted_at", Payloads.time(forge.clock().instant()))
                    .put("state", state)
                    .put("html_url", forge.views().url(book, issue) + "#pullrequestreview-" + id);
            ObjectNode payload = Payloads.node().put("action", "submitted");
            payload.set("review", review);
            payload.set("pull_request", payloads.pull(book, git, issue));
            return new Act(id, head, List.of(payloads.webhook("pull_request_review", payload, book, user)));
        });
    }

    Change change(RepositoryRef repository, long number) {
        return shelf.look(repository, (book, git) -> {
            StoredIssue issue = LocalForge.existing(book, number);
            StoredPull pull = Pulls.pullOf(issue);
            String head = Views.head(git, issue, pull);
            String base = pull.mergeCommit() == null
                    ? git.branch(pull.base()).orElseThrow(() -> LocalForge.refused("the base branch is gone"))
                    : git.log(pull.mergeCommit(), 1).get(0).parents().get(0);
            return git.changeOf(base, head);
        });
    }

    private Webhook hook(
            Book book, BareRepository git, StoredIssue issue, String action, String user, ObjectNode extra) {
        ObjectNode payload = Payloads.node().put("action", action).put("number", issue.number());
        payload.set("pull_request", payloads.pull(book, git, issue));
        payload.setAll(extra);
        return payloads.webhook("pull_request", payload, book, user);
    }
}
