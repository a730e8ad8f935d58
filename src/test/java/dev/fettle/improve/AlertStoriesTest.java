package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.RepositoryFile;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Alert;
import dev.fettle.forge.FaultyForge;
import dev.fettle.forge.Forge;
import dev.fettle.improve.kit.Samples;
import dev.fettle.improve.scan.Choice;
import dev.fettle.improve.scan.Left;
import dev.fettle.improve.scan.OpenAlerts;
import dev.fettle.improve.scan.Place;
import dev.fettle.improve.scan.ScanReason;
import dev.fettle.improve.scan.ScanReport;
import dev.fettle.improve.scan.Scanner;
import dev.fettle.improve.scan.Watching;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the forge's own analysis warns of. */
class AlertStoriesTest extends ShopTest {
    private static final RepositorySettings ON = new RepositoryFile(RepositorySettings.DEFAULT)
            .read("sources:\n  code_analysis: true\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    @Override
    Map<String, String> files() {
        return Samples.green();
    }

    @BeforeEach
    void begin() {
        scansWith(loop.forge);
    }

    private void scansWith(Forge forge) {
        loop.scansWith(
                new OpenAlerts(forge, Alert.Kind.CODE, loop.clock),
                new OpenAlerts(forge, Alert.Kind.DEPENDENCY, loop.clock),
                new OpenAlerts(forge, Alert.Kind.SECRET, loop.clock));
    }

    private static Alert.Dependency of(String advisory, String severity, String fixed) {
        return new Alert.Dependency(
                advisory.hashCode(), "", "maven", "org.acme:tool", "pom.xml", advisory, severity, "It breaks.", fixed);
    }

    @Test
    void aFindingOfCodeScanningBecomesATicketThatEndsWhenAPersonDealtWithIt() {
        loop.settings(ON);
        Alert.Code alert = new Alert.Code(
                4, "https://forge/4", "CodeQL", "java/zipslip", "high", "src/Unzip.java", 17, "A path of the archive.");
        loop.world.raise(shop, alert);
        loop.look();
        loop.look();

        Ticket ticket = loop.ticket();
        assertThat(ticket.title()).isEqualTo("Resolve java/zipslip in src/Unzip.java");
        assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
        assertThat(ticket.waiting()).isEqualTo(WaitingReason.NO_KNOWN_FIX);
        assertThat(ticket.count()).isEqualTo(1);

        loop.world.settle(shop, alert);
        loop.look();
        assertThat(loop.ticket().status()).isEqualTo(Status.FAILED);
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.OBSOLETE);
    }

    @Test
    void allAlertsForOneDependencyAreOneTicketOfTheWorst() {
        loop.settings(ON);
        loop.world.raise(shop, of("GHSA-a", "medium", "1.3"));
        loop.world.raise(shop, of("GHSA-b", "critical", "1.4"));
        loop.look();

        Ticket ticket = loop.ticket();
        assertThat(ticket.title()).isEqualTo("Raise org.acme:tool to the highest of 1.3, 1.4");
        assertThat(ticket.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(ticket.description()).isEqualTo("org.acme:tool: It breaks. (and 1 more)");
        assertThat(ticket.filesToModify()).containsExactly("pom.xml");
        assertThat(loop.database()).contains("GHSA-b, GHSA-a");
    }

    @Test
    void withoutAFixedVersionThePlanIsAnother() {
        loop.settings(ON);
        loop.world.raise(shop, of("GHSA-a", "low", ""));
        loop.look();

        assertThat(loop.ticket().title()).isEqualTo("Replace the vulnerable org.acme:tool");
        assertThat(loop.ticket().riskLevel()).isEqualTo(6);
    }

    @Test
    void aSecretAlertIsForAPersonAlone() {
        loop.world.raise(shop, new Alert.LeakedSecret(2, "", "stripe-api-key", "conf/pay.yml", 9));
        loop.look();

        assertThat(loop.ticket().title()).isEqualTo("Revoke the stripe api key in pay.yml");
        assertThat(loop.ticket().waiting()).isEqualTo(WaitingReason.SECRET_PUSHED);
    }

    @Test
    void codeAnalysisIsOffUnlessTheSettingsSayOtherwise() {
        loop.world.raise(shop, of("GHSA-a", "critical", "1.4"));
        loop.look();

        assertThat(loop.tickets()).isEmpty();
    }

    @Test
    void whatFettleMayNotReadIsAReasonAndNoFailure() {
        FaultyForge faulty = new FaultyForge(loop.forge);
        faulty.refuse("alerts");
        Scanner scanner = new Scanner(
                List.of(new OpenAlerts(faulty.forge(), Alert.Kind.SECRET, loop.clock)),
                Scanner.KnownTickets.NONE,
                new TicketDrafts(loop.clock),
                text -> text);
        Place place = Place.head(
                loop.forge.repository(shop).orElseThrow(), RepositorySettings.DEFAULT, "ab".repeat(20), () -> {
                    throw new AssertionError("no tree is needed");
                });
        ScanReport report = scanner.scan(place, Choice.ON, Watching.NOBODY);

        assertThat(report.left()).containsExactly(new Left("secret_alerts", ScanReason.NOT_PERMITTED, "422"));
        assertThat(report.failed()).isFalse();
    }
}
