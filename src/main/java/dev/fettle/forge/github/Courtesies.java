package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reactions, labels and review requests. A reaction or a request that the server refuses fails nothing. */
final class Courtesies {
    private static final Logger LOG = LoggerFactory.getLogger(Courtesies.class);
    private static final String LABEL_COLOUR = "ededed";

    private final Api api;
    /** Repositories whose server has no reactions. */
    private final Set<String> withoutReactions = ConcurrentHashMap.newKeySet();
    /** Repositories whose server does not make a missing label when it is added. */
    private final Set<String> unmadeLabels = ConcurrentHashMap.newKeySet();

    Courtesies(Api api) {
        this.api = api;
    }

    /** GitHub takes a second reaction of the same kind for the first. */
    void react(RepositoryRef repository, long issueNumber, long commentId, Reaction reaction) {
        if (withoutReactions.contains(repository.key())) {
            return;
        }
        String content = switch (reaction) {
            case EYES -> "eyes";
            case THUMBS_UP -> "+1";
            case CONFUSED -> "confused";
        };
        String path = (commentId == 0 ? "/issues/" + issueNumber : "/issues/comments/" + commentId) + "/reactions";
        Answer answer = api.write(repository, "POST", path, Json.object().put("content", content));
        if (!answer.ok()) {
            LOG.info("no reaction: {}: {} {}", answer.what(), answer.status(), answer.message());
            if (answer.missing() && !api.credentials().checkRuns()) {
                withoutReactions.add(repository.key());
            }
        }
    }

    /** Who thinks little of it. */
    List<String> dislikes(RepositoryRef repository, long issueNumber) {
        if (withoutReactions.contains(repository.key())) {
            return List.of();
        }
        // The server may not know the filter.
        return api.allOrNone(repository, "/issues/" + issueNumber + "/reactions?content=-1", "").stream()
                .filter(reaction -> Json.text(reaction, "content").equals("-1"))
                .map(reaction -> Json.text(reaction.path("user"), "login"))
                .filter(login -> !login.isEmpty())
                .toList();
    }

    /** Adds a label; GitHub makes one that is missing, for other servers it is made first. */
    void label(RepositoryRef repository, long issueNumber, String label) {
        String path = "/issues/" + issueNumber;
        Issue issue = api.find(repository, path).flatMap(Views::issue).orElseThrow(() -> Api.missing(repository, path));
        if (issue.labels().stream().anyMatch(label::equalsIgnoreCase)) {
            return;
        }
        if (unmadeLabels.contains(repository.key())
                && api.find(repository, "/labels/" + Addresses.path(label)).isEmpty()) {
            ObjectNode made = Json.object().put("name", label).put("color", LABEL_COLOUR);
            api.write(repository, "POST", "/labels", made).orThrow();
        }
        ObjectNode body = Json.object();
        body.putArray("labels").add(label);
        Answer answer = api.write(repository, "POST", path + "/labels", body);
        if (!answer.ok() && !api.credentials().checkRuns() && unmadeLabels.add(repository.key())) {
            throw api.nextWriteFor(repository, "the label could not be added; it is made first next time");
        }
        answer.orThrow();
    }

    /** Takes a label off. What is not there, or is gone by then, needs no taking off. */
    void unlabel(RepositoryRef repository, long issueNumber, String label) {
        String path = "/issues/" + issueNumber;
        Issue issue = api.find(repository, path).flatMap(Views::issue).orElseThrow(() -> Api.missing(repository, path));
        Optional<String> standing =
                issue.labels().stream().filter(label::equalsIgnoreCase).findFirst();
        if (standing.isEmpty()) {
            return;
        }
        Answer answer = api.write(
                repository, "DELETE", path + "/labels/" + Addresses.path(standing.get()), MissingNode.getInstance());
        if (!answer.missing()) {
            answer.orThrow();
        }
    }

    /** Asks for a review, unless that was done, or the person has given one. */
    void reviewer(RepositoryRef repository, long number, String login) {
        String path = PullRequests.at(number);
        JsonNode node = api.get(repository, path);
        Optional<PullRequest> pull = Views.pullRequest(node);
        if (pull.isEmpty()) {
            throw Api.missing(repository, path);
        }
        boolean asked =
                Json.names(node.path("requested_reviewers"), "login").stream().anyMatch(login::equalsIgnoreCase);
        if (asked || pull.get().author().equalsIgnoreCase(login) || hasReviewed(repository, path, login)) {
            return;
        }
        ObjectNode body = Json.object();
        body.putArray("reviewers").add(login);
        Answer answer = api.write(repository, "POST", path + "/requested_reviewers", body);
        if (!answer.ok()) {
            LOG.info("no review asked of {}: {}: {} {}", login, answer.what(), answer.status(), answer.message());
        }
    }

    private boolean hasReviewed(RepositoryRef repository, String path, String login) {
        return api.allOrNone(repository, path + "/reviews", "").stream()
                .anyMatch(review -> Json.text(review.path("user"), "login").equalsIgnoreCase(login));
    }
}
