package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples are put together at run time, so that this file itself holds nothing that looks like a secret. */
class SecretShapesTest {
    private static final SecretShapes SHAPES = SecretShapes.bundled();

    private static final String MIXED = "aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zAcC4eG6iK8mO1qS3uW5yZ7bD9fH0jL2nP";
    private static final String HEX = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private static final String DASHES = "-".repeat(5);

    @ParameterizedTest
    @MethodSource("secrets")
    void aSecretIsFound(List<String> kindAndText) {
        assertThat(SHAPES.find(kindAndText.get(1)))
                .extracting(SecretShapes.Found::kind)
                .contains(kindAndText.get(0));
    }

    static List<List<String>> secrets() {
        return List.of(
                List.of("github-token", "x = ghp_" + MIXED.substring(0, 36)),
                List.of("github-token", "xghs_" + MIXED.substring(0, 36) + "_y"),
                List.of("github-fine-grained-token", "github_pat_" + MIXED + MIXED.substring(0, 18)),
                List.of("gitlab-token", "glpat-" + MIXED.substring(0, 20)),
                List.of("openai-key", "sk-" + MIXED.substring(0, 48)),
                List.of("google-api-key", "AIza" + MIXED.substring(0, 35)),
                List.of("aws-access-key", "AKIA" + "Q3EGRC5FYHIBKT7L"),
                List.of("aws-secret-key", "aws_secret_access_key = " + MIXED.substring(0, 40)),
                List.of("slack-token", "xoxb-" + "123456789012-1234567890123-" + MIXED.substring(0, 24)),
                List.of("stripe-key", "\"sk_live_" + MIXED.substring(0, 24) + "\""),
                List.of("npm-token", "npm_" + MIXED.substring(0, 36)),
                List.of("sendgrid-key", "SG." + MIXED.substring(0, 22) + "." + MIXED.substring(0, 43)),
                List.of("heroku-key", "HEROKU_API_KEY=12345678-9abc-4def-8123-456789abcdef"),
                List.of("datadog-key", "datadog.api_key: '" + HEX.substring(0, 32) + "'"),
                List.of("jwt", "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + MIXED.substring(0, 43)),
                List.of(
                        "private-key",
                        DASHES + "BEGIN RSA PRIVATE KEY" + DASHES + "\nMIIE\n" + DASHES + "END RSA PRIVATE KEY"
                                + DASHES),
                List.of("private-key", DASHES + "BEGIN PGP PRIVATE KEY BLOCK" + DASHES + "\nlQOY"),
                List.of("private-key", DASHES + "BEGIN PRIVATE KEY BLOCK" + DASHES),
                List.of("url-user", "postgres://app:" + "pw4you@db.internal/x"),
                List.of("provider-secret", "OPENAI_KEY=" + MIXED.substring(0, 20)),
                List.of("assigned-secret", "password = \"" + MIXED.substring(0, 24) + "\""),
                List.of("assigned-secret", "password = \"CorrectHorse2BatteryStaple\";"),
                List.of("assigned-secret", "token = MarigoldRiverbedSequence2\nuser = x"),
                List.of("assigned-secret", "String dbPassword = \"tr0ub4dor&3\";"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String key = System.getenv(\"OPENAI_KEY\");",
                "aws_key and google_secret are names",
                "password = \"${DB_PASSWORD}\"",
                "token: <your token>",
                "password = \"changeme1\"",
                "String token = request.header(\"X-Token\");",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN PUBLIC KEY-----",
                "private static final String TOKEN_HEADER = \"X-Auth-Token\";",
                "int linear = 3; boolean zoom = true; segment(vault);",
                "sha256:" + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "https://example.org/a/b?c=d",
            })
    void ordinaryTextIsNot(String text) {
        assertThat(SHAPES.find(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("waysToWriteIt")
    void aKeyIsFoundHoweverItIsAssigned(String text) {
        assertThat(SHAPES.find(text)).as(text).isNotEmpty();
    }

    static List<String> waysToWriteIt() {
        String key = MIXED.substring(0, 32);
        return List.of(
                "shopToken ?= \"" + key + "\"",
                "SHOP_TOKEN ::= \"" + key + "\"",
                "$shopToken .= \"" + key + "\"",
                "var shopToken string = \"" + key + "\"",
                "shopToken: str = '" + key + "'",
                "\"shopToken\" => \"" + key + "\",",
                "<shopToken>\n    " + key + "\n</shopToken>",
                "System.setProperty(\"SHOP_TOKEN\", \"" + key + "\")",
                "{\"config.ini\": \"SHOP_TOKEN=" + key + "\\nBACKUP=true\"}",
                "auth = " + key,
                "access: " + key);
    }

    @ParameterizedTest
    @MethodSource("servicesOwnKeys")
    void aKeyIsFoundByTheNameOfItsService(String text) {
        assertThat(SHAPES.find(text)).as(text).isNotEmpty();
    }

    static List<String> servicesOwnKeys() {
        return List.of(
                "abuseipdb = \"" + MIXED.substring(0, 24) + "\"",
                "getgeoapi: " + HEX.substring(0, 40),
                "weatherstack('" + HEX.substring(0, 32) + "')");
    }

    @ParameterizedTest
    @MethodSource("masksAndSamples")
    void aMaskIsNoneButGoesFromEvidence(String text) {
        assertThat(SHAPES.find(text)).as(text).isEmpty();
        assertThat(SHAPES.findAll(text)).as(text).isNotEmpty();
    }

    static List<String> masksAndSamples() {
        return List.of(
                "token: ghp_" + "x".repeat(36),
                "AKIA" + "IOSFODNN7EXAMPLE",
                "postgres://user:" + "password@db.internal/x",
                "curl -u " + "username:token https://a.internal",
                "if (line.equals(\"" + DASHES + "BEGIN PRIVATE KEY" + DASHES + "\"))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "const parsedToken = parseHashWithOptions.exec(token)",
                "self._password = parsed.password",
                "this.tokenizer = line_js_1.tokenize;",
                "createToken(\"NUMERICIDENTIFIERLOOSE\", \"\\d+\");",
                "axios.CancelToken = CancelToken$2;",
                "password: \"password123\"",
                "primary_key = \"a1b2c3d4e5f6a7b8c9d0\"",
                "publicKeyToken=\"b77a5c561934e089\"",
                "go.mongodb.org/driver h1:yXUhImUjjAInNcpTcAlPHiT7bIXhshCTL3jVBkF3xaE=",
                "# a basic username/password dialog",
                "token_url = https://id.internal/oauth2/token",
                "secret_name: team-a/prod/database-main",
                "authors = \"Jane Doe 2024, John Roe 2025\"",
                "OAuth2AccessToken accessToken = OAuth2AuthenticationProviderUtils.accessToken(authorizationBuilder,",
                "OAuth2AccessToken accessToken = OAuth2AuthenticationProviderUtils\n    .getToken();",
                "this.x509CertificateBoundAccessTokens = x509CertificateBoundAccessTokens;",
                "principal = new ClientAuthenticationToken(\"client-1\", ALGORITHM)",
                "refresh_token = 'refresh_token_2'",
                "assertFalse(isValid(\"http://user:pa" + "@ss@www.internal/path\"))",
            })
    void whatOnlyStandsWhereASecretCouldIsNone(String text) {
        assertThat(SHAPES.find(text)).as(text).isEmpty();
    }

    @Test
    void theDataOfAKubernetesSecretIsFoundWhateverItsKeysAreCalled() {
        String manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: shop\ndata:\n  door: " + "aHVudGVyMg"
                + "aHVu" + "==\n  file: |\n    " + "b3BlbnNlc2FtZW9wZW4=\n";

        assertThat(SHAPES.find(manifest))
                .extracting(SecretShapes.Found::kind)
                .containsExactly("kubernetes-secret", "kubernetes-secret");
        assertThat(SHAPES.find(manifest.replace("kind: Secret", "kind: ConfigMap")))
                .isEmpty();
    }

    @Test
    void ourOwnSecretsAreFoundInEveryForm() {
        String own = "Sw0rd/fish+and=more";
        SecretShapes knowing = SHAPES.knowing(() -> List.of(Secret.of(own)));
        for (String form : List.of(
                own,
                "Sw0rd/fi\n  sh+and=more",
                Base64.getEncoder().encodeToString(("x" + own).getBytes(StandardCharsets.UTF_8)),
                HexFormat.of().formatHex(own.getBytes(StandardCharsets.UTF_8)),
                URLEncoder.encode(own, StandardCharsets.UTF_8))) {
            assertThat(knowing.find("see " + form + " there"))
                    .as(form)
                    .extracting(SecretShapes.Found::kind)
                    .contains("own-secret");
        }
    }

    @Test
    void aTokenSaysByItsChecksumWhetherItWasHandedOut() {
        String body = MIXED.substring(0, 30);

        assertThat(TokenChecksum.holds("ghp_" + body + TokenChecksum.of(body))).contains(true);
        assertThat(TokenChecksum.holds("ghp_" + body + "AAAAAA")).contains(false);
        assertThat(TokenChecksum.holds("glpat-" + body)).isEmpty();
        // The CRC-32 of the digits 1 to 9 is 0xCBF43926, as every description of it says.
        assertThat(TokenChecksum.of("123456789")).isEqualTo("3jZRME");
    }

    @Test
    void aLongTokenIsTakenToItsEnd() {
        String token = "eyJhbGciOiJIUzI1NiJ9.eyJ" + "c3ViIjoi".repeat(300) + ".sig";

        assertThat(SHAPES.find("x " + token + " y")).singleElement().satisfies(found -> {
            assertThat(found.start()).isEqualTo(2);
            assertThat(found.end()).isEqualTo(2 + token.length());
        });
    }

    @Test
    void thereAreManyShapes() {
        assertThat(SHAPES.size()).isGreaterThan(350);
    }
}
