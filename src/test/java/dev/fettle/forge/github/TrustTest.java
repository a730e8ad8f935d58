package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.fettle.base.OwnAuthority;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        OwnAuthority authority = OwnAuthority.in(folder);
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(authority.store().toString())
                .keystoreType("PKCS12")
                .keystorePassword(OwnAuthority.PASSWORD)
                .keyManagerPassword(OwnAuthority.PASSWORD));
        server.start();
        try {
            server.stubFor(WireMock.any(WireMock.anyUrl())
                    .willReturn(WireMock.okJson("{\"name\":\"main\",\"commit\":{\"sha\":\"abc\"}}")));
            String url = "https://127.0.0.1:" + server.httpsPort();
            assertThatThrownBy(() -> forge(url, Optional.empty()).branch(SHOP, "main"))
                    .isInstanceOfSatisfying(
                            ForgeException.class, e -> assertThat(e.kind()).isEqualTo(ForgeException.Kind.UNAVAILABLE))
                    .hasMessageContaining("SSL");
            assertThat(forge(url, Optional.of(authority.bundle())).branch(SHOP, "main"))
                    .contains("abc");
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
}
