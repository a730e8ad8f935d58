package dev.fettle.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.Secret;
import java.nio.charset.StandardCharsets;
import okhttp3.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of answers, for whom, and how much. */
class KnownAnswersTest {
    private static final String PULLS = "/repos/acme/shop/pulls?state=open&per_page=100";
    private static final Rest.Asker ONE = asker(Rest.Asker.installation(1));

    private final KnownAnswers known = new KnownAnswers(64 << 10);

    private static Rest.Asker asker(String principal) {
        return new Rest.Asker(principal, "token", Secret.of("token of " + principal));
    }

    private static Answer answer(int status, String tag, String body) {
        Headers.Builder headers = new Headers.Builder().set("X-RateLimit-Remaining", "17");
        if (!tag.isEmpty()) {
            headers.set("ETag", tag).set("Link", "<x>; rel=\"next\"").set("X-RateLimit-Remaining", "18");
        }
        return new Answer("GET " + PULLS, status, headers.build(), body.getBytes(StandardCharsets.UTF_8));
    }

    private void heard(Rest.Asker asker, String path, String body) {
        Answer answer = answer(200, "\"" + body.hashCode() + "\"", body);
        assertThat(known.heard(asker, path, null, answer)).isSameAs(answer);
    }

    @Test
    void whatHasNotChangedIsGivenOnceMoreWithTheNewerLimits() {
        heard(ONE, PULLS, "[]");
        KnownAnswers.Known before = known.find(ONE, PULLS).orElseThrow();

        Answer again = known.heard(ONE, PULLS, before, answer(304, "", ""));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).asString().isEqualTo("[]");
        assertThat(again.headers().get("Link")).contains("next");
        assertThat(again.headers().get("x-ratelimit-remaining")).isEqualTo("17");
    }

    @Test
    void whatIsNoLongerThereIsForgotten() {
        heard(ONE, PULLS, "[]");
        KnownAnswers.Known before = known.find(ONE, PULLS).orElseThrow();

        assertThat(known.heard(ONE, PULLS, before, answer(404, "", "{}")).status())
                .isEqualTo(404);

        assertThat(known.find(ONE, PULLS)).isEmpty();
        assertThat(known.bytes()).isZero();
    }

    @Test
    void anotherInstallationKnowsNothingOfIt() {
        heard(ONE, PULLS, "[]");

        assertThat(known.find(asker(Rest.Asker.installation(2)), PULLS)).isEmpty();
        assertThat(known.find(asker(Rest.Asker.installation(11)), PULLS)).isEmpty();
        assertThat(known.find(asker(Rest.Asker.APP), PULLS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"person", "person 7", "nobody"})
    void whatAPersonIsToldIsNotKept(String principal) {
        heard(asker(principal), PULLS, "[]");
        assertThat(known.find(asker(principal), PULLS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/hook/deliveries?per_page=100",
                "/repos/acme/shop/collaborators/mona/permission",
                "/repos/acme/shop/secret-scanning/alerts",
                "/repos/acme/shop/contents/src/Shop.java"
            })
    void whatIsNotAskedForAgainAndAgainIsNotKept(String path) {
        heard(ONE, path, "[]");
        assertThat(known.find(ONE, path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app/installations?per_page=100",
                "/installation/repositories?per_page=100&page=2",
                "/user/repos?per_page=100",
                "/repos/acme/shop",
                "/repos/acme/shop/issues?state=open&labels=fettle",
                "/repos/acme/shop/pulls/7",
                "/repos/acme/shop/branches/main",
                "/repos/acme/shop/commits/abc/check-runs?per_page=100",
                "/repos/acme/shop/actions/runs?branch=main",
                "/repos/acme/shop/contents/.github/fettle.yml?ref=main"
            })
    void whatIsPolledIsKept(String path) {
        heard(ONE, path, "[]");
        assertThat(known.find(ONE, path)).isPresent();
    }

    @Test
    void anAnswerWithoutATagIsNotKept() {
        Answer answer = answer(200, "", "[]");
        assertThat(known.heard(ONE, PULLS, null, answer)).isSameAs(answer);
        assertThat(known.find(ONE, PULLS)).isEmpty();
    }

    @Test
    void soManyBytesAreKeptAndTheLongestUnusedGoFirst() {
        for (int i = 0; i < 200; i++) {
            heard(ONE, PULLS + i, "x".repeat(1000));
            assertThat(known.find(ONE, PULLS + 0)).as("used again and again").isPresent();
            assertThat(known.bytes()).isBetween(1L, 64L << 10);
        }
        assertThat(known.find(ONE, PULLS + 1)).isEmpty();
        assertThat(known.find(ONE, PULLS + 199)).isPresent();

        heard(ONE, PULLS + 199, "x".repeat(20_000));
        assertThat(known.find(ONE, PULLS + 199))
                .as("too large for all the others")
                .isEmpty();
    }
}
