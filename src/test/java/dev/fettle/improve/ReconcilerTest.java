package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Samples;
import dev.fettle.workspace.BareRepository.MergeMethod;
import org.junit.jupiter.api.Test;

/** Nothing was delivered; a look finds it all the same. */
class ReconcilerTest extends ShopTest {
    @Test
    void aLabelThatNobodyToldOfIsFoundOnce() {
        Act unheard = loop.world.openIssue(shop, "wil", "Wrong total", "", "fettle");
        loop.look();
        loop.look();

        told.eyes(unheard.id(), 0);
        told.pullRequest();
        told.status(unheard.id());
        assertThat(loop.ticket().count()).isEqualTo(1);
    }

    @Test
    void aRedHeadThatADeliveryToldOfIsNotFoundASecondTime() {
        String head = loop.world.branches(shop).get("main");
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main");
        loop.happens(loop.world.finishRun(shop, run, "failure", Samples.redLog()));
        loop.look();
        loop.look();

        told.pullRequest();
        assertThat(loop.tickets()).hasSize(1);
    }

    @Test
    void whereWhoLabelledIsNotKnownAPersonMustApprove() {
        Act unheard = loop.world.openIssue(shop, "otto", "Wrong total", "");
        Act unheardToo = loop.world.label(shop, unheard.id(), "wil", "fettle");
        loop.look();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        assertThat(loop.sandboxes.made()).isZero();
        told.eyes(unheardToo.id(), 0);
        assertThat(told.status(unheard.id())).contains("Fettle waits", "/fettle approve");

        loop.happens(loop.world.label(shop, unheard.id(), "wil", "fettle:approved"));
        told.pullRequest();
        assertThat(told.status(unheard.id())).contains("Fettle proposes a fix.");
    }

    @Test
    void aMergeAndAClosingThatNobodyToldOfAreFound() {
        loop.happens(loop.world.openIssue(shop, "wil", "Wrong total", "", "fettle"));
        told.eyes(1, 0);
        Act unheard = loop.world.mergePullRequest(shop, told.pullRequest().number(), "ann", MergeMethod.MERGE);
        assertThat(unheard.webhooks()).isNotEmpty();
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.APPLIED);
        assertThat(told.status(1)).contains("The fix is merged.");
    }

    @Test
    void aClosingThatNobodyToldOfMeansNo() {
        loop.happens(loop.world.openIssue(shop, "wil", "Wrong total", "", "fettle"));
        told.eyes(1, 0);
        Act unheard = loop.world.closePullRequest(shop, told.pullRequest().number(), "ann");
        assertThat(unheard.webhooks()).isNotEmpty();
        loop.look();
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
        assertThat(told.status(1)).contains("A person said no");
    }
}
