package dev.fettle.forge.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.workspace.BareRepository;
import dev.fettle.workspace.BareRepository.CommitInfo;
import dev.fettle.workspace.FileChange;
import dev.fettle.workspace.GitNames;
import java.util.List;

/** The payload of a {@code push}. */
final class PushPayloads {
    private final Payloads payloads;
    private final Views views;

    PushPayloads(Payloads payloads, Views views) {
        this.payloads = payloads;
        this.views = views;
    }

    /** A push that moved a branch; "" stands for no commit on either side. */
    Webhook push(Book book, BareRepository git, String branch, String before, String after, String user) {
        boolean created = before.isEmpty();
        boolean deleted = after.isEmpty();
        String from = created ? GitNames.NO_COMMIT : before;
        String to = deleted ? GitNames.NO_COMMIT : after;
        ArrayNode commits = Payloads.list();
        for (CommitInfo commit : commits(book, git, before, after)) {
            commits.add(commit(book, git, commit));
        }
        ObjectNode payload = Payloads.node()
                .put("ref", "refs/heads/" + branch)
                .put("before", from)
                .put("after", to)
                .put("created", created)
                .put("deleted", deleted)
                .put("forced", !created && !deleted && !git.contains(after, before))
                .putNull("base_ref")
                .put("compare", views.repositoryUrl(book) + "/compare/" + from + "..." + to);
        payload.set("commits", commits);
        payload.set(
                "head_commit",
                deleted ? null : commit(book, git, git.log(after, 1).get(0)));
        payload.set("pusher", Payloads.node().put("name", user).put("email", user + "@users.noreply.localhost"));
        return payloads.webhook("push", payload, book, user);
    }

    private static List<CommitInfo> commits(Book book, BareRepository git, String before, String after) {
        if (after.isEmpty()) {
            return List.of();
        }
        String base = before.isEmpty() ? git.branch(book.defaultBranch).orElse("") : before;
        boolean known = !base.isEmpty() && git.has(base) && !base.equals(after);
        return known ? git.commitsBetween(base, after) : git.log(after, 20);
    }

    private ObjectNode commit(Book book, BareRepository git, CommitInfo commit) {
        ArrayNode added = Payloads.list();
        ArrayNode removed = Payloads.list();
        ArrayNode modified = Payloads.list();
        if (!commit.parents().isEmpty()) {
            for (FileChange file :
                    git.between(commit.parents().get(0), commit.id()).files()) {
                switch (file.kind()) {
                    case ADDED -> added.add(file.path());
                    case DELETED -> removed.add(file.path());
                    case MODIFIED -> modified.add(file.path());
                }
            }
        }
        ObjectNode person = Payloads.node()
                .put("name", commit.authorName())
                .put("email", commit.authorEmail())
                .put("username", commit.authorName());
        ObjectNode node = Payloads.node()
                .put("id", commit.id())
                .put("distinct", true)
                .put("message", commit.message().strip())
                .put("timestamp", Payloads.time(commit.when()))
                .put("url", views.repositoryUrl(book) + "/commit/" + commit.id());
        node.set("author", person);
        node.set("committer", person.deepCopy());
        node.set("added", added);
        node.set("removed", removed);
        node.set("modified", modified);
        return node;
    }
}
