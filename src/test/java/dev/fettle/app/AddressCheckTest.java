package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.fettle.app.doctor.AddressCheck;
import dev.fettle.app.doctor.Finding;
import dev.fettle.app.doctor.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public address, tried: each fault of name, certificate and proxy is named with its fix. */
class AddressCheckTest {
    private final WireMockServer proxy = new WireMockServer(WireMockConfiguration.options()
            .dynamicPort()
            .dynamicHttpsPort()
            .containerThreads(12)
            .bindAddress("127.0.0.1"));

    @BeforeEach
    void start() {
        proxy.start();
    }

    @AfterEach
    void stop() {
        proxy.stop();
    }

    private static Finding look(String baseUrl) {
        return new AddressCheck(baseUrl, "127.0.0.1", 8080).look().get(0);
    }

    private void answers(int status, String body) {
        proxy.stubFor(WireMock.get("/health/live")
                .willReturn(WireMock.aResponse().withStatus(status).withBody(body)));
    }

    @Test
    void anAddressThatLeadsHereIsGood() {
        answers(200, "{\"status\":\"live\"}");

        assertThat(look("http://127.0.0.1:" + proxy.port()).state()).isEqualTo(State.GOOD);
        assertThat(look("http://127.0.0.1:" + proxy.port() + "/").state()).isEqualTo(State.GOOD);
        assertThat(look("").state()).isEqualTo(State.NOT_NEEDED);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>Welcome to nginx</html>, something else than Fettle answers, hand this name on to 127.0.0.1:8080",
        "404, Not Found, something else than Fettle answers, /webhooks/github",
        "421, '{}', under another name than its own, proxy_set_header Host",
        "502, Bad Gateway, does not reach Fettle (502), fettle serve"
    })
    void aProxyThatDoesNotLeadHereIsToldFromOneThatDoes(int status, String body, String seen, String advice) {
        answers(status, body);

        Finding finding = look("http://127.0.0.1:" + proxy.port());
        assertThat(finding.state()).isEqualTo(State.BROKEN);
        assertThat(finding.seen()).contains(seen);
        assertThat(finding.advice()).contains(advice);
    }

    @Test
    void aNameThatNobodyKnowsIsOne() {
        Finding finding = look("https://fettle.invalid");
        assertThat(finding.state()).isEqualTo(State.BROKEN);
        assertThat(finding.seen()).contains("nobody knows the name fettle.invalid");
        assertThat(finding.advice()).contains("DNS");
    }

    @Test
    void aCertificateOfItsOwnMakingIsOne() {
        answers(200, "{\"status\":\"live\"}");

        Finding finding = look("https://127.0.0.1:" + proxy.httpsPort());
        assertThat(finding.state()).isEqualTo(State.BROKEN);
        assertThat(finding.seen()).contains("certificate that is not trusted");
    }

    @Test
    void whatDoesNotAnswerFromHereMayDoSoFromOutside() {
        int port = proxy.port();
        proxy.stop();

        Finding finding = look("http://127.0.0.1:" + port);
        assertThat(finding.state()).isEqualTo(State.WARNING);
        assertThat(finding.advice()).contains("deliveries");
    }
}
