package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.config.SettingsLoader;
import dev.fettle.base.OwnAuthority;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.build.maven.MavenBuild;
import dev.fettle.workspace.TransportRules;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the settings say of the way to the forge holds for git and for the fetching of dependencies, too. */
class ForgeWiringTest {
    @TempDir
    Path folder;

    private ServerSettings settings(String forge) throws Exception {
        Path file = Files.writeString(
                folder.resolve("fettle.json"),
                "{\"forge\": {\"kind\": \"token\", \"api_url\": \"https://forge.example.com/api/v3\"" + forge + "}}");
        return SettingsLoader.load(file, folder, Map.of("FETTLE_TOKEN", "token"))
                .settings();
    }

    private static TransportRules rules(ServerSettings settings) {
        return ForgeWiring.transports(settings.forge());
    }

    @Test
    void theProxyAndTheAuthoritiesAreTheGivenOnes() throws Exception {
        Path bundle = OwnAuthority.in(folder).bundle();
        ServerSettings settings = settings(", \"proxy\": \"http://proxy.example.com:3128\", \"ca_bundle\": \"ca.pem\"");

        assertThat(rules(settings).proxy())
                .isEqualTo(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.example.com", 3128)));
        assertThat(rules(settings).trusted()).isNotNull();
        assertThat(BuildEnvironment.of(Map.of("HOME", "/home/me"), settings))
                .containsOnly(Map.entry("HOME", "/home/me"), Map.entry(MavenBuild.CA_BUNDLE, bundle.toString()));
    }

    @Test
    void whereNothingIsSaidJavasOwnHold() throws Exception {
        ServerSettings settings = settings("");

        assertThat(rules(settings).proxy()).isNull();
        assertThat(rules(settings).trusted()).isNull();
        assertThat(BuildEnvironment.of(Map.of("HOME", "/home/me"), settings)).containsOnlyKeys("HOME");
    }
}
