package dev.fettle.forge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CheckRun;
import dev.fettle.forge.CheckRun.Conclusion;
import dev.fettle.forge.Forge.MergeResult;
import dev.fettle.forge.Forge.Reaction;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequest;
import dev.fettle.forge.PullRequestDraft;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server does what it is asked, every time. */
class LocalForgeRestTest {
    private static final PullRequestDraft DRAFT = new PullRequestDraft("improvement/x", "main", "T", "B", false);

    @TempDir
    Path folder;

    private LocalForge forge;
    private LocalForgeWorld world;
    private LocalForgeRest rest;
    private RepositoryRef shop;

    @BeforeEach
    void open() {
        InstantSource noon = InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
        forge = new LocalForge(folder, new Identity("fettle[bot]", 7, 42), "http://localhost:7070/forge", noon);
        world = new LocalForgeWorld(forge);
        rest = new LocalForgeRest(forge);
        shop = world.createRepository("acme", "shop", Map.of("a.txt", "one\n")).ref();
        world.push(shop, "improvement/x", "fettle[bot]", Map.of("a.txt", "two\n"), "Mend it");
    }

    @Test
    void whoAsksTwiceGetsTwo() {
        long issue = world.openIssue(shop, "mona", "It breaks", "").id();
        String sha = forge.branch(shop, "main").orElseThrow();
        CheckRun check = new CheckRun("fettle/t", sha, Conclusion.SUCCESS, "1", "", List.of());
        for (int i = 0; i < 2; i++) {
            rest.createComment(shop, issue, "text");
            rest.createCheckRun(shop, check);
        }
        assertThat(world.comments(shop, issue)).hasSize(2);
        assertThat(rest.checkRuns(shop, sha)).hasSize(2);
        assertThat(world.written()).hasSize(4);
    }

    @Test
    void aSecondOpenPullRequestOfTheSameHeadIsRefused() {
        rest.createPullRequest(shop, DRAFT);
        assertThatThrownBy(() -> rest.createPullRequest(shop, DRAFT))
                .isInstanceOfSatisfying(
                        ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.REFUSED));
    }

    @Test
    void anEditChangesWhatItNames() {
        long number = rest.createPullRequest(shop, DRAFT);
        rest.editPullRequest(shop, number, "Other", null, null, null);
        PullRequest pull = forge.pullRequest(shop, number).orElseThrow();
        assertThat(pull.title()).isEqualTo("Other");
        assertThat(pull.body()).isEqualTo("B");
        rest.editPullRequest(shop, number, null, null, null, "closed");
        assertThat(forge.pullRequest(shop, number).orElseThrow().state()).isEqualTo(PullRequest.State.CLOSED);
    }

    @Test
    void commentsChecksLabelsReviewersAndReactionsAreThoseOfThePort() {
        long number = rest.createPullRequest(shop, DRAFT);
        long comment = rest.createComment(shop, number, "one");
        rest.editComment(shop, comment, "two");
        String sha = forge.branch(shop, "improvement/x").orElseThrow();
        long run = rest.createCheckRun(shop, new CheckRun("fettle/t", sha, Conclusion.IN_PROGRESS, "", "", List.of()));
        rest.updateCheckRun(shop, run, new CheckRun("fettle/t", sha, Conclusion.SUCCESS, "1", "", List.of()));
        rest.addLabels(shop, number, List.of("fettle", "Fettle"));
        rest.requestReviewers(shop, number, List.of("mona", "mona"));
        rest.react(shop, number, comment, Reaction.EYES);

        assertThat(forge.comment(shop, number, comment).orElseThrow().body()).isEqualTo("two");
        assertThat(world.checkRuns(shop, sha))
                .singleElement()
                .satisfies(check -> assertThat(check.conclusion()).isEqualTo(Conclusion.SUCCESS));
        assertThat(forge.pullRequest(shop, number).orElseThrow().labels()).containsExactly("fettle");
        assertThat(world.reviewers(shop, number)).containsExactly("mona");
        assertThat(world.reactions(shop, number, comment)).containsExactly(Reaction.EYES);
        assertThat(rest.merge(shop, number, "12".repeat(20))).isEqualTo(MergeResult.MOVED);
        assertThat(rest.merge(shop, number, sha)).isEqualTo(MergeResult.MERGED);
    }
}
