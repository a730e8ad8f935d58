package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.forge.PullRequestDraft;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.Webhook;
import dev.fettle.improve.kit.Loop;
import dev.fettle.improve.kit.Samples;
import dev.fettle.intake.DeliveryLog.Acceptance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word counts where Fettle is an App: installations, names and authors that a payload only claims. */
class TrustStoriesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Identity APP = new Identity("fettle[bot]", 1, 42);

    @TempDir
    Path folder;

    private Loop loop;
    private RepositoryRef shop;
    private long issue;
    private int falsehoods;

    @BeforeEach
    void open() {
        loop = new Loop(folder.resolve("loop"), APP);
        shop = loop.repository(Samples.mendable());
        issue = loop.world
                .openIssue(shop, "otto", "Wrong total", "The tax is taken off.")
                .id();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aRepositoryThatTheAppIsInstalledOnIsWorkedOn() {
        loop.happens(loop.world.install(shop, "ann"));
        loop.happens(label());

        assertThat(loop.world.pullRequests(shop)).hasSize(1);
    }

    @Test
    void whereTheAppIsNotInstalledNothingIsDone() {
        loop.happens(label());

        nothingWasDone();
    }

    @Test
    void anotherInstallationCannotSpeakForARepository() {
        loop.happens(loop.world.install(shop, "ann"));
        deliver(label(), "\"installation\":{\"id\":1,", "\"installation\":{\"id\":2,");

        nothingWasDone();
    }

    @Test
    void aSuspendedOrDeletedInstallationIsNotWorkedFor() {
        for (String what : new String[] {"suspend", "deleted"}) {
            loop.happens(loop.world.install(shop, "ann"));
            deliver(loop.world.install(shop, "ann"), "\"action\":\"created\"", "\"action\":\"" + what + "\"");
            loop.happens(label());
            loop.happens(loop.world.unlabel(shop, issue, "wil", "fettle"));

            nothingWasDone();
        }
    }

    @Test
    void whoTakesANameThatARepositoryHadIsNotThatRepository() {
        loop.happens(loop.world.install(shop, "ann"));
        String id = "\"id\":" + shop.id() + ",";
        deliver(label(), id, "\"id\":" + (shop.id() + 4711) + ",");

        nothingWasDone();
    }

    /** A payload is full of addresses; none of them is where Fettle looks, clones or pushes. */
    @Test
    void noAddressInAPayloadIsEverAsked() throws IOException {
        loop.happens(loop.world.install(shop, "ann"));
        Act label = label();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String elsewhere = "http://127.0.0.1:" + listener.getLocalPort() + "/acme/shop.git";
            for (Webhook webhook : label.webhooks()) {
                JsonNode payload = JSON.readTree(webhook.body());
                lead(payload, elsewhere);
                assertThat(payload.at("/repository/clone_url").asText()).isEqualTo(elsewhere);
                loop.accept("hostile-" + ++falsehoods, new Webhook(webhook.event(), JSON.writeValueAsBytes(payload)));
            }
            loop.settle();

            assertThat(loop.world.pullRequests(shop))
                    .as("the work was done, at the forge")
                    .hasSize(1);
            listener.setSoTimeout(1);
            assertThatThrownBy(listener::accept)
                    .as("nobody has knocked at %s", elsewhere)
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Everywhere: all addresses that are there, and those that repositories and people have. */
    private static void lead(JsonNode node, String elsewhere) {
        if (node instanceof ObjectNode object) {
            for (String name : List.of(
                    "url",
                    "html_url",
                    "clone_url",
                    "git_url",
                    "ssh_url",
                    "avatar_url",
                    "archive_url",
                    "contents_url")) {
                object.put(name, elsewhere);
            }
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.stream().filter(name -> name.endsWith("_url")).forEach(name -> object.put(name, elsewhere));
        }
        node.forEach(child -> lead(child, elsewhere));
    }

    /** A commit says what its author likes; who pushed it is what counts. */
    @Test
    void aCommitThatBearsOurNameIsNotOurs() {
        loop.happens(loop.world.install(shop, "ann"));
        loop.happens(label());
        String branch = loop.ticket().branch();
        int before = loop.world.log(shop, branch).size();

        Act forged = loop.world.push(shop, branch, "otto", Map.of("more.txt", "x\n"), "Mend the total");
        deliver(forged, "\"name\":\"otto\"", "\"name\":\"fettle[bot]\"");
        loop.look();

        assertThat(loop.world.log(shop, branch))
                .as("the branch is left to people")
                .hasSize(before + 1);
        assertThat(loop.ticket().waiting().name()).isEqualTo("TAKEN_OVER");
    }

    @Test
    void settingsCountOnceTheyAreOnTheDefaultBranch() {
        loop.happens(loop.world.install(shop, "ann"));
        Map<String, String> off = Map.of(".github/fettle.yml", "enabled: false\n");
        loop.happens(loop.world.push(shop, "topic", "otto", off, "Switch it off"));
        loop.happens(loop.world.openPullRequest(shop, "otto", new PullRequestDraft("topic", "main", "Off", "", false)));
        loop.happens(label());
        assertThat(loop.world.pullRequests(shop).stream()
                        .filter(pull -> pull.author().equals("fettle[bot]")))
                .as("the settings of the default branch are in force")
                .hasSize(1);

        loop.happens(loop.world.push(shop, "main", "ann", off, "Switch it off"));
        String head = loop.world.branches(shop).get("main");
        loop.happens(loop.world.finishRun(
                shop, new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main"), "failure", Samples.redLog()));
        assertThat(loop.tickets()).as("now it is off").hasSize(1);
    }

    private Act label() {
        return loop.world.label(shop, issue, "wil", "fettle");
    }

    /** The same webhooks with something in them that is not true; there must be something to falsify. */
    private void deliver(Act act, String what, String by) {
        int falsified = 0;
        for (Webhook webhook : act.webhooks()) {
            String body = new String(webhook.body(), StandardCharsets.UTF_8);
            falsified += body.contains(what) ? 1 : 0;
            Webhook other = new Webhook(webhook.event(), body.replace(what, by).getBytes(StandardCharsets.UTF_8));
            assertThat(loop.accept("falsified-" + ++falsehoods, other)).isEqualTo(Acceptance.STORED);
        }
        assertThat(falsified).as("webhooks that say " + what).isPositive();
        loop.settle();
    }

    private void nothingWasDone() {
        assertThat(loop.world.written()).isEmpty();
        assertThat(loop.tickets()).isEmpty();
        assertThat(loop.sandboxes.made()).isZero();
    }
}
