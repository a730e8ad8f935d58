package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.PullRequest;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who decided what about a ticket stands in the audit, however it was said. Waivers are told of in {@link WaiveStoriesTest}, merges in {@link MergingTest}. */
class AuditStoriesTest {
    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private long issue;

    @BeforeEach
    void open() {
        loop = new Loop(folder.resolve("loop"));
        shop = loop.repository(Samples.mendable());
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    @AfterEach
    void close() {
        assertThat(loop.stores().audit().intact()).isTrue();
        loop.close();
    }

    @Test
    void anApprovalByLabelIsOnRecord() {
        labelled();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle:approved"));

        assertThat(rows()).containsExactly("wil approve");
    }

    @Test
    void anApprovalByCommandIsOnRecord() {
        labelled();
        says("ann", "/fettle approve");

        assertThat(rows()).containsExactly("ann approve");
        assertThat(row().detail()).isEqualTo("risk " + loop.ticket().riskLevel());
    }

    @Test
    void whoMayNotDecideLeavesNoRow() {
        labelled();
        says("otto", "/fettle approve");
        says("otto", "/fettle reject it is meant so");
        loop.happens(loop.world.label(shop, issue, "otto", "fettle:approved"));

        assertThat(rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/fettle reject it is meant so", "/fettle ignore"})
    void aRejectionByCommandIsOnRecordOnce(String command) {
        labelled();
        says("wil", command);
        says("ann", command);

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(rows()).containsExactly("wil reject");
        assertThat(row().detail()).startsWith("rejected by wil: ");
    }

    @Test
    void aTickedBoxIsOnRecord() {
        labelled();
        PullRequest pull = pullRequest();
        loop.happens(loop.world.editPullRequest(
                shop, pull.number(), "wil", pull.body().replace("- [ ] duplicate", "- [x] duplicate")));

        assertThat(rows()).containsExactly("wil reject");
        assertThat(row().detail()).isEqualTo("not useful, says wil: duplicate");
    }

    @Test
    void aPullRequestThatAPersonClosesIsOnRecord() {
        labelled();
        loop.happens(loop.world.closePullRequest(shop, pullRequest().number(), "ann"));

        assertThat(rows()).containsExactly("ann reject");
    }

    @Test
    void oneThatIsFoundClosedWasClosedBySomebody() {
        labelled();
        assertThat(loop.world
                        .closePullRequest(shop, pullRequest().number(), "ann")
                        .webhooks())
                .isNotEmpty();
        loop.look();

        assertThat(rows()).containsExactly("somebody reject");
    }

    @Test
    void whatTheOperatorDecidesIsOnRecord() {
        labelled();
        loop.verbs().approve(loop.ticket(), "operator ops");
        loop.verbs().reject(loop.ticket(), "operator ops", "not now");
        loop.verbs().reject(loop.ticket(), "operator ops", "not now");

        assertThat(rows()).containsExactly("operator ops reject", "operator ops approve");
    }

    @Test
    void aStopIsNoDecisionForGood() {
        labelled();
        says("wil", "/fettle stop");

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
        assertThat(rows()).isEmpty();
    }

    private void labelled() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
    }

    private void says(String who, String what) {
        loop.happens(loop.world.comment(shop, issue, who, what));
    }

    private PullRequest pullRequest() {
        return loop.world.pullRequests(shop).get(0);
    }

    private Audit.Row row() {
        return loop.stores().audit().recent(1).get(0);
    }

    /** Actor and action of each row, the newest first; all of them are of the one ticket. */
    private List<String> rows() {
        List<Audit.Row> rows = loop.stores().audit().recent(100);
        String ticket = loop.ticket().id();
        assertThat(rows).allSatisfy(row -> assertThat(row.subject()).isEqualTo(ticket));
        return rows.stream().map(row -> row.actor() + " " + row.action()).toList();
    }
}
