package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forge with a certificate that only its operator knows. */
class TrustTest {
    private static final RepositoryRef SHOP = RepositoryRef.parse("acme/shop");

    @TempDir
    Path folder;

    @Test
    void aForgeOfTheOperatorsOwnAuthorityIsTrustedOnceItsBundleIsGiven() throws Exception {
        Path store = folder.resolve("forge.p12");
        Path bundle = folder.resolve("ca.pem");
        keytool(
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-dname",
                "CN=forge",
                "-keyalg",
                "EC",
                "-ext",
                "san=ip:127.0.0.1");
        keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-file", bundle.toString());
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystoreType("PKCS12")
                .keystorePassword("changeit")
                .keyManagerPassword("changeit"));
        server.start();
        try {
            server.stubFor(WireMock.any(WireMock.anyUrl())
                    .willReturn(WireMock.okJson("{\"name\":\"main\",\"commit\":{\"sha\":\"abc\"}}")));
            String url = "https://127.0.0.1:" + server.httpsPort();
            assertThatThrownBy(() -> forge(url, Optional.empty()).branch(SHOP, "main"))
                    .isInstanceOfSatisfying(
                            ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.UNAVAILABLE))
                    .hasMessageContaining("SSL");
            assertThat(forge(url, Optional.of(bundle)).branch(SHOP, "main")).contains("abc");
        } finally {
            server.stop();
        }
    }

    @Test
    void aBundleThatIsNoneIsRefusedAtTheStart() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> forge("https://127.0.0.1", Optional.of(empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> forge("https://127.0.0.1", Optional.of(folder.resolve("nothing.pem"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing.pem");
    }

    private static Forge forge(String url, Optional<Path> bundle) {
        ForgeAccess access = new ForgeAccess(
                ForgeAccess.Kind.TOKEN,
                url,
                0,
                Optional.empty(),
                Optional.of(Secret.of("token")),
                Optional.empty(),
                Optional.empty(),
                bundle,
                "");
        return GitHubForge.token(access, TestClock.standing());
    }

    /** The JDK's own tool, in whose words a self-signed certificate is one command. */
    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", "forge", "-storepass", "changeit"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
