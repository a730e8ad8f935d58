package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Comment;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Comments: ours are found again by author and marker. */
final class Comments {
    private final Api api;
    /** Repositories whose server answers that it cannot edit a comment which is there. */
    private final Set<String> uneditable = ConcurrentHashMap.newKeySet();

    Comments(Api api) {
        this.api = api;
    }

    /** One comment, if it belongs to that issue. */
    Optional<Comment> find(RepositoryRef repository, long issueNumber, long commentId) {
        Optional<JsonNode> found = api.find(repository, "/issues/comments/" + commentId);
        if (found.isPresent() && found.get().path("id").asLong(0) == commentId) {
            Optional<Boolean> belongs = belongs(found.get(), issueNumber);
            if (belongs.isPresent()) {
                return belongs.get() ? found.map(Views::comment) : Optional.empty();
            }
        } else if (found.isEmpty() && api.credentials().checkRuns()) {
            return Optional.empty(); // GitHub itself: it is not there
        }
        return api.allOrNone(repository, "/issues/" + issueNumber + "/comments", "").stream()
                .map(Views::comment)
                .filter(comment -> comment.id() == commentId)
                .findFirst();
    }

    /** All of an issue or pull request, oldest first. */
    List<Comment> all(RepositoryRef repository, long issueNumber) {
        return api.all(repository, "/issues/" + issueNumber + "/comments", "").stream()
                .map(Views::comment)
                .toList();
    }

    /** What the comment's addresses say of the issue it belongs to; empty when they say nothing. */
    private static Optional<Boolean> belongs(JsonNode node, long issueNumber) {
        String issue = Json.text(node, "issue_url");
        if (!issue.isEmpty()) {
            return Optional.of(issue.endsWith("/issues/" + issueNumber));
        }
        String page = Json.text(node, "html_url");
        if (page.contains("/issues/") || page.contains("/pull/")) {
            return Optional.of(
                    page.contains("/issues/" + issueNumber + "#") || page.contains("/pull/" + issueNumber + "#"));
        }
        return Optional.empty();
    }

    /** One comment with the marker: found and edited, or made. Where a server cannot edit, the newest of them is the one that counts. */
    Comment ensure(RepositoryRef repository, long issueNumber, String marker, String body) {
        String text = api.marked(body, marker);
        ObjectNode wanted = Json.object().put("body", text);
        Optional<Comment> mine = mine(repository, issueNumber, marker);
        if (mine.isPresent() && Bodies.same(mine.get().body(), text)) {
            return mine.get();
        }
        if (mine.isPresent() && mine.get().id() != 0 && !uneditable.contains(repository.key())) {
            String path = "/issues/comments/" + mine.get().id();
            Answer answer = api.write(repository, "PATCH", path, wanted);
            if (!answer.missing()) {
                answer.orThrow();
                Comment old = mine.get();
                return new Comment(old.id(), old.author(), text, old.url());
            }
            // either a person deleted it just now, or the server has no such request
            if (mine(repository, issueNumber, marker).isPresent()) {
                uneditable.add(repository.key());
            }
            throw api.nextWriteFor(repository, "the comment cannot be edited; another one comes next");
        }
        Answer made = api.write(repository, "POST", "/issues/" + issueNumber + "/comments", wanted)
                .orThrow();
        return Views.comment(made.json());
    }

    /** The newest of ours with the marker. */
    Optional<Comment> mine(RepositoryRef repository, long issueNumber, String marker) {
        String self = api.credentials().self().login();
        List<Comment> ours = all(repository, issueNumber).stream()
                .filter(comment -> comment.author().equalsIgnoreCase(self))
                .filter(comment -> comment.body().contains(marker))
                .toList();
        return newest(ours);
    }

    private static Optional<Comment> newest(Collection<Comment> comments) {
        return comments.stream().reduce((a, b) -> b.id() >= a.id() ? b : a);
    }
}
