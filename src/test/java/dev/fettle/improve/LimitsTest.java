package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Permission;
import dev.fettle.improve.kit.Loop;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Modes, risk, permissions, settings, and what stands still: where the loop holds back, and how it shows. */
class LimitsTest extends ShopTest {
    private long issue;

    @BeforeEach
    void begin() {
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    private void settings(String yaml) {
        loop.happens(loop.world.push(shop, "main", "ann", Map.of(RepositorySettings.PATH, yaml), "Set Fettle up"));
    }

    private void label() {
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));
    }

    @Test
    void observeMakesATicketAndNoMoreUntilTheModeChanges() {
        settings("self_improvement:\n  mode: observe\n");
        label();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSERVE_ONLY);
        assertThat(loop.sandboxes.made()).isZero();
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("Fettle waits", "observe");

        settings("self_improvement:\n  mode: ready\n");
        assertThat(told.pullRequest().draft()).isFalse();
        assertThat(told.status(issue)).contains("Fettle proposes a fix.");
    }

    @Test
    void suggestMakesNoBranch() {
        settings("self_improvement:\n  mode: suggest\n");
        label();

        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("+    return net + tax;");
    }

    @Test
    void aTicketAboveTheRiskLimitWaitsForApproval() {
        settings("self_improvement:\n  max_risk_level: 2\n");
        label();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("a person with write access must approve");
        assertThat(loop.sandboxes.made()).isZero();

        loop.happens(loop.world.label(shop, issue, "wil", "fettle:approved"));
        told.pullRequest();
    }

    @Test
    void mistakesInTheSettingsAreShownToWhoAsks() {
        settings("self_improvement:\n  mood: sunny\n");
        label();

        assertThat(loop.tickets()).isEmpty();
        assertThat(told.only(issue, "<!-- fettle:settings -->")).contains("mood", RepositorySettings.PATH);
    }

    @Test
    void switchedOffMeansNothingAtAll() {
        settings("self_improvement:\n  enabled: false\n");
        label();

        assertThat(loop.outcome()).isEqualTo("IGNORED DISABLED");
    }

    @Test
    void switchedOffWhileItIsWorkedOnNothingIsProposed() {
        loop.build.meanwhile(() -> loop.world.push(
                shop,
                "main",
                "ann",
                Map.of(RepositorySettings.PATH, "self_improvement:\n  enabled: false\n"),
                "Switch off"));
        label();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("Fettle has stopped");
    }

    @Test
    void whoLostTheirPermissionMeanwhileIsNotObeyed() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.verbsOfOthers();
        loop.world.setPermission(shop, "wil", Permission.READ);
        loop.settle();
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NEEDS_APPROVAL);
        assertThat(loop.sandboxes.made()).isZero();
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("no longer has write access");

        loop.happens(loop.world.label(shop, issue, "ann", "fettle:approved"));
        told.pullRequest();
    }

    @Test
    void whatStandsStillIsGivenUp() {
        loop.accept(loop.world.label(shop, issue, "wil", "fettle"));
        loop.verbsOfOthers();
        assertThat(loop.backlog().takeNext(shop.key(), 10, "a worker that was never seen again"))
                .isPresent();
        loop.build.meanwhile(() -> {
            throw new AssertionError("nothing is built");
        });
        loop.clock.pass(Loop.PATIENCE.plus(Duration.ofMinutes(1)));
        loop.lookAlone();

        assertThat(loop.ticket().status()).isEqualTo(Status.FAILED);
        loop.settle();
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("Nothing moved for 60 minutes.");
    }

    @Test
    void whatTheOperatorHasNotListedIsNotRunWithoutASandbox() {
        loop.mayNotRun();
        label();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NO_SANDBOX);
        assertThat(loop.sandboxes.made()).isZero();
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("is not listed in sandbox.repositories");
    }

    @Test
    void withoutASandboxNothingIsRun() {
        loop.sandboxes.refuse();
        label();

        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NO_SANDBOX);
        told.eyes(issue, 0);
        assertThat(told.status(issue)).contains("No sandbox holds on this machine");
    }
}
