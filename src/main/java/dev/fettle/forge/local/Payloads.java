package dev.fettle.forge.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.local.Book.StoredComment;
import dev.fettle.forge.local.Book.StoredIssue;
import dev.fettle.forge.local.Book.StoredPull;
import dev.fettle.workspace.BareRepository;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The nouns of GitHub's webhook payloads, as its own examples have them. */
final class Payloads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Views views;
    private final Identity self;

    Payloads(Views views, Identity self) {
        this.views = views;
        this.self = self;
    }

    /** A payload with what every one ends in: repository, installation and sender. */
    Webhook webhook(String event, ObjectNode payload, Book book, String sender) {
        payload.set("repository", repository(book));
        if (book.installationId != 0) {
            payload.set(
                    "installation",
                    node().put("id", book.installationId).put("node_id", nodeId("Installation", book.installationId)));
        }
        return bare(event, payload, sender);
    }

    /** A payload that is about no one repository. */
    Webhook bare(String event, ObjectNode payload, String sender) {
        payload.set("sender", user(sender));
        try {
            return new Webhook(event, JSON.writeValueAsBytes(payload));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of values is always JSON", e);
        }
    }

    static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode list() {
        return JsonNodeFactory.instance.arrayNode();
    }

    long userId(String login) {
        if (login.equals(self.login())) {
            return self.userId();
        }
        CRC32 crc = new CRC32();
        crc.update(login.getBytes(StandardCharsets.UTF_8));
        return 10_000 + crc.getValue() % 100_000_000;
    }

    ObjectNode user(String login) {
        return node().put("login", login)
                .put("id", userId(login))
                .put("node_id", nodeId("User", userId(login)))
                .put("gravatar_id", "")
                .put("url", api("/users/" + login))
                .put("html_url", views.userUrl(login))
                .put("type", login.endsWith("[bot]") ? "Bot" : "User")
                .put("site_admin", false);
    }

    ObjectNode repository(Book book) {
        String slug = book.owner + "/" + book.name;
        ObjectNode repository = node().put("id", book.id)
                .put("node_id", nodeId("Repository", book.id))
                .put("name", book.name)
                .put("full_name", slug)
                .put("private", book.isPrivate);
        repository.set("owner", user(book.owner));
        return repository
                .put("html_url", views.repositoryUrl(book))
                .putNull("description")
                .put("fork", false)
                .put("url", api("/repos/" + slug))
                .put("clone_url", views.repositoryUrl(book) + ".git")
                .putNull("homepage")
                .put("archived", book.archived)
                .put("disabled", false)
                .put(
                        "open_issues_count",
                        book.issues.stream().filter(StoredIssue::open).count())
                .putNull("license")
                .put("visibility", book.isPrivate ? "private" : "public")
                .put("default_branch", book.defaultBranch);
    }

    ObjectNode issue(Book book, StoredIssue issue) {
        String api = api("/repos/" + book.owner + "/" + book.name + "/issues/" + issue.number());
        ObjectNode node = node().put("url", api)
                .put("html_url", views.url(book, issue))
                .put("id", issue.id())
                .put("node_id", nodeId("Issue", issue.id()))
                .put("number", issue.number())
                .put("title", issue.title());
        node.set("user", user(issue.author()));
        node.set("labels", labels(book, issue));
        node.put("state", issue.open() ? "open" : "closed")
                .put("locked", false)
                .putNull("assignee")
                .set("assignees", list());
        node.putNull("milestone")
                .put(
                        "comments",
                        book.comments.stream()
                                .filter(comment -> comment.number() == issue.number())
                                .count())
                .put("created_at", time(issue.created()))
                .put("updated_at", time(issue.updated()))
                .put("closed_at", time(issue.closed()))
                .put("author_association", association(book, issue.author()))
                .putNull("active_lock_reason")
                .put("body", issue.body().isEmpty() ? null : issue.body());
        if (issue.pull() != null) {
            node.set("pull_request", node().put("url", api.replace("/issues/", "/pulls/")));
        }
        return node;
    }

    ObjectNode label(Book book, String label) {
        CRC32 crc = new CRC32();
        crc.update((book.id + label).getBytes(StandardCharsets.UTF_8));
        return node().put("id", crc.getValue())
                .put("node_id", nodeId("Label", crc.getValue()))
                .put("url", api("/repos/" + book.owner + "/" + book.name + "/labels/" + label))
                .put("name", label)
                .put("color", "ededed")
                .put("default", false)
                .putNull("description");
    }

    ArrayNode labels(Book book, StoredIssue issue) {
        ArrayNode labels = list();
        issue.labels().forEach(label -> labels.add(label(book, label)));
        return labels;
    }

    ObjectNode comment(Book book, StoredComment comment) {
        ObjectNode node = node().put(
                        "url", api("/repos/" + book.owner + "/" + book.name + "/issues/comments/" + comment.id()))
                .put("html_url", views.comment(book, comment).url())
                .put("id", comment.id())
                .put("node_id", nodeId("IssueComment", comment.id()));
        node.set("user", user(comment.author()));
        return node.put("created_at", time(comment.created()))
                .put("updated_at", time(comment.updated()))
                .put("author_association", association(book, comment.author()))
                .put("body", comment.body());
    }

    ObjectNode pull(Book book, BareRepository git, StoredIssue issue) {
        StoredPull pull = Pulls.pullOf(issue);
        ObjectNode node = node().put("url", api("/repos/" + book.owner + "/" + book.name + "/pulls/" + issue.number()))
                .put("id", issue.id())
                .put("node_id", nodeId("PullRequest", issue.id()))
                .put("html_url", views.url(book, issue))
                .put("number", issue.number())
                .put("state", issue.open() ? "open" : "closed")
                .put("locked", false)
                .put("title", issue.title());
        node.set("user", user(issue.author()));
        node.put("body", issue.body().isEmpty() ? null : issue.body())
                .put("created_at", time(issue.created()))
                .put("updated_at", time(issue.updated()))
                .put("closed_at", time(issue.closed()))
                .put("merged_at", pull.mergeCommit() == null ? null : time(issue.closed()))
                .put("merge_commit_sha", pull.mergeCommit());
        ArrayNode reviewers = list();
        issue.reviewers().forEach(login -> reviewers.add(user(login)));
        node.set("requested_reviewers", reviewers);
        node.set("labels", labels(book, issue));
        node.set("head", side(book, pull.head(), Views.head(git, issue, pull)));
        node.set("base", side(book, pull.base(), git.branch(pull.base()).orElse("")));
        node.put("author_association", association(book, issue.author()))
                .putNull("auto_merge")
                .putNull("active_lock_reason")
                .put("draft", pull.draft())
                .put("merged", pull.mergeCommit() != null)
                .putNull("mergeable")
                .put("mergeable_state", "unknown");
        node.set("merged_by", pull.mergedBy() == null ? null : user(pull.mergedBy()));
        return node;
    }

    ObjectNode installation(Book book) {
        ObjectNode node = node().put("id", book.installationId);
        node.set("account", user(book.owner));
        node.put("repository_selection", "selected")
                .put("app_id", self.appId())
                .put("app_slug", "fettle")
                .put("target_id", userId(book.owner))
                .put("target_type", "User");
        node.set(
                "permissions",
                node().put("checks", "write")
                        .put("contents", "write")
                        .put("issues", "write")
                        .put("metadata", "read")
                        .put("pull_requests", "write"));
        node.set("events", list());
        return node.putNull("suspended_by").putNull("suspended_at");
    }

    ObjectNode shortRepository(Book book) {
        return node().put("id", book.id)
                .put("node_id", nodeId("Repository", book.id))
                .put("name", book.name)
                .put("full_name", book.owner + "/" + book.name)
                .put("private", book.isPrivate);
    }

    static @Nullable String time(@Nullable Instant instant) {
        return instant == null
                ? null
                : instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    String api(String path) {
        return views.userUrl("api/v3") + path;
    }

    static String nodeId(String kind, long id) {
        return Base64.getEncoder().encodeToString((kind + id).getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode side(Book book, String branch, String sha) {
        ObjectNode node = node().put("label", book.owner + ":" + branch)
                .put("ref", branch)
                .put("sha", sha);
        node.set("user", user(book.owner));
        node.set("repo", repository(book));
        return node;
    }

    private static String association(Book book, String login) {
        if (login.equalsIgnoreCase(book.owner)) {
            return "OWNER";
        }
        return book.permission(login).compareTo(Permission.WRITE) >= 0 ? "COLLABORATOR" : "NONE";
    }
}
