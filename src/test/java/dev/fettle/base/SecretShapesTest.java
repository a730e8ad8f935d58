package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(SHAPES.size()).isGreaterThan(250);
    }
}
