package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.base.settings.RepositorySettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is found in the last second is worth nothing where no time is left to prove it. */
class TimeForProofTest extends ShopTest {
    @Test
    void theSearchLeavesTimeForTheProof() {
        long issue = loop.world.openIssue(shop, "otto", "Wrong total", "").id();
        loop.happens(loop.world.label(shop, issue, "wil", "fettle"));

        told.eyes(issue, 0);
        told.status(issue);
        told.pullRequest();
        assertThat(loop.ticket().status()).isEqualTo(Status.READY);
        Duration all = RepositorySettings.DEFAULT.budgets().timePerTicket();
        assertThat(loop.engine.given()).isBetween(all.dividedBy(2), all.minusSeconds(10));
    }
}
