package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pull requests: ours is found by its head branch, which no filter of the server is trusted with, and always looked for before it is made. An edit
 * sends title and body together, because some servers do nothing without the one and erase the other.
 */
final class PullRequests {
    private static final Logger LOG = LoggerFactory.getLogger(PullRequests.class);

    private final Api api;
    private final Branches branches;
    /** Repositories that have no draft pull requests: private ones of a free plan, and other servers. */
    private final Set<String> withoutDrafts = ConcurrentHashMap.newKeySet();

    PullRequests(Api api, Branches branches) {
        this.api = api;
        this.branches = branches;
    }

    Optional<PullRequest> find(RepositoryRef repository, long number) {
        return api.find(repository, at(number)).flatMap(Views::pullRequest);
    }

    List<PullRequest> open(RepositoryRef repository) {
        return openNodes(repository).stream()
                .flatMap(node -> Views.pullRequest(node).stream())
                .toList();
    }

    /** Some servers ignore both filters. */
    Optional<PullRequest> newest(RepositoryRef repository, String branch) {
        String head = Addresses.query(repository.owner() + ":" + branch);
        return api.all(repository, "/pulls?state=all&head=" + head, "").stream()
                .filter(node -> from(repository, branch, node))
                .flatMap(node -> Views.pullRequest(node).stream())
                .max(Comparator.comparingLong(PullRequest::number));
    }

    private static boolean from(RepositoryRef repository, String branch, JsonNode node) {
        JsonNode head = node.path("head");
        return Json.text(head, "ref").equals(branch)
                && Json.text(head.path("repo"), "full_name").equalsIgnoreCase(repository.slug());
    }

    private List<JsonNode> openNodes(RepositoryRef repository) {
        return api.all(repository, "/pulls?state=open", "").stream()
                .filter(node -> Json.text(node, "state").equals("open"))
                .toList();
    }

    PullRequest ensure(RepositoryRef repository, PullRequestDraft draft) {
        Optional<JsonNode> found = ours(repository, draft.headBranch());
        if (found.isPresent()) {
            return broughtUpToDate(repository, found.get(), draft);
        }
        requireBranch(repository, draft.headBranch());
        requireBranch(repository, draft.baseBranch());
        boolean asDraft = draft.draft() && !withoutDrafts.contains(repository.key());
        ObjectNode wanted = Json.object()
                .put("title", draft.title())
                .put("head", draft.headBranch())
                .put("base", draft.baseBranch())
                .put("body", api.fit(draft.body()));
        if (asDraft) {
            wanted.put("draft", true);
        }
        Answer answer = api.write(repository, "POST", "/pulls", wanted);
        if (answer.ok()) {
            Optional<PullRequest> made = Views.pullRequest(answer.json());
            if (made.isPresent()) {
                return made.get();
            }
        } else if (asDraft && answer.message().toLowerCase(Locale.ROOT).contains("draft")) {
            LOG.info("{} has no draft pull requests: {}", repository.slug(), answer.message());
            withoutDrafts.add(repository.key());
            throw api.nextWriteFor(repository, "draft pull requests are refused; one that is no draft comes next");
        }
        // it may stand there already: an earlier answer was lost, or another process was faster
        Optional<JsonNode> now = ours(repository, draft.headBranch());
        if (now.isPresent()) {
            return broughtUpToDate(repository, now.get(), draft);
        }
        answer.orThrow();
        throw new ForgeException(
                ForgeException.Kind.REFUSED, answer.what() + ": the forge made no pull request", null, null);
    }

    /** The open pull request of that branch of this repository, the oldest where a server let there be many. */
    private Optional<JsonNode> ours(RepositoryRef repository, String branch) {
        return openNodes(repository).stream()
                .filter(node -> from(repository, branch, node))
                .filter(node -> node.path("number").asLong(0) > 0)
                .min((a, b) ->
                        Long.compare(a.path("number").asLong(), b.path("number").asLong()));
    }

    private void requireBranch(RepositoryRef repository, String branch) {
        if (branches.find(repository, branch).isEmpty()) {
            throw new ForgeException(
                    ForgeException.Kind.REFUSED, repository.slug() + " has no branch " + branch, null, null);
        }
    }

