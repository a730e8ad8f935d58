package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.Webhook;
import dev.fettle.improve.kit.EndState;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The clock jumps, messages come twice and in another order, the network is away, a backup is put back: what stands at the end is what would stand without. */
class OddDaysTest {
    private static final List<Duration> JUMPS = List.of(
            Duration.ofDays(3), Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofHours(-1), Duration.ofDays(-1));

    @TempDir
    Path folder;

    private String expected = "";
    private int opened;

    @BeforeEach
    void anOrdinaryDay() {
        try (Loop loop = open()) {
            RepositoryRef shop = loop.repository(Samples.mendable());
            loop.happens(CrashTest.labelledIssue(loop, shop));
            expected = EndState.of(loop, shop);
            assertThat(loop.world.pullRequests(shop)).hasSize(1);
        }
    }

    @Test
    void theClockJumpsWhileWorkIsGoingOn(TestReporter reporter) {
        int injected = 0;
        for (Duration jump : JUMPS) {
            for (int after = 1; after <= 3; after++) {
                try (Loop loop = open()) {
                    RepositoryRef shop = loop.repository(Samples.mendable());
                    loop.accept(CrashTest.labelledIssue(loop, shop));
                    for (int done = 0; done < after && loop.workOne(); done++) {
                        assertThat(loop.dead()).isFalse();
                    }
                    loop.clock.pass(jump);
                    // What is due at a time that has not come again waits for it.
                    if (jump.isNegative()) {
                        loop.work();
                        loop.clock.pass(jump.negated());
                    }
                    loop.settle();
                    same(loop, shop, jump + " after " + after);
                    injected++;
                }
            }
        }
        reporter.publishEntry("injected", Integer.toString(injected));
    }

    @Test
    void deliveriesComeTwiceAndBackwards(TestReporter reporter) {
        try (Loop loop = open()) {
            RepositoryRef shop = loop.repository(Samples.mendable());
            long issue = loop.world
                    .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                    .id();
            List<Webhook> webhooks = new ArrayList<>();
            webhooks.addAll(loop.world.label(shop, issue, "wil", "bug").webhooks());
            webhooks.addAll(loop.world.label(shop, issue, "wil", "fettle").webhooks());
            Collections.reverse(webhooks);
            int injected = 0;
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < webhooks.size(); i++) {
                    loop.accept("round-" + (round == 2 ? 0 : round) + "-" + i, webhooks.get(i));
                    injected++;
                }
                loop.settle();
            }
            same(loop, shop, "twice and backwards");
            reporter.publishEntry("injected", Integer.toString(injected));
        }
    }

    @Test
    void anIssueIsClosedBeforeItsLabelIsHeardOf(TestReporter reporter) {
        try (Loop loop = open()) {
            RepositoryRef shop = loop.repository(Samples.mendable());
            long issue = loop.world
                    .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                    .id();
            Act labelled = loop.world.label(shop, issue, "wil", "fettle");
            loop.happens(loop.world.closeIssue(shop, issue, "ann"));
            loop.happens(labelled);

            assertThat(loop.world.pullRequests(shop)).isEmpty();
            assertThat(loop.sandboxes.made()).isZero();
            reporter.publishEntry("injected", "1");
        }
    }

    @Test
    void theForgeIsAwayForAnHourWhereverTheWorkIs(TestReporter reporter) {
        int injected = 0;
        for (int after = 0; after <= 3; after++) {
            try (Loop loop = open()) {
                RepositoryRef shop = loop.repository(Samples.mendable());
                FaultyForge forge = loop.badDays();
                loop.accept(CrashTest.labelledIssue(loop, shop));
                for (int done = 0; done < after && loop.workOne(); done++) {
                    assertThat(loop.dead()).isFalse();
                }
                forge.isAway();
                for (int minute = 0; minute < 60; minute++) {
                    loop.work();
                    loop.clock.pass(Duration.ofMinutes(1));
                }
                forge.isBack();
                loop.settle();
                same(loop, shop, "away after " + after);
                injected++;
            }
        }
        reporter.publishEntry("injected", Integer.toString(injected));
    }

    /** What was done since the backup stands on the forge, and is found there. */
    @Test
    void aBackupOfAnyMomentIsPutBackAndNothingIsDoneTwice(TestReporter reporter) {
        int injected = 0;
        for (int after = 1; after <= 4; after++) {
            try (Loop loop = open()) {
                RepositoryRef shop = loop.repository(Samples.mendable());
                Act act = CrashTest.labelledIssue(loop, shop);
                loop.accept(act);
                for (int done = 0; done < after && loop.workOne(); done++) {
                    assertThat(loop.dead()).isFalse();
                }
                Path backup = loop.backup();
                loop.settle();
                loop.clock.pass(Duration.ofMinutes(90));
                loop.restore(backup);
                loop.settle();
                loop.look();
                same(loop, shop, "restored after " + after);
                injected++;
            }
        }
        reporter.publishEntry("injected", Integer.toString(injected));
    }

    /** The backlog knows nothing of the ticket, and makes another: the pull request that stands is found by what it says. */
    @Test
    void aBackupFromBeforeTheTicketIsPutBackAndNothingIsDoneTwice(TestReporter reporter) {
        try (Loop loop = open()) {
            RepositoryRef shop = loop.repository(Samples.mendable());
            Act act = CrashTest.labelledIssue(loop, shop);
            Path before = loop.backup();
            loop.accept(act);
            Path accepted = loop.backup();
            loop.settle();
            for (Path backup : List.of(before, accepted)) {
                loop.clock.pass(Duration.ofMinutes(90));
                loop.restore(backup);
                if (backup.equals(before)) {
                    loop.accept("redelivered", act.webhooks().get(0));
                }
                loop.settle();
                loop.look();

                assertThat(loop.world.pullRequests(shop)).hasSize(1);
                assertThat(loop.world.branches(shop)).hasSize(2);
                assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.IN_HANDS);
            }
            reporter.publishEntry("injected", "2");
        }
    }

    private void same(Loop loop, RepositoryRef shop, String name) {
        assertThat(EndState.of(loop, shop)).as(name).isEqualTo(expected);
        assertThat(loop.stores().parked().list()).as(name).isEmpty();
        assertThat(loop.queued()).as(name).isZero();
    }

    private Loop open() {
        return new Loop(folder.resolve("day-" + ++opened));
    }
}
