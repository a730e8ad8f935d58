package dev.fettle.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.PullReview.Remark;
import dev.fettle.forge.local.LocalForgeWorld;
import dev.fettle.forge.local.Written;
import dev.fettle.workspace.BareRepository.MergeMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Forge} does, whatever server stands behind it. Implemented by one test class an adapter. */
public interface ForgeContract {
    String BRANCH = "improvement/ci_1700000000_0001";
    String MARKER = "<!-- fettle:ticket:ci_1700000000_0001 -->";

    /** The forge under test; the same one for the whole of a test. */
    Forge forge();

    /** The world around the same state. */
    LocalForgeWorld world();

    /** Tells the marks of a repository with a file on {@code main}, and Fettle's branch with a change. */
    default RepositoryRef shop() {
        RepositoryRef ref = world().createRepository("acme", "shop", Map.of("README.md", "# Shop\n", "a.txt", "one\n"))
                .ref();
        world().push(ref, BRANCH, forge().self().login(), Map.of("a.txt", "two\n"), "Mend it");
        return forge().repository(ref).orElseThrow().ref();
    }

    default PullRequestDraft draft(String title, String body) {
        return new PullRequestDraft(BRANCH, "main", title, body, false);
    }

    default String head(RepositoryRef shop, String branch) {
        return forge().branch(shop, branch).orElseThrow();
    }

    @Test
    default void aRepositoryIsFoundByItsName() {
        RepositoryRef shop = shop();
        Repository found = forge().repository(RepositoryRef.parse("acme/shop")).orElseThrow();
        assertThat(found.ref()).isEqualTo(shop);
        assertThat(found.defaultBranch()).isEqualTo("main");
        assertThat(found.isPrivate()).isFalse();
        assertThat(forge().repository(RepositoryRef.parse("acme/nothing"))).isEmpty();
        assertThat(forge().repositories()).extracting(Repository::ref).contains(shop);
    }

    @Test
    default void filesAreReadAtABranchOrACommit() {
        RepositoryRef shop = shop();
        assertThat(text(shop, "a.txt", "main")).isEqualTo("one\n");
        assertThat(text(shop, "a.txt", head(shop, BRANCH))).isEqualTo("two\n");
        assertThat(forge().file(shop, "nothing.txt", "main")).isEmpty();
        assertThat(forge().file(shop, "a.txt", "no-such-branch")).isEmpty();
        assertThat(forge().branch(shop, "no-such-branch")).isEmpty();
    }

    private String text(RepositoryRef shop, String path, String revision) {
        return new String(forge().file(shop, path, revision).orElseThrow(), StandardCharsets.UTF_8);
    }

    @Test
    default void aPersonsPermissionIsAskedOfTheServer() {
        RepositoryRef shop = shop();
        world().setPermission(shop, "mona", Permission.WRITE);
        assertThat(forge().permission(shop, "mona").mayWrite()).isTrue();
        assertThat(forge().permission(shop, "stranger").mayWrite()).isFalse();
        assertThat(forge().permission(shop, "acme")).isEqualTo(Permission.ADMIN);
        world().setPermission(shop, "mona", Permission.READ);
        assertThat(forge().permission(shop, "mona").mayWrite()).isFalse();
    }

    @Test
    default void labelledIssuesAreTheOpenOnesWithTheLabelAndNoPullRequests() {
        RepositoryRef shop = shop();
        long wanted = world().openIssue(shop, "mona", "It breaks", "at Cart.java:3", "fettle")
                .id();
        world().openIssue(shop, "mona", "Other", "", "bug");
        long closed = world().openIssue(shop, "mona", "Old", "", "fettle").id();
        world().closeIssue(shop, closed, "mona");
        long pull = forge().ensurePullRequest(shop, draft("Mend it", "")).number();
        forge().ensureLabel(shop, pull, "fettle");

        assertThat(forge().issuesLabeled(shop, "fettle"))
                .extracting(Issue::number)
                .containsExactly(wanted);
        Issue issue = forge().issue(shop, wanted).orElseThrow();
        assertThat(issue.title()).isEqualTo("It breaks");
        assertThat(issue.body()).isEqualTo("at Cart.java:3");
        assertThat(issue.author()).isEqualTo("mona");
        assertThat(issue.open()).isTrue();
        assertThat(issue.labels()).containsExactly("fettle");
        assertThat(forge().issue(shop, 4711)).isEmpty();
        assertThat(forge().issue(shop, closed).orElseThrow().open()).isFalse();
    }

