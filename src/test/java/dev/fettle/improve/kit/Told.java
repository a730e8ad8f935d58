package dev.fettle.improve.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.Comment;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.Issue;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullReview;
import dev.fettle.forge.local.Written;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Fettle said and made on the forge. What a story does not ask for by the end, Fettle should not have written. */
public final class Told {
    private static final String US = "fettle[bot]";
    private final Loop loop;
    private final RepositoryRef repository;
    private final Set<String> asked = new HashSet<>();
    private final Set<Long> comments = new HashSet<>();
    private final Set<String> branches = new HashSet<>();

    /** In one repository. */
    public Told(Loop loop, RepositoryRef repository) {
        this.loop = loop;
        this.repository = repository;
    }

    /** The one comment about a ticket on an issue or pull request, as it now reads. */
    public String status(long number) {
        return only(number, "<!-- fettle:status:");
    }

    /** The one answer to a comment. */
    public String answer(long number, long comment) {
        return only(number, "<!-- fettle:answer:" + comment + " ");
    }

    /** The one comment with a mark. */
    public String only(long number, String mark) {
        List<Comment> found = loop.world.comments(repository, number).stream()
                .filter(comment -> comment.author().equals(US) && comment.body().contains(mark))
                .toList();
        assertThat(found).as("comments with " + mark + " on #" + number).hasSize(1);
        comments.add(found.get(0).id());
        return found.get(0).body();
    }

    /** It was seen: eyes on the issue, or on a comment of it. */
    public void eyes(long number, long comment) {
        assertThat(loop.world.reactions(repository, number, comment)).containsExactly(Reaction.EYES);
        asked.add(Written.Kind.REACTION + " " + number);
    }

    /** It was marked as one that waits for an answer, or the mark was taken off again: the labels of Fettle's that it has now. */
    public List<String> labels(long number) {
        asked.add(Written.Kind.LABEL + " " + number);
        asked.add(Written.Kind.UNLABEL + " " + number);
        return loop.world.issues(repository).stream()
                .filter(issue -> issue.number() == number)
                .flatMap(issue -> issue.labels().stream())
                .filter(label -> label.startsWith("fettle:"))
                .toList();
    }

    /** The one issue of ours, which mirrors the backlog, as it now reads. */
    public Issue backlogIssue() {
        List<Issue> ours = loop.world.issues(repository).stream()
                .filter(issue -> issue.author().equals(US))
                .toList();
        assertThat(ours).as("issues of ours").hasSize(1);
        for (Written.Kind kind :
                List.of(Written.Kind.ISSUE_MADE, Written.Kind.ISSUE_EDITED, Written.Kind.ISSUE_PINNED)) {
            asked.add(kind + " " + ours.get(0).number());
        }
        return ours.get(0);
    }

    /** The one pull request by which a settings file is proposed. */
    public PullRequest onboarding() {
        List<PullRequest> ours = loop.world.pullRequests(repository).stream()
                .filter(pull -> pull.headBranch().equals("fettle/onboarding"))
                .toList();
        assertThat(ours).as("pull requests for a settings file").hasSize(1);
        asked.add(Written.Kind.PULL_REQUEST_OPENED + " " + ours.get(0).number());
        return ours.get(0);
    }

    /** Our one pull request, with its branch and its checks. */
    public PullRequest pullRequest() {
        List<PullRequest> ours = loop.world.pullRequests(repository).stream()
                .filter(pull -> pull.author().equals(US))
                .filter(pull -> pull.headBranch().startsWith("improvement/"))
                .toList();
        assertThat(ours).hasSize(1);
        PullRequest pull = ours.get(0);
        branches.add(pull.headBranch());
        for (Written.Kind kind : List.of(
                Written.Kind.PULL_REQUEST_OPENED, Written.Kind.PULL_REQUEST_EDITED, Written.Kind.PULL_REQUEST_CLOSED)) {
            asked.add(kind + " " + pull.number());
        }
        assertThat(checks(pull.headSha())).containsExactlyInAnyOrderElementsOf(loop.checks());
        return pull;
    }

    /** Our check run of that name on a commit. */
    public CheckRun check(String sha, String name) {
        assertThat(checks(sha)).contains(name);
        return loop.world.checkRuns(repository, sha).stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The names of our check runs on a commit. */
    public List<String> checks(String sha) {
        asked.add(Written.Kind.CHECK_RUN + " 0");
        return loop.world.checkRuns(repository, sha).stream()
                .map(CheckRun::name)
                .toList();
    }

    /** Our reviews of a person's pull request, oldest first. */
    public List<PullReview> reviews(long number) {
        asked.add(Written.Kind.REVIEW_MADE + " " + number);
        asked.add(Written.Kind.REVIEW_EDITED + " " + number);
        return List.copyOf(loop.world.reviews(repository, number).values());
    }

    /** Who was asked to review a pull request. */
    public List<String> reviewers(long number) {
        asked.add(Written.Kind.REVIEWER + " " + number);
        return loop.world.reviewers(repository, number);
    }

    /** Nothing more was written, and no work is left. */
    public void nothingElse() {
        List<String> unasked = new ArrayList<>();
        for (Written written : loop.world.written()) {
            boolean comment =
                    written.kind() == Written.Kind.COMMENT_MADE || written.kind() == Written.Kind.COMMENT_EDITED;
            if (!comment && !asked.contains(written.kind() + " " + written.number())) {
                unasked.add(written.toString());
            }
            if (written.kind() == Written.Kind.COMMENT_MADE) {
                loop.world.comments(repository, written.number()).stream()
                        .filter(made -> made.author().equals(US) && !comments.contains(made.id()))
                        .forEach(made -> unasked.add("comment on #" + written.number() + ": " + made.body()));
            }
        }
        loop.world.branches(repository).keySet().stream()
                .filter(branch -> branch.startsWith("improvement/") && !branches.contains(branch))
                .forEach(branch -> unasked.add("branch " + branch));
        assertThat(unasked).as("written, and not asked for by the story").isEmpty();
        assertThat(loop.queued()).as("queued work").isZero();
        assertThat(loop.stores().parked().list()).as("parked work").isEmpty();
    }
}
