package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.CanaryServer;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.github.GitHubServer.Flavour;
import dev.fettle.forge.local.Act;
import dev.fettle.forge.local.LocalForge;
import dev.fettle.forge.local.LocalForgeWorld;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server that works on GitHub: the App's key, what is signed with it, and the tokens that it gets for that are in no file, no log, no answer, and in nothing that a child process was given. */
class AppSecretsTest {
    private static final String HOOK = "canary-hook-5Rt8Vb2Nq";

    @TempDir
    Path folder;

    @Test
    void neitherTheKeyNorAnyTokenIsAnywhere() throws Exception {
        Path home = folder.resolve("github");
        try (GitHubServer github = new GitHubServer()) {
            LocalForge forge = new LocalForge(
                    home, new Identity("fettle[bot]", 7, 42), "http://127.0.0.1", InstantSource.system());
            github.serve(forge, Flavour.GITHUB, InstantSource.system());
            LocalForgeWorld world = new LocalForgeWorld(forge);
            RepositoryRef shop = world.createRepository("ann", "shop", Map.of("README.md", "A shop.\n"))
                    .ref();
            world.setPermission(shop, "wil", Permission.WRITE);
            Path key = Files.writeString(folder.resolve("app.pem"), TestKeys.PKCS8);
            CanaryServer.ownersOnly(key);
            String settings = "{\"data_dir\": \"data\", \"server\": {\"port\": 0}, \"forge\": {\"kind\": \"github\","
                    + " \"api_url\": \"" + github.url() + "\", \"app_id\": 42, \"private_key_file\": \"app.pem\","
                    + " \"webhook_secret_file\": \"hook\"}}";
            try (CanaryServer server = new CanaryServer(folder, settings, HOOK)) {
                server.deliver(world.install(shop, "ann"), true);
                Act opened = world.openIssue(shop, "wil", "It fails", "```\n" + trace() + "```\n", "fettle");
                server.deliver(opened, true);

                assertThat(CanaryServer.until(
                                () -> !world.comments(shop, opened.id()).isEmpty()))
                        .as("it wrote to GitHub")
                        .isTrue();
                server.look("/", "/tickets", "/api/v1/status", "/metrics", "/nothing/x");
                server.endsWithout(secrets(github), file -> file.equals(key) || file.startsWith(home));
            }
        }
    }

    private static String trace() {
        return "java.lang.IllegalStateException: no such order\n\tat shop.Part.order(Part.java:12)\n";
    }

    /** Lines of the key, what was signed with it, and the tokens, alone and as git sends them. */
    private static List<String> secrets(GitHubServer github) {
        List<String> all = new ArrayList<>(CanaryServer.forms(HOOK));
        TestKeys.PKCS8.lines().filter(line -> line.length() == 64).forEach(all::add);
        all.addAll(github.bearers());
        List<String> tokens = github.tokens();
        assertThat(tokens).as("tokens that were given").isNotEmpty();
        for (String token : tokens) {
            all.addAll(CanaryServer.forms(token));
            all.add(Base64.getEncoder().encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8)));
        }
        return all;
    }
}
