package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.Act;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.MissingMail;
import dev.fettle.improve.kit.Samples;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The server was down for an hour: what the forge could not deliver meanwhile comes by the same door, and once. */
class MissedDeliveriesTest {
    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private MissingMail mail;

    @BeforeEach
    void open() {
        loop = new Loop(folder.resolve("loop"), new Identity("fettle[bot]", 1, 42));
        shop = loop.repository(Samples.mendable());
        mail = loop.missingMail();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whatTheForgeCouldNotDeliverIsAskedForAgainOnce(TestReporter reporter) {
        Act act = CrashTest.labelledIssue(loop, shop);
        loop.clock.pass(Duration.ofHours(1));
        mail.notDelivered(act, loop.clock.instant().minus(Duration.ofMinutes(30)));
        mail.notDelivered(loop.world.label(shop, 1, "wil", "bug"), loop.clock.instant());

        loop.look();
        loop.look();
        assertThat(mail.asked()).as("each once").containsExactly("missed-0", "missed-1");
        mail.triesAgain(loop);
        loop.settle();
        loop.look();

        assertThat(mail.asked()).hasSize(2);
        assertThat(loop.world.pullRequests(shop)).hasSize(1);
        assertThat(loop.tickets()).hasSize(1);
        reporter.publishEntry("injected", "2");
    }

    @Test
    void whatNeverComesIsAskedForThreeTimesAndThenLeft() {
        mail.notDelivered(CrashTest.labelledIssue(loop, shop), loop.clock.instant());
        for (int i = 0; i < 6; i++) {
            loop.look();
            loop.clock.pass(Duration.ofMinutes(11));
        }

        assertThat(mail.asked()).containsExactly("missed-0", "missed-0", "missed-0");
    }

    @Test
    void oneLookAsksForAllThoughTheForgeWantsASecondBetweenTwo() {
        mail.notDelivered(CrashTest.labelledIssue(loop, shop), loop.clock.instant());
        mail.notDelivered(loop.world.label(shop, 1, "wil", "bug"), loop.clock.instant());
        mail.spaced(loop.clock, Duration.ofSeconds(1));

        look();

        assertThat(mail.asked()).containsExactly("missed-0", "missed-1");
    }

    @Test
    void aLimitThatLastsIsLeftForTheNextLook() {
        mail.notDelivered(CrashTest.labelledIssue(loop, shop), loop.clock.instant());
        mail.notDelivered(loop.world.label(shop, 1, "wil", "bug"), loop.clock.instant());
        mail.spaced(loop.clock, Duration.ofMinutes(1));

        look();
        assertThat(mail.asked()).containsExactly("missed-0");

        loop.clock.pass(Duration.ofMinutes(1));
        look();
        assertThat(mail.asked()).containsExactly("missed-0", "missed-1");
    }

    private void look() {
        new MissedDeliveries(
                        mail.seen(), loop.stores().deliveries(), loop.stores().memory(), loop.clock, loop.clock::pass)
                .look();
    }

    @Test
    void anInstallationThatNobodyToldOfIsFoundAndOneThatIsGoneForgotten() {
        RepositoryRef gone = new RepositoryRef(99, "ann", "gone");
        loop.stores().installations().add(1, java.util.List.of(gone));
        assertThat(loop.stores().installations().of(shop)).isEmpty();

        loop.look();

        assertThat(loop.stores().installations().of(shop)).contains(1L);
        assertThat(loop.stores().installations().of(gone)).isEmpty();
    }
}
