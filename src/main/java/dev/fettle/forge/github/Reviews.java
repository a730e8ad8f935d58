package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.PullReview.Remark;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Our review of a person's pull request: one that is edited from head to head. Another one comes only with remarks that none before it had, since none can be added to a
 * review that was sent. Servers other than GitHub, each of which places remarks in its own way, get the one comment.
 */
final class Reviews {
    private static final int UNPROCESSABLE = 422;

    private final Api api;
    private final Comments comments;
    /** Heads whose remarks the server would not place: the text of the review has them all. */
    private final Set<String> unplaced = ConcurrentHashMap.newKeySet();

    Reviews(Api api, Comments comments) {
        this.api = api;
        this.comments = comments;
    }

    void ensure(RepositoryRef repository, PullReview review) {
        if (!api.credentials().checkRuns()) {
            comment(repository, review);
            return;
        }
        String head = repository.key() + " " + review.number() + " " + review.headSha();
        Optional<JsonNode> latest = latest(repository, review);
        if (latest.isEmpty() && review.onlyIfThere()) {
            return;
        }
        List<Remark> fresh = unplaced.contains(head) ? List.of() : fresh(repository, review);
        String body = Bodies.marked(review.body(), review.marker());
        if (latest.isPresent() && fresh.isEmpty()) {
            if (!Bodies.same(Json.text(latest.get(), "body"), body)) {
                String path = path(review) + "/" + latest.get().path("id").asLong();
                api.write(repository, "PUT", path, Json.object().put("body", body))
                        .orThrow();
            }
            return;
        }
        Answer answer = api.write(repository, "POST", path(review), made(review, body, fresh));
        if (answer.status() == UNPROCESSABLE && !fresh.isEmpty() && unplaced.add(head)) {
            // most likely a line that is no part of the difference by now
            throw api.nextWriteFor(repository, "the remarks cannot be placed; the review comes without them");
        }
        answer.orThrow();
    }

    private void comment(RepositoryRef repository, PullReview review) {
        if (!review.onlyIfThere()
                || comments.mine(repository, review.number(), review.marker()).isPresent()) {
            comments.ensure(repository, review.number(), review.marker(), review.body());
        }
    }

    private static String path(PullReview review) {
        return PullRequests.at(review.number()) + "/reviews";
    }

    private Optional<JsonNode> latest(RepositoryRef repository, PullReview review) {
        return api.all(repository, path(review), "").stream()
                .filter(this::isOurs)
                .filter(node -> Json.text(node, "body").contains(review.marker()))
                .max(Comparator.comparingLong(node -> node.path("id").asLong()));
    }

    private boolean isOurs(JsonNode node) {
        return Json.text(node.path("user"), "login")
                .equalsIgnoreCase(api.credentials().self().login());
    }

    /** Those that no review of ours has: GitHub carries a remark along for as long as its line is there. */
    private List<Remark> fresh(RepositoryRef repository, PullReview review) {
        if (review.remarks().isEmpty()) {
            return List.of();
        }
        Set<String> said = new HashSet<>();
        api.all(repository, PullRequests.at(review.number()) + "/comments", "").stream()
                .filter(this::isOurs)
                .forEach(node -> said.add(key(Json.text(node, "path"), Json.text(node, "body"))));
        return review.remarks().stream()
                .filter(remark -> said.add(key(remark.path(), Bodies.fit(remark.text()))))
                .toList();
    }

    private static String key(String path, String text) {
        return path + "\0" + text.replace("\r\n", "\n").strip();
    }

    private static ObjectNode made(PullReview review, String body, List<Remark> remarks) {
        ObjectNode wanted = Json.object()
                .put("commit_id", review.headSha())
                .put("body", body)
                .put("event", "COMMENT");
        if (!remarks.isEmpty()) {
            ArrayNode list = wanted.putArray("comments");
            remarks.forEach(remark -> list.addObject()
                    .put("path", remark.path())
                    .put("line", remark.line())
                    .put("side", "RIGHT")
                    .put("body", Bodies.fit(remark.text())));
        }
        return wanted;
    }
}