    private PullRequest broughtUpToDate(RepositoryRef repository, JsonNode node, PullRequestDraft draft) {
        PullRequest now = Views.pullRequest(node).orElseThrow();
        String body = api.fit(draft.body());
        boolean sameBase = now.baseBranch().equals(draft.baseBranch());
        if (!now.title().equals(draft.title()) || !Bodies.same(now.body(), body) || !sameBase) {
            ObjectNode wanted = Json.object().put("title", draft.title()).put("body", body);
            if (!sameBase) {
                requireBranch(repository, draft.baseBranch());
                wanted.put("base", draft.baseBranch());
            }
            api.write(repository, "PATCH", at(now.number()), wanted).orThrow();
            now = find(repository, now.number()).orElse(now);
        }
        if (now.draft() != draft.draft() && (now.draft() || !withoutDrafts.contains(repository.key()))) {
            changeDraft(repository, node, draft.draft());
            now = find(repository, now.number()).orElse(now);
        }
        return now;
    }

    /** Takes the draft off. */
    void ready(RepositoryRef repository, long number) {
        JsonNode node = api.get(repository, at(number));
        if (Views.pullRequest(node)
                .filter(pull -> pull.draft() && pull.state() == PullRequest.State.OPEN)
                .isPresent()) {
            changeDraft(repository, node, false);
        }
    }

    /** Only GraphQL can do this; where there is none, the pull request stays as it is. */
    private void changeDraft(RepositoryRef repository, JsonNode node, boolean toDraft) {
        String id = Json.text(node, "node_id");
        if (id.isEmpty()) {
            return;
        }
        String mutation = toDraft ? "convertPullRequestToDraft" : "markPullRequestReadyForReview";
        ObjectNode body = Json.object()
                .put(
                        "query",
                        "mutation($id: ID!) { " + mutation
                                + "(input: {pullRequestId: $id}) { pullRequest { isDraft } } }");
        body.putObject("variables").put("id", id);
        Answer answer = api.graphql(repository, body);
        boolean done = answer.ok() && answer.json().path("errors").isEmpty();
        if (!done) {
            LOG.info("{}: {} was refused: {} {}", repository.slug(), mutation, answer.status(), answer.message());
        }
    }

    void close(RepositoryRef repository, long number) {
        PullRequest now = find(repository, number).orElseThrow(() -> Api.missing(repository, at(number)));
        if (now.state() != PullRequest.State.OPEN) {
            return;
        }
        ObjectNode wanted =
                Json.object().put("title", now.title()).put("body", now.body()).put("state", "closed");
        api.write(repository, "PATCH", at(number), wanted).orThrow();
        PullRequest after = find(repository, number).orElse(now);
        if (after.state() == PullRequest.State.OPEN) {
            throw new ForgeException(
                    ForgeException.Kind.REFUSED, repository.slug() + at(number) + " was not closed", null, null);
        }
    }

    /**
     * Merges. What the server says to it is not believed: some answer 200 to a merge that they refused, and an answer may be lost. The pull request
     * is read again.
     */
    MergeResult merge(RepositoryRef repository, long number, String headSha) {
        Optional<MergeResult> before = outcome(repository, number, headSha);
        if (before.isPresent()) {
            return before.get();
        }
        ObjectNode wanted = Json.object().put("sha", headSha).put("merge_method", method(repository));
        Answer answer = api.write(repository, "PUT", at(number) + "/merge", wanted);
        if (answer.status() == 401 || answer.status() == 403 || answer.status() == 404) {
            answer.orThrow();
        }
        return outcome(repository, number, headSha).orElse(MergeResult.NOT_MERGEABLE);
    }

    /** What can be said without merging; empty when it stands to be merged. */
    private Optional<MergeResult> outcome(RepositoryRef repository, long number, String headSha) {
        PullRequest now = find(repository, number).orElseThrow(() -> Api.missing(repository, at(number)));
        if (!now.headSha().equals(headSha)) {
            return Optional.of(MergeResult.MOVED);
        }
        return switch (now.state()) {
            case MERGED -> Optional.of(MergeResult.MERGED);
            case CLOSED -> Optional.of(MergeResult.NOT_MERGEABLE);
            case OPEN -> now.draft() ? Optional.of(MergeResult.NOT_MERGEABLE) : Optional.empty();
        };
    }

    /** The first that the repository allows; a server that says nothing allows a merge commit. */
    private String method(RepositoryRef repository) {
        JsonNode settings = api.get(repository, "");
        if (settings.path("allow_merge_commit").asBoolean(true)) {
            return "merge";
        }
        return settings.path("allow_squash_merge").asBoolean(true) ? "squash" : "rebase";
    }

    static String at(long number) {
        return "/pulls/" + number;
    }
}
