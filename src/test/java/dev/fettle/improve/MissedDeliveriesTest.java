package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Identity;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.Webhook;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.MissingMail;
import dev.fettle.improve.kit.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

    @Test
    void afterALongOutageTheLooksGoOnUntilNothingIsLeftAndTheListIsReadOnce() {
        mail.notDelivered(730, loop.clock.instant().minus(Duration.ofHours(5)));
        mail.spaced(loop.clock, Duration.ofSeconds(1));
        MissedDeliveries missed = missed();

        int looks = 1;
        while (missed.look().isPresent()) {
            looks++;
        }

        assertThat(mail.asked()).hasSize(730).doesNotHaveDuplicates().startsWith("storm-1", "storm-2");
        assertThat(looks).isEqualTo(8);
        assertThat(mail.listed()).isEqualTo(1);
    }

    @Test
    void aLimitEndsALookAndSaysWhenToGoOn() {
        mail.notDelivered(3, loop.clock.instant().minus(Duration.ofHours(1)));
        mail.spaced(loop.clock, Duration.ofMinutes(1));
        MissedDeliveries missed = missed();

        assertThat(missed.look()).contains(loop.clock.instant().plus(Duration.ofMinutes(1)));
        loop.clock.pass(Duration.ofMinutes(1));
        assertThat(missed.look()).contains(loop.clock.instant().plus(Duration.ofMinutes(1)));
        loop.clock.pass(Duration.ofMinutes(1));
        assertThat(missed.look()).isEmpty();
        assertThat(mail.asked()).containsExactly("storm-1", "storm-2", "storm-3");
    }

    @Test
    void aProcessThatIsStartedAnewAsksForTheRest() {
        mail.notDelivered(150, loop.clock.instant().minus(Duration.ofHours(1)));

        assertThat(missed().look()).isPresent();
        assertThat(missed().look()).isEmpty();

        assertThat(mail.asked()).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void whatIsSettledIsNotReadAgain() {
        mail.notDelivered(1, loop.clock.instant().minus(Duration.ofHours(60)));
        assertThat(missed().look()).isEmpty();
        loop.clock.pass(Duration.ofHours(1));
        assertThat(missed().look()).isEmpty();
        loop.clock.pass(Duration.ofHours(1));
        assertThat(missed().look()).isEmpty();
        assertThat(mail.asked()).as("never came: asked for three times").hasSize(3);

        loop.clock.pass(Duration.ofHours(1));
        assertThat(missed().look()).isEmpty();
        loop.clock.pass(Duration.ofHours(1));
        assertThat(missed().look()).isEmpty();

        assertThat(mail.readSince()).isEqualTo(loop.clock.instant().minus(Duration.ofMinutes(70)));
    }

    @Test
    void oneThatTheForgeHasForgottenDoesNotHoldUpTheOthers() {
        mail.notDelivered(3, loop.clock.instant().minus(Duration.ofHours(1)));
        mail.forgets("storm-1");

        assertThat(missed().look()).isEmpty();

        assertThat(mail.asked()).containsExactly("storm-2", "storm-3");
    }

    private void look() {
        Optional<Instant> unused = missed().look();
    }

    private MissedDeliveries missed() {
        return new MissedDeliveries(
                mail.seen(), loop.stores().deliveries(), loop.stores().memory(), loop.clock, loop.clock::pass);
    }

    @Test
    void anAccountWithAnotherNameMakesTheForgeAskedWhatBelongsToIt() {
        RepositoryRef gone = new RepositoryRef(99, "ann", "gone");
        loop.stores().installations().add(1, List.of(gone));
        String renamed = "{\"action\":\"renamed\",\"account\":{\"login\":\"anna\"},\"installation\":{\"id\":1},"
                + "\"target_type\":\"Organization\",\"sender\":{\"login\":\"ann\",\"id\":3,\"type\":\"User\"}}";

        loop.accept("renamed-1", new Webhook("installation_target", renamed.getBytes(StandardCharsets.UTF_8)));
        loop.settle();

        assertThat(loop.stores().installations().of(shop)).contains(1L);
        assertThat(loop.stores().installations().of(gone)).isEmpty();
    }

    @Test
    void anInstallationThatNobodyToldOfIsFoundAndOneThatIsGoneForgotten() {
        RepositoryRef gone = new RepositoryRef(99, "ann", "gone");
        loop.stores().installations().add(1, List.of(gone));
        assertThat(loop.stores().installations().of(shop)).isEmpty();

        loop.look();

        assertThat(loop.stores().installations().of(shop)).contains(1L);
        assertThat(loop.stores().installations().of(gone)).isEmpty();
    }
}
