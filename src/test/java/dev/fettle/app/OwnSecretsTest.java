package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.RepositoryRef;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.forge.CiRun;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server with canaries for secrets, which an outsider quotes back at it: afterwards they are in no file, no log, no answer, and in nothing that a child process was given. */
class OwnSecretsTest {
    private static final String CANARY = "canary-Zq8vT3xW9mKp2LrY7nBd";
    /** What Maven is started by, in the sandbox. */
    private static final String BUILD = "org.codehaus.plexus.classworlds.launcher.Launcher";

    @TempDir
    Path folder;

    @Test
    void noSecretOfOursIsAnywhere() throws Exception {
        String settings = "{\"data_dir\": \"data\", \"server\": {\"port\": 0}, \"forge\": {\"kind\": \"local\","
                + " \"webhook_secret_file\": \"hook\"}}";
        try (CanaryServer server = new CanaryServer(folder, settings, CANARY)) {
            happens(server);
            Path forge = folder.resolve("data/forge"); // there people wrote it
            server.endsWithout(CanaryServer.forms(CANARY), file -> file.startsWith(forge));
            assertThat(server.log()).as("it logged").contains("\"mdc\"", "guid-1");
            assertThat(server.given())
                    .as("a build ran, and its processes were seen")
                    .anyMatch(words -> words.contains(BUILD))
                    .anyMatch(words -> words.contains("bwrap"));
        }
    }

    private void happens(CanaryServer server) throws Exception {
        Path home = folder.resolve("data/forge");
        LocalForgeWorld world = new LocalForgeWorld(new LocalForge(
                home, new Identity("fettle[bot]", 1, 0), server.url() + "/forge", InstantSource.system()));
        RepositoryRef shop = world.createRepository(
                        "ann",
                        "shop",
                        Map.of(
                                "pom.xml",
                                MavenSamples.model("cart", MavenSamples.JUNIT5),
                                "src/main/java/shop/Cart.java",
                                MavenSamples.cart("-"),
                                "src/test/java/shop/CartTest.java",
                                MavenSamples.cartTest()))
                .ref();
        world.setPermission(shop, "wil", Permission.WRITE);
        String quoting = "It says " + String.join(" and ", CanaryServer.forms(CANARY));
        Act opened = world.openIssue(shop, "otto", "Leak: " + CANARY, quoting);
        server.deliver(opened, true);
        server.deliver(world.label(shop, opened.id(), "wil", "fettle"), true);
        server.deliver(world.comment(shop, opened.id(), "wil", "/fettle explain " + CANARY), true);
        server.deliver(world.comment(shop, opened.id(), "otto", "unsigned " + CANARY), false);
        String head = world.branches(shop).get("main");
        CiRun run = new CiRun(CiRun.Kind.WORKFLOW_RUN, 0, "CI", head, "main");
        server.deliver(world.finishRun(shop, run, "failure", Map.of("build", redLog())), true);
        assertThat(CanaryServer.until(() -> server.given().stream().anyMatch(words -> words.contains(BUILD))))
                .as("a build ran")
                .isTrue();
        server.look("/", "/tickets", "/api/v1/status", "/metrics", "/nothing/x", "/forge/ann/shop");
    }

    /** Of a build that quotes the secret, too. */
    private static byte[] redLog() {
        return String.join(
                        "\n",
                        "[INFO] Running shop.CartTest with " + CANARY,
                        "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.05 s <<< FAILURE!"
                                + " -- in shop.CartTest",
                        "[ERROR] shop.CartTest.sums -- Time elapsed: 0.01 s <<< FAILURE!",
                        "org.opentest4j.AssertionFailedError: expected: <5> but was: <-1>",
                        "\tat shop.CartTest.sums(CartTest.java:9)",
                        "",
                        "[ERROR] Failures:",
                        "[ERROR]   CartTest.sums:9 expected: <5> but was: <-1>",
                        "[ERROR] Tests run: 2, Failures: 1, Errors: 0, Skipped: 0",
                        "[INFO] BUILD FAILURE",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
