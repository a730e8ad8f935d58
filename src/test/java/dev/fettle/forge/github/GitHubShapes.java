package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Check;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import dev.fettle.forge.github.GitHubServer.Flavour;
import java.util.List;
import java.util.Locale;

/** What a server answers, as far as anybody reads it. A plain server gives users, issues and pull requests the id 0. */
final class GitHubShapes {
    private final Flavour flavour;
    private final String origin;

    GitHubShapes(Flavour flavour, String origin) {
        this.flavour = flavour;
        this.origin = origin;
    }

    private long id(long id) {
        return flavour == Flavour.PLAIN ? 0 : id;
    }

    ObjectNode repository(Repository repository) {
        String slug = repository.ref().slug();
        ObjectNode node = Json.object()
                .put("id", id(repository.ref().id()))
                .put("name", repository.ref().name())
                .put("full_name", slug)
                .put("private", repository.isPrivate())
                .put("default_branch", repository.defaultBranch())
                .put(
                        "clone_url",
                        "http://somewhere.invalid" + (flavour == Flavour.PLAIN ? "/git/" : "/") + slug + ".git");
        node.set("owner", user(repository.ref().owner()));
        if (flavour == Flavour.GITHUB) {
            node.put("archived", repository.archived());
        }
        return node;
    }

    ObjectNode user(String login) {
        return Json.object().put("login", login).put("id", id(login.hashCode() & 0xFFFF));
    }

    ObjectNode issue(Issue issue, boolean isPull) {
        ObjectNode node = Json.object()
                .put("id", id(issue.number() + 1000))
                .put("number", issue.number())
                .put("title", issue.title())
                .put("body", issue.body())
                .put("state", issue.open() ? "open" : "closed")
                .put("html_url", issue.url());
        node.set("user", user(issue.author()));
        node.set("labels", labels(issue.labels()));
        if (flavour == Flavour.GITHUB) {
            node.put("node_id", "I_" + issue.number());
        }
        if (isPull) {
            node.putObject("pull_request");
        }
        return node;
    }

    ObjectNode pull(PullRequest pull, List<String> reviewers) {
        ObjectNode node = Json.object()
                .put("id", id(pull.number() + 1000))
                .put("number", pull.number())
                .put("title", pull.title())
                .put("body", pull.body())
                .put("state", pull.state() == PullRequest.State.OPEN ? "open" : "closed")
                .put("draft", pull.draft())
                .put("html_url", pull.url())
                .put("merged_at", pull.state() == PullRequest.State.MERGED ? "2026-11-22T12:00:00Z" : null);
        node.set("user", user(pull.author()));
        node.set("labels", labels(pull.labels()));
        ObjectNode head = Json.object().put("ref", pull.headBranch()).put("sha", pull.headSha());
        head.putObject("repo").put("full_name", pull.headRepository());
        node.set("head", head);
        node.set("base", Json.object().put("ref", pull.baseBranch()));
        if (flavour == Flavour.GITHUB) {
            node.put("node_id", "PR_" + pull.number());
            ArrayNode asked = node.putArray("requested_reviewers");
            reviewers.forEach(login -> asked.add(user(login)));
        }
        return node;
    }

    ObjectNode comment(Comment comment, RepositoryRef repository, long issue) {
        ObjectNode node = Json.object()
                .put("id", comment.id())
                .put("body", comment.body())
                .put("created_at", "2026-11-22T12:00:00Z")
                .put("updated_at", "2026-11-22T12:00:00Z")
                .put("html_url", origin + "/" + repository.slug() + "/issues/" + issue + "#comment-" + comment.id());
        if (flavour == Flavour.GITHUB) {
            node.put("issue_url", origin + "/repos/" + repository.slug() + "/issues/" + issue);
        }
        node.set("user", user(comment.author()));
        return node;
    }

    ObjectNode checkRun(long id, CheckRun check, String externalId) {
        ObjectNode node = Json.object()
                .put("id", id)
                .put("name", check.name())
                .put("head_sha", check.sha())
                .put("external_id", externalId)
                .put("status", check.conclusion() == CheckRun.Conclusion.IN_PROGRESS ? "in_progress" : "completed");
        if (check.conclusion() == CheckRun.Conclusion.IN_PROGRESS) {
            node.putNull("conclusion");
        } else {
            node.put("conclusion", check.conclusion().name().toLowerCase(Locale.ROOT));
        }
        node.putObject("output")
                .put("title", check.title())
                .put("summary", check.summary())
                .put("annotations_count", check.annotations().size());
        node.putObject("app").put("id", 42).put("slug", "fettle");
        return node;
    }

    /** A check run of somebody else's. */
    ObjectNode foreignRun(Check check) {
        ObjectNode node = Json.object()
                .put("id", check.run().id())
                .put("name", check.run().name())
                .put("head_sha", check.run().headSha())
                .put("status", check.state() == Check.State.PENDING ? "in_progress" : "completed");
        node.put(
                "conclusion",
                check.state() == Check.State.PENDING
                        ? null
                        : check.state() == Check.State.GREEN ? "success" : "failure");
        node.putObject("app").put("id", 15368).put("slug", "github-actions");
        return node;
    }

    /** A commit status of somebody else's. */
    ObjectNode foreignStatus(Check check) {
        String state = check.state() == Check.State.PENDING
                ? "pending"
                : check.state() == Check.State.GREEN ? "success" : "failure";
        return Json.object()
                .put("context", check.run().name())
                .put("state", state)
                .put("description", "");
    }

    ObjectNode status(CheckRun check) {
        String state = switch (check.conclusion()) {
            case IN_PROGRESS -> "pending";
            case SUCCESS, NEUTRAL, SKIPPED -> "success";
            case FAILURE -> "failure";
        };
        return Json.object().put("context", check.name()).put("state", state).put("description", check.title());
    }

    private static ArrayNode labels(List<String> labels) {
        ArrayNode list = Json.object().putArray("labels");
        labels.forEach(label -> list.addObject().put("name", label));
        return list;
    }
}