    @Test
    default void aCommentIsReadAgainBeforeActing() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        long comment = world().comment(shop, issue, "mona", "/fettle fix").id();
        assertThat(forge().comment(shop, issue, comment).orElseThrow().body()).isEqualTo("/fettle fix");
        assertThat(forge().comment(shop, issue, comment).orElseThrow().author()).isEqualTo("mona");
        assertThat(forge().comment(shop, issue, 4711)).isEmpty();
    }

    @Test
    default void aPullRequestIsMadeOnceAndBroughtUpToDateAfterwards() {
        RepositoryRef shop = shop();
        PullRequest first = forge().ensurePullRequest(shop, draft("Mend it", "Red, then green."));
        PullRequest again = forge().ensurePullRequest(shop, draft("Mend it", "Red, then green."));
        PullRequest edited = forge().ensurePullRequest(shop, draft("Mend it well", "With more words."));

        assertThat(again.number()).isEqualTo(first.number());
        assertThat(edited.number()).isEqualTo(first.number());
        PullRequest now = forge().pullRequest(shop, first.number()).orElseThrow();
        assertThat(now.title()).isEqualTo("Mend it well");
        assertThat(now.body()).isEqualTo("With more words.");
        assertThat(now.state()).isEqualTo(PullRequest.State.OPEN);
        assertThat(now.headBranch()).isEqualTo(BRANCH);
        assertThat(now.baseBranch()).isEqualTo("main");
        assertThat(now.headSha()).isEqualTo(head(shop, BRANCH));
        assertThat(now.author()).isEqualTo(forge().self().login());
        assertThat(now.headRepository()).isEqualTo("acme/shop");
        assertThat(world().pullRequests(shop)).hasSize(1);
        assertThat(world().written())
                .extracting(Written::kind)
                .containsExactly(Written.Kind.PULL_REQUEST_OPENED, Written.Kind.PULL_REQUEST_EDITED);
    }

    @Test
    default void aBodyAloneCanChangeAndATitleAloneToo() {
        RepositoryRef shop = shop();
        long number = forge().ensurePullRequest(shop, draft("Title", "Body")).number();
        forge().ensurePullRequest(shop, draft("Title", "Other body"));
        assertThat(forge().pullRequest(shop, number).orElseThrow().body()).isEqualTo("Other body");
        forge().ensurePullRequest(shop, draft("Other title", "Other body"));
        PullRequest now = forge().pullRequest(shop, number).orElseThrow();
        assertThat(now.title()).isEqualTo("Other title");
        assertThat(now.body()).as("the title alone did not erase it").isEqualTo("Other body");
    }

    @Test
    default void pullRequestsOfOtherBranchesAreNotOurs() {
        RepositoryRef shop = shop();
        world().push(shop, "feature", "mona", Map.of("b.txt", "b\n"), "A feature");
        long theirs = world().openPullRequest(shop, "mona", new PullRequestDraft("feature", "main", "F", "", false))
                .id();
        PullRequest ours = forge().ensurePullRequest(shop, draft("Mend it", ""));
        assertThat(ours.number()).isNotEqualTo(theirs);
        assertThat(forge().pullRequest(shop, theirs).orElseThrow().title()).isEqualTo("F");
        assertThat(forge().openPullRequests(shop))
                .extracting(PullRequest::headBranch)
                .containsExactlyInAnyOrder("feature", BRANCH);
    }

    @Test
    default void aPullRequestThatWasClosedIsNotReopened() {
        RepositoryRef shop = shop();
        PullRequest first = forge().ensurePullRequest(shop, draft("Mend it", ""));
        world().closePullRequest(shop, first.number(), "mona");
        assertThat(forge().pullRequest(shop, first.number()).orElseThrow().state())
                .isEqualTo(PullRequest.State.CLOSED);
        assertThat(forge().openPullRequests(shop)).isEmpty();
        PullRequest second = forge().ensurePullRequest(shop, draft("Mend it", ""));
        assertThat(second.number()).isNotEqualTo(first.number());
    }

    @Test
    default void thereIsNoPullRequestWithoutABranch() {
        RepositoryRef shop = shop();
        PullRequestDraft nothing = new PullRequestDraft("improvement/none", "main", "T", "B", false);
        assertThatThrownBy(() -> forge().ensurePullRequest(shop, nothing)).isInstanceOf(ForgeException.class);
        assertThat(world().pullRequests(shop)).isEmpty();
    }

    @Test
    default void oneCommentCarriesTheMarkerHoweverOftenItIsEnsured() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        Comment first = forge().ensureComment(shop, issue, MARKER, "Looking at it.\n" + MARKER);
        Comment same = forge().ensureComment(shop, issue, MARKER, "Looking at it.\n" + MARKER);
        Comment edited = forge().ensureComment(shop, issue, MARKER, "Done.\n" + MARKER);

        assertThat(List.of(same.id(), edited.id())).containsOnly(first.id());
        assertThat(world().comments(shop, issue)).singleElement().satisfies(comment -> {
            assertThat(comment.body()).isEqualTo("Done.\n" + MARKER);
            assertThat(comment.author()).isEqualTo(forge().self().login());
        });
    }

    @Test
    default void aMarkerThatTheBodyForgotIsAdded() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        forge().ensureComment(shop, issue, MARKER, "Looking at it.");
        forge().ensureComment(shop, issue, MARKER, "Done.");
        assertThat(world().comments(shop, issue))
                .singleElement()
                .satisfies(comment ->
                        assertThat(comment.body()).startsWith("Done.").contains(MARKER));
    }

    @Test
    default void aMarkerInSomebodyElsesCommentIsNotOurs() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        long theirs = world().comment(shop, issue, "mallory", "hers " + MARKER).id();
        Comment ours = forge().ensureComment(shop, issue, MARKER, "ours " + MARKER);
        assertThat(ours.id()).isNotEqualTo(theirs);
        assertThat(world().comments(shop, issue)).extracting(Comment::body).contains("hers " + MARKER);
    }

    @Test
    default void twoMarkersAreTwoComments() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        forge().ensureComment(shop, issue, "<!-- one -->", "a <!-- one -->");
        forge().ensureComment(shop, issue, "<!-- two -->", "b <!-- two -->");
        assertThat(world().comments(shop, issue)).hasSize(2);
    }

    @Test
    default void theNewestPullRequestOfABranchIsFoundWhateverBecameOfIt() {
        RepositoryRef shop = shop();
        assertThat(forge().newestPullRequest(shop, BRANCH)).isEmpty();
        long first = forge().ensurePullRequest(shop, draft("Mend it", "")).number();
        world().closePullRequest(shop, first, "mona");
        world().push(shop, "feature", "mona", Map.of("b.txt", "b\n"), "A feature");
        world().openPullRequest(shop, "mona", new PullRequestDraft("feature", "main", "F", "", false));

        PullRequest found = forge().newestPullRequest(shop, BRANCH).orElseThrow();
        assertThat(found.number()).isEqualTo(first);
        assertThat(found.state()).isEqualTo(PullRequest.State.CLOSED);
        long second = forge().ensurePullRequest(shop, draft("Mend it", "")).number();
        assertThat(forge().newestPullRequest(shop, BRANCH).orElseThrow().number())
                .isEqualTo(second);
    }

    String ISSUE_MARKER = "<!-- fettle:backlog -->";

    private IssueDraft backlog(StandingIssue before, String body) {
        return new IssueDraft(
                before.issue().number(),
                ISSUE_MARKER,
                "Backlog",
                body,
                "In a comment: " + body,
                IssueDraft.print(before.issue().body()));
    }

    private StandingIssue firstBacklog(RepositoryRef shop, String body) {
        return forge().ensureIssue(shop, new IssueDraft(0, ISSUE_MARKER, "Backlog", body, "", ""));
    }

    @Test
    default void oneIssueOfOursCarriesTheMarkerHoweverOftenItIsEnsured() {
        RepositoryRef shop = shop();
        world().openIssue(shop, "mona", "Theirs", "hers " + ISSUE_MARKER);
        StandingIssue first = firstBacklog(shop, "One waits.");
        StandingIssue again = firstBacklog(shop, "One waits.");
        StandingIssue known = forge().ensureIssue(shop, backlog(again, "One waits."));

        assertThat(first.asWanted()).isTrue();
        assertThat(again.asWanted()).isTrue();
        assertThat(known.asWanted()).isTrue();
        assertThat(List.of(again.issue().number(), known.issue().number()))
                .containsOnly(first.issue().number());
        Issue now = forge().issue(shop, first.issue().number()).orElseThrow();
        assertThat(now.title()).isEqualTo("Backlog");
        assertThat(now.body()).startsWith("One waits.").contains(ISSUE_MARKER);
        assertThat(now.author()).isEqualTo(forge().self().login());
        assertThat(world().written()).extracting(Written::kind).containsExactly(Written.Kind.ISSUE_MADE);
    }

    @Test
    default void anIssueOfOursIsBroughtUpToDate() {
        RepositoryRef shop = shop();
        StandingIssue first = firstBacklog(shop, "One waits.");
        StandingIssue edited = forge().ensureIssue(shop, backlog(first, "Two wait."));

        assertThat(edited.asWanted()).isTrue();
        assertThat(forge().issue(shop, first.issue().number()).orElseThrow().body())
                .startsWith("Two wait.")
                .contains(ISSUE_MARKER);
    }

    @Test
    default void anIssueThatReadsOtherwiseThanExpectedIsLeftAsItIs() {
        RepositoryRef shop = shop();
        StandingIssue first = firstBacklog(shop, "- [ ] reject");
        long number = first.issue().number();
        String ticked = first.issue().body().replace("[ ]", "[x]");
        world().editIssue(shop, number, "mona", "Backlog", ticked);
        StandingIssue left = forge().ensureIssue(shop, backlog(first, "Two wait."));

        assertThat(left.asWanted()).isFalse();
        assertThat(left.issue().body()).isEqualTo(ticked);
        assertThat(forge().issue(shop, number).orElseThrow().body()).isEqualTo(ticked);
        assertThat(firstBacklog(shop, "Not known of.").asWanted()).isFalse();
    }

    @Test
    default void aClosedIssueOfOursIsFoundAndLeftClosed() {
        RepositoryRef shop = shop();
        StandingIssue first = firstBacklog(shop, "One waits.");
        world().closeIssue(shop, first.issue().number(), "mona");

        StandingIssue known = forge().ensureIssue(shop, backlog(first, "Two wait."));
        StandingIssue forgotten = firstBacklog(shop, "Two wait.");

        assertThat(known.issue().open()).isFalse();
        assertThat(forgotten.issue().number()).isEqualTo(first.issue().number());
        assertThat(world().issues(shop)).hasSize(1);
    }

    @Test
    default void anIssueIsPinnedAndWhoEditedItLastIsTold() {
        RepositoryRef shop = shop();
        long number = firstBacklog(shop, "One waits.").issue().number();
        forge().ensurePinned(shop, number);
        forge().ensurePinned(shop, number);
        assertThat(world().pinned(shop)).containsExactly(number);

        assertThat(forge().lastEditor(shop, number)).contains(forge().self().login());
        world().editIssue(shop, number, "mona", "Backlog", "hers");
        assertThat(forge().lastEditor(shop, number)).contains("mona");
    }

    @Test
    default void oneCheckRunOfANameStandsOnACommit() {
        RepositoryRef shop = shop();
        String sha = head(shop, BRANCH);
        CheckRun started = new CheckRun("fettle/tests", sha, Conclusion.IN_PROGRESS, "running", "", List.of());
        CheckRun ended = new CheckRun("fettle/tests", sha, Conclusion.SUCCESS, "42 pass", "All of them.", List.of());
        forge().ensureCheckRun(shop, started);
        forge().ensureCheckRun(shop, started);
        forge().ensureCheckRun(shop, ended);
        forge().ensureCheckRun(shop, ended);
        forge().ensureCheckRun(
                        shop, new CheckRun("fettle/secret-scan", sha, Conclusion.FAILURE, "1 found", "", List.of()));

        assertThat(world().checkRuns(shop, sha))
                .extracting(CheckRun::name, CheckRun::conclusion, CheckRun::title)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("fettle/tests", Conclusion.SUCCESS, "42 pass"),
                        org.assertj.core.groups.Tuple.tuple("fettle/secret-scan", Conclusion.FAILURE, "1 found"));
        assertThat(world().checkRuns(shop, head(shop, "main"))).isEmpty();
    }

    @Test
    default void reactionsLabelsAndReviewersAreSetOnce() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        long comment = world().comment(shop, issue, "mona", "/fettle fix").id();
        long pull = forge().ensurePullRequest(shop, draft("Mend it", "")).number();
        for (int i = 0; i < 2; i++) {
            forge().ensureReaction(shop, issue, 0, Reaction.EYES);
            forge().ensureReaction(shop, issue, comment, Reaction.THUMBS_UP);
            forge().ensureLabel(shop, pull, "fettle");
            forge().ensureReviewer(shop, pull, "mona");
        }
        assertThat(world().reactions(shop, issue, 0)).containsExactly(Reaction.EYES);
        assertThat(world().reactions(shop, issue, comment)).containsExactly(Reaction.THUMBS_UP);
        assertThat(forge().pullRequest(shop, pull).orElseThrow().labels()).containsExactly("fettle");
        assertThat(world().reviewers(shop, pull)).containsExactly("mona");
    }

    @Test
    default void aLabelIsTakenOffOnce() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "", "fettle", "fettle:needs-info")
                .id();
        for (int i = 0; i < 2; i++) {
            forge().ensureNoLabel(shop, issue, "fettle:needs-info");
        }
        assertThat(forge().issue(shop, issue).orElseThrow().labels()).containsExactly("fettle");
        assertThatThrownBy(() -> forge().ensureNoLabel(shop, 4711, "fettle")).isInstanceOf(ForgeException.class);
    }

    @Test
    default void allCommentsOfAnIssueAreRead() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        long other = world().openIssue(shop, "mona", "Other", "").id();
        world().comment(shop, issue, "mona", "first");
        world().comment(shop, other, "mona", "elsewhere");
        world().comment(shop, issue, "acme", "second");

        assertThat(forge().comments(shop, issue))
                .extracting(Comment::author, Comment::body)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mona", "first"),
                        org.assertj.core.groups.Tuple.tuple("acme", "second"));
    }

    private static PullReview review(PullRequest pull, String body, Remark... remarks) {
        return new PullReview(pull.number(), pull.headSha(), "<!-- fettle:review -->", body, List.of(remarks), false);
    }

    @Test
    default void oneReviewIsEditedFromHeadToHead() {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", "Body"));
        Remark remark = new Remark("a.txt", 1, "Look here.");

        forge().ensureReview(shop, review(pull, "One thing", remark));
        forge().ensureReview(shop, review(pull, "One thing", remark));
        forge().ensureReview(shop, review(pull, "One thing, still", remark));

        assertThat(said(shop, pull)).containsExactly("One thing, still");
    }

    @Test
    default void aRemarkThatNoneBeforeItHadTakesAnotherReview() {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", "Body"));
        Remark first = new Remark("a.txt", 1, "Look here.");
        forge().ensureReview(shop, review(pull, "One thing", first));
        forge().ensureReview(shop, review(pull, "Two things", first, new Remark("a.txt", 1, "And here.")));

        assertThat(said(shop, pull)).last().isEqualTo("Two things");
        assertThat(world().reviews(shop, pull.number()).values().stream()
                        .flatMap(review -> review.remarks().stream())
                        .map(Remark::text))
                .doesNotHaveDuplicates();
    }

    @Test
    default void whereNothingWasSaidNothingIsTakenBack() {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", "Body"));
        PullReview nothing = new PullReview(
                pull.number(), pull.headSha(), "<!-- fettle:review -->", "Nothing found", List.of(), true);

        forge().ensureReview(shop, nothing);
        assertThat(said(shop, pull)).isEmpty();

        forge().ensureReview(shop, review(pull, "One thing"));
        forge().ensureReview(shop, nothing);
        assertThat(said(shop, pull)).containsExactly("Nothing found");
    }

    /** The texts of our reviews, or of our comment where the server has no reviews. */
    private List<String> said(RepositoryRef shop, PullRequest pull) {
        return Stream.concat(
                        world().reviews(shop, pull.number()).values().stream().map(PullReview::body),
                        world().comments(shop, pull.number()).stream().map(Comment::body))
                .map(body -> body.replace("<!-- fettle:review -->", "").strip())
                .toList();
    }

    @Test
    default void whoseThumbIsDownIsTold() {
        RepositoryRef shop = shop();
        long pull = forge().ensurePullRequest(shop, draft("Mend it", "")).number();
        assertThat(forge().dislikes(shop, pull)).isEmpty();
        world().dislike(shop, pull, "mona", true);
        world().dislike(shop, pull, "otto", true);
        world().dislike(shop, pull, "otto", false);

        assertThat(forge().dislikes(shop, pull)).containsExactly("mona");
    }

    @Test
    default void closingTwiceIsClosingOnce() {
        RepositoryRef shop = shop();
        long pull = forge().ensurePullRequest(shop, draft("Mend it", "")).number();
        forge().ensureClosed(shop, pull);
        forge().ensureClosed(shop, pull);
        assertThat(forge().pullRequest(shop, pull).orElseThrow().state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(world().written()).extracting(Written::kind).containsOnlyOnce(Written.Kind.PULL_REQUEST_CLOSED);
    }

    @Test
    default void aMergeTakesExactlyTheHeadThatWasApproved() {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", ""));
        assertThat(forge().merge(shop, pull.number(), pull.headSha())).isEqualTo(MergeResult.MERGED);
        assertThat(forge().merge(shop, pull.number(), pull.headSha()))
                .as("told twice, done once")
                .isEqualTo(MergeResult.MERGED);
        assertThat(forge().pullRequest(shop, pull.number()).orElseThrow().state())
                .isEqualTo(PullRequest.State.MERGED);
        assertThat(text(shop, "a.txt", "main")).isEqualTo("two\n");
    }

    @Test
    default void aHeadThatMovedIsNotMerged() {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", ""));
        world().push(shop, BRANCH, "mallory", Map.of("a.txt", "evil\n"), "One more thing");
        assertThat(forge().merge(shop, pull.number(), pull.headSha())).isEqualTo(MergeResult.MOVED);
        assertThat(text(shop, "a.txt", "main")).isEqualTo("one\n");
        assertThat(forge().pullRequest(shop, pull.number()).orElseThrow().headSha())
                .as("the pull request shows the new head")
                .isEqualTo(head(shop, BRANCH));
    }

    @Test
    default void aConflictIsNotMerged() {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", ""));
        world().push(shop, "main", "mona", Map.of("a.txt", "three\n"), "Otherwise");
        assertThat(forge().merge(shop, pull.number(), pull.headSha())).isEqualTo(MergeResult.NOT_MERGEABLE);
        assertThat(forge().pullRequest(shop, pull.number()).orElseThrow().state())
                .isEqualTo(PullRequest.State.OPEN);
    }

    @Test
    default void aClosedPullRequestIsNotMerged() {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", ""));
        world().closePullRequest(shop, pull.number(), "mona");
        assertThat(forge().merge(shop, pull.number(), pull.headSha())).isEqualTo(MergeResult.NOT_MERGEABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MERGE", "SQUASH"})
    default void aMergeByAPersonIsSeen(String method) {
        RepositoryRef shop = shop();
        PullRequest pull = forge().ensurePullRequest(shop, draft("Mend it", ""));
        world().mergePullRequest(shop, pull.number(), "mona", MergeMethod.valueOf(method));
        assertThat(forge().pullRequest(shop, pull.number()).orElseThrow().state())
                .isEqualTo(PullRequest.State.MERGED);
        assertThat(forge().openPullRequests(shop)).isEmpty();
        assertThat(text(shop, "a.txt", "main")).isEqualTo("two\n");
    }

    @Test
    default void theLogsOfAFailedRunAreTheBytesOfItsJobs() {
        RepositoryRef shop = shop();
        byte[] log = "Tests run: 1, Failures: 1\u001b[0m\n".getBytes(StandardCharsets.UTF_8);
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head(shop, "main"), "main");
        long id = world().finishRun(shop, run, "failure", Map.of("build", log)).id();
        CiRun asked = new CiRun(CiRun.Kind.WORKFLOW_RUN, id, "CI", head(shop, "main"), "main");
        assertThat(forge().ciLogs(shop, asked)).singleElement().satisfies(found -> {
            assertThat(found.name()).contains("build");
            assertThat(found.content()).isEqualTo(log);
        });
        assertThat(forge().ciLogs(shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, 4711, "CI", head(shop, "main"), "main")))
                .isEmpty();
    }

    @Test
    default void runsThatPassedAreToldNewestFirstAndHaveLogsToo() {
        RepositoryRef shop = shop();
        byte[] log = "Tests run: 1, Failures: 0\n".getBytes(StandardCharsets.UTF_8);
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head(shop, "main"), "main");
        long first =
                world().finishRun(shop, run, "success", Map.of("build", log)).id();
        world().finishRun(shop, run, "failure", Map.of("build", log));
        world().finishRun(
                        shop,
                        new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head(shop, "main"), "topic"),
                        "success",
                        Map.of());
        long last =
                world().finishRun(shop, run, "success", Map.of("build", log)).id();

        List<CiRun> passed = forge().passedRuns(shop, "main", 5);
        assertThat(passed).extracting(CiRun::id).containsExactly(last, first);
        assertThat(passed.get(0).name()).isEqualTo("CI");
        assertThat(passed.get(0).headSha()).isEqualTo(head(shop, "main"));
        assertThat(forge().passedRuns(shop, "main", 1)).extracting(CiRun::id).containsExactly(last);
        assertThat(forge().ciLogs(shop, passed.get(0)))
                .singleElement()
                .satisfies(found -> assertThat(found.content()).isEqualTo(log));
    }

    @Test
    default void whatStandsOnACommitIsToldWithTheNewestOfEachName() {
        RepositoryRef shop = shop();
        String main = head(shop, "main");
        CiRun build = new CiRun(CiRun.Kind.STATUS, 0, "build", main, "main");
        world().finishRun(shop, build, "failure", Map.of());
        world().finishRun(shop, build, "success", Map.of());
        world().finishRun(shop, new CiRun(CiRun.Kind.STATUS, 0, "lint", main, "main"), "failure", Map.of());
        world().finishRun(shop, new CiRun(CiRun.Kind.STATUS, 0, "deploy", main, "main"), "pending", Map.of());
        forge().ensureCheckRun(shop, new CheckRun("fettle/t", main, Conclusion.SUCCESS, "1", "", List.of()));

        assertThat(forge().checks(shop, main))
                .extracting(check -> check.run().name(), Check::state)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("build", Check.State.GREEN),
                        org.assertj.core.groups.Tuple.tuple("lint", Check.State.RED),
                        org.assertj.core.groups.Tuple.tuple("deploy", Check.State.PENDING),
                        org.assertj.core.groups.Tuple.tuple("fettle/t", Check.State.GREEN));
        assertThat(forge().checks(shop, head(shop, BRANCH))).isEmpty();
    }

    @Test
    default void newCommentsAreFoundWithTheirIssue() {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        long comment = world().comment(shop, issue, "mona", "/fettle fix").id();

        assertThat(forge().commentsSince(shop, java.time.Instant.EPOCH))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.number()).isEqualTo(issue);
                    assertThat(found.onPullRequest()).isFalse();
                    assertThat(found.comment().id()).isEqualTo(comment);
                    assertThat(found.comment().author()).isEqualTo("mona");
                });
        assertThat(forge().commentsSince(shop, java.time.Instant.parse("2100-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    default void whatIsNotThereIsNotFound() {
        RepositoryRef shop = shop();
        RepositoryRef nothing = RepositoryRef.parse("acme/nothing");
        assertThatThrownBy(() -> forge().ensureComment(shop, 4711, MARKER, "x"))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.NOT_FOUND));
        assertThatThrownBy(() -> forge().ensurePullRequest(nothing, draft("T", "B")))
                .isInstanceOf(ForgeException.class);
        assertThat(forge().pullRequest(shop, 4711)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ensurePullRequest",
                "ensureComment",
                "ensureCheckRun",
                "ensureReview",
                "ensureReaction",
                "ensureLabel",
                "ensureReviewer",
                "ensureClosed",
                "merge"
            })
    default void aLostAnswerIsMadeGoodByAskingAgain(String verb) {
        RepositoryRef shop = shop();
        long issue = world().openIssue(shop, "mona", "It breaks", "").id();
        Forge bad = new FaultyForge(forge()).loseAnswerOf(verb).forge();
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                PullRequest pull = bad.ensurePullRequest(shop, draft("Mend it", "Body"));
                bad.ensureComment(shop, issue, MARKER, "Text " + MARKER);
                bad.ensureCheckRun(
                        shop, new CheckRun("fettle/t", pull.headSha(), Conclusion.SUCCESS, "1", "", List.of()));
                bad.ensureReview(shop, review(pull, "One thing", new Remark("a.txt", 1, "Look here.")));
                bad.ensureReaction(shop, issue, 0, Reaction.EYES);
                bad.ensureLabel(shop, issue, "fettle");
                bad.ensureReviewer(shop, pull.number(), "mona");
                bad.merge(shop, pull.number(), pull.headSha());
                bad.ensureClosed(shop, pull.number());
                break;
            } catch (ForgeException lost) {
                assertThat(lost.kind()).isEqualTo(ForgeException.Kind.UNAVAILABLE);
                if (verb.equals("merge") || verb.equals("ensureClosed")) {
                    break; // the pull request is at its end
                }
            }
        }
        assertThat(world().pullRequests(shop))
                .singleElement()
                .satisfies(pull -> assertThat(pull.state()).isEqualTo(PullRequest.State.MERGED));
        assertThat(world().comments(shop, issue)).hasSize(1);
        assertThat(world().written()).as("each thing was written once").doesNotHaveDuplicates();
    }

    @Test
    default void theRemoteIsWhereGitSpeaksToTheRepository() {
        RepositoryRef shop = shop();
        assertThat(forge().remote(shop, Access.READ).url()).contains("shop");
    }
}
