package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Issue;
import dev.fettle.forge.Permission;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.Repository;
import java.util.Locale;
import java.util.Optional;

/** The server's JSON as the port's records. What has no number or name is no such thing: some servers say 200 and nothing. */
final class Views {
    private Views() {}

    static Optional<Repository> repository(JsonNode node, long installation) {
        String owner = Json.text(node.path("owner"), "login");
        String name = Json.text(node, "name");
        try {
            RepositoryRef ref = new RepositoryRef(node.path("id").asLong(0), owner, name);
            String branch = Json.text(node, "default_branch");
            return Optional.of(new Repository(
                    ref,
                    branch.isEmpty() ? "main" : branch,
                    node.path("private").asBoolean(false),
                    node.path("archived").asBoolean(false)
                            || node.path("disabled").asBoolean(false),
                    installation));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a name that no GitHub has
        }
    }

    static Optional<Issue> issue(JsonNode node) {
        return numbered(node)
                .map(number -> new Issue(
                        number,
                        Json.text(node, "title"),
                        Json.text(node, "body"),
                        login(node),
                        Json.text(node, "state").equals("open"),
                        Json.names(node.path("labels"), "name"),
                        Json.text(node, "html_url")));
    }

    static Comment comment(JsonNode node) {
        return new Comment(
                node.path("id").asLong(0), login(node), Json.text(node, "body"), Json.text(node, "html_url"));
    }

    static Optional<PullRequest> pullRequest(JsonNode node) {
        return numbered(node).map(number -> {
            boolean merged = node.path("merged").asBoolean(false)
                    || !Json.text(node, "merged_at").isEmpty();
            boolean open = Json.text(node, "state").equals("open");
            JsonNode head = node.path("head");
            return new PullRequest(
                    number,
                    Json.text(node, "title"),
                    Json.text(node, "body"),
                    login(node),
                    merged ? PullRequest.State.MERGED : open ? PullRequest.State.OPEN : PullRequest.State.CLOSED,
                    node.path("draft").asBoolean(false),
                    Json.text(head, "ref"),
                    Json.text(head, "sha"),
                    Json.text(head.path("repo"), "full_name"),
                    Json.text(node.path("base"), "ref"),
                    Json.names(node.path("labels"), "name"),
                    Json.text(node, "html_url"));
        });
    }

    /** The role where it is one we know, and else what the coarser field says. Unknown words give nothing. */
    static Permission permission(JsonNode node) {
        return word(Json.text(node, "role_name"))
                .or(() -> word(Json.text(node, "permission")))
                .orElse(Permission.NONE);
    }

    private static Optional<Permission> word(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "admin", "owner" -> Optional.of(Permission.ADMIN);
            case "maintain" -> Optional.of(Permission.MAINTAIN);
            case "write", "push", "developer" -> Optional.of(Permission.WRITE);
            case "triage", "read", "pull", "guest" -> Optional.of(Permission.READ);
            case "none" -> Optional.of(Permission.NONE);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> numbered(JsonNode node) {
        long number = node.path("number").asLong(0);
        return number > 0 ? Optional.of(number) : Optional.empty();
    }

    private static String login(JsonNode node) {
        return Json.text(node.path("user"), "login");
    }
}
