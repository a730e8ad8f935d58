package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.SecretShapes;
import dev.fettle.base.settings.QualityGates;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.gate.secret.SecretScanGate;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.kit.Settings;
import dev.fettle.improve.scan.Looked;
import dev.fettle.improve.scan.Place;
import dev.fettle.improve.scan.ScanReason;
import dev.fettle.improve.scan.ScanSource;
import dev.fettle.improve.scan.SecretsInTree;
import dev.fettle.improve.scan.Sighting;
import dev.fettle.intake.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server looks by itself, time and again. */
class ScanStoriesTest extends ShopTest {
    private static final String TOKEN = "ghp_" + "w7Yk2Lq9Zr4TbXn8".repeat(2) + "Vc3M";
    private static final String FILE = "src/main/java/shop/Client.java";
    private static final String SECRET = "class Client {\n  String token = \"" + TOKEN + "\";\n}\n";

    private final WordSource words = new WordSource();

    /** Finds a word in the tree: each place is a finding. It counts how often it looked. */
    private static final class WordSource implements ScanSource {
        private final List<String> looked = new ArrayList<>();
        private boolean ofTheTree = true;
        private String edition = "";
        private boolean failing;

        @Override
        public String name() {
            return "words";
        }

        @Override
        public boolean on(RepositorySettings settings) {
            return true;
        }

        @Override
        public boolean ofTheTree() {
            return ofTheTree;
        }

        @Override
        public String edition() {
            return edition;
        }

        @Override
        public Looked look(Place place) {
            looked.add(place.commit());
            if (failing) {
                return Looked.not(name(), ScanReason.ENVIRONMENT, "the disk is full");
            }
            List<Sighting> sightings = new ArrayList<>();
            for (String path : place.tree().files()) {
                if (place.tree().read(path).orElse("").contains("FIXME")) {
                    sightings.add(new Sighting(
                            new Signal.RuleFinding(
                                    place.repository(),
                                    java.time.Instant.EPOCH,
                                    "no-fixme",
                                    path,
                                    1,
                                    "A FIXME that mails to mona.lisa@octo.example, password=" + "t0pS3cret" + "Zw9x8y7",
                                    "medium",
                                    "",
                                    "",
                                    false),
                            true));
                }
            }
            return new Looked(sightings, List.of(), true);
        }
    }

    @Override
    Map<String, String> files() {
        return Samples.green();
    }

    @BeforeEach
    void begin() {
        loop.scansWith(new SecretsInTree(new SecretScanGate(SecretShapes.bundled()), loop.clock), words);
    }

    private void unheard(String file, String text) {
        assertThat(loop.world
                        .push(shop, "main", "ann", Map.of(file, text), "Work on " + file)
                        .webhooks())
                .isNotEmpty();
    }

    @Test
    void aSecretThatNobodyToldOfIsFoundOnceAndWaitsForAPerson() {
        unheard(FILE, SECRET);
        loop.look();
        loop.look();
        unheard("a.txt", "more\n");
        loop.look();

        Ticket ticket = loop.ticket();
        assertThat(ticket.title()).isEqualTo("Revoke the github token in Client.java");
        assertThat(ticket.waiting()).isEqualTo(WaitingReason.SECRET_PUSHED);
        assertThat(ticket.count()).isEqualTo(1);
        assertThat(ticket.id()).startsWith("analysis_");
        assertThat(loop.database()).contains(FILE).doesNotContain(TOKEN);
    }

    @Test
    void whatThePushHadToldIsTheSameTicket() {
        loop.happens(loop.world.push(shop, "main", "ann", Map.of(FILE, SECRET), "Work"));
        loop.look();

        assertThat(loop.tickets()).hasSize(1);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SECRET_PUSHED);
    }

    @Test
    void aSecretThatIsTakenOutOfTheTreeStillWaitsForItIsInTheHistory() {
        unheard(FILE, SECRET);
        loop.look();
        unheard(FILE, "class Client {}\n");
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
    }

    @Test
    void whereTheGateIsOffNobodyLooks() {
        loop.settings(Settings.with(new QualityGates(true, false, true, 0.8)));
        unheard(FILE, SECRET);
        loop.look();

        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void aTreeThatWasLookedAtIsNotLookedAtAgain() {
        loop.look();
        loop.look();
        assertThat(words.looked).hasSize(1);

        unheard("a.txt", "more\n");
        loop.look();
        assertThat(words.looked).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void anotherListOfWhatToLookForIsAnotherLook() {
        loop.look();
        words.edition = " of Tuesday";
        loop.look();
        assertThat(words.looked).hasSize(2);
    }

    @Test
    void whatTheForgeKnowsIsAskedEachTime() {
        words.ofTheTree = false;
        loop.look();
        loop.look();
        assertThat(words.looked).hasSize(2);
    }

    @Test
    void aLookThatFailedIsRepeated() {
        words.failing = true;
        loop.look();
        words.failing = false;
        loop.look();
        loop.look();
        assertThat(words.looked).hasSize(2);
    }

    @Test
    void aFindingWithoutAnEngineWaitsForAPersonAndNothingRuns() {
        unheard("src/A.java", "// FIXME\n");
        loop.look();
        loop.verbs().approve(loop.ticket(), "operator");
        loop.verbs().retry(loop.ticket(), "operator");
        loop.settle();

        assertThat(loop.ticket().title()).isEqualTo("Resolve no-fixme in src/A.java");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NO_KNOWN_FIX);
        assertThat(loop.sandboxes.made()).isZero();
        assertThat(loop.database()).doesNotContain("t0pS3cret");
    }

    @Test
    void aFindingThatIsGoneEndsItsTicketAndOneThatComesBackOpensIt() {
        unheard("src/A.java", "// FIXME\n");
        loop.look();
        unheard("src/A.java", "// fixed\n");
        loop.look();
        assertThat(loop.ticket().status()).isEqualTo(Status.FAILED);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);

        unheard("src/A.java", "// FIXME\n");
        loop.look();
        assertThat(loop.ticket().status()).isEqualTo(Status.OPEN);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.NO_KNOWN_FIX);
    }

    @Test
    void aFindingThatStaysIsNoNews() {
        unheard("src/A.java", "// FIXME\n");
        for (int push = 0; push < 7; push++) {
            unheard("a.txt", "push " + push + "\n");
            loop.look();
        }
        assertThat(loop.ticket().count())
                .as("else it would become urgent by being looked at")
                .isEqualTo(1);
    }

    @Test
    void whatAPersonRejectedStaysRejected() {
        unheard("src/A.java", "// FIXME\n");
        loop.look();
        loop.verbs().reject(loop.ticket(), "operator", "we like it");
        unheard("a.txt", "more\n");
        loop.look();

        assertThat(loop.ticket().status()).isEqualTo(Status.REJECTED);
    }
}
