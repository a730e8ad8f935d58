package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.forge.Permission;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may see the pages and who may decide, where persons sign in: as the forge says, when they ask. */
class SignInStoriesTest {
    @TempDir
    private Path folder;

    private SignInWorld at;

    @BeforeEach
    void start() throws Exception {
        at = new SignInWorld(folder);
    }

    @AfterEach
    void stop() {
        at.close();
    }

    @Test
    void withoutSigningInThereIsNothingToSee() throws Exception {
        HttpClient nobody = HttpClient.newHttpClient();
        for (String page : List.of("/", "/tickets", "/tickets/risky_1", "/tickets/risky_1/decide", "/nowhere")) {
            HttpResponse<String> answer = at.get(nobody, page);
            assertThat(answer.statusCode()).as(page).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/signin?to=");
            assertThat(answer.body()).doesNotContain("Rewrite the till");
        }
        assertThat(at.get(nobody, "/api/v1/tickets").statusCode()).isEqualTo(401);
        assertThat(at.get(nobody, "/health/live").statusCode()).isEqualTo(200);
        assertThat(at.post(nobody, "/webhooks/github", "{}").statusCode())
                .as("what proves itself needs no session")
                .isEqualTo(503);
        assertThat(at.post(nobody, "/tickets/risky_1/approve", "").statusCode()).isEqualTo(401);
        untouched();
    }

    @Test
    void whoMayReadEverythingSeesThePagesAndComesToWhereTheyWantedToGo() throws Exception {
        HttpClient browser = SignInWorld.browser();
        HttpResponse<String> back = at.signedIn(browser, "reader", "/signin?to=%2Ftickets%2Frisky_1");
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(back.body()).contains("Signed in as reader").contains("content=\"0;url=/tickets/risky_1\"");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("fettle=")
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Strict"));
        assertThat(at.get(browser, "/tickets/risky_1").body())
                .contains(
                        "Rewrite the till",
                        "<a href=\"/tickets/risky_1/decide\" rel=\"noreferrer\">Approve or reject</a>");
        assertThat(at.get(browser, "/api/v1/tickets").statusCode()).isEqualTo(200);
    }

    @Test
    void whoMayReadOnlySomeOfItSeesNothing() throws Exception {
        HttpClient browser = SignInWorld.browser();
        HttpResponse<String> back = at.signedIn(browser, "stranger", "/signin");
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body()).contains("stranger may not read 1 of the 2 repositories");
        assertThat(at.get(browser, "/tickets").statusCode()).isEqualTo(302);
    }

    @Test
    void aPersonWithWriteAccessDecidesAndIsRemembered() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "writer", "/signin");
        String page = at.get(browser, "/tickets/risky_1/decide").body();
        HttpResponse<String> answer =
                at.post(browser, "/tickets/risky_1/approve", "form_token=" + SignInWorld.formToken(page));
        assertThat(answer.statusCode()).isEqualTo(303);
        Ticket approved = at.stores.backlog().find("risky_1").orElseThrow();
        assertThat(approved.metadata()).containsEntry("approved_by", "writer");
        assertThat(at.stores.audit().recent(5))
                .anyMatch(row -> row.actor().equals("writer")
                        && row.action().equals("approve")
                        && row.subject().equals("risky_1"));
        assertThat(at.stores.backlog().history("risky_1"))
                .anyMatch(entry -> entry.cause().contains("approved by writer"));

        assertThat(at.post(
                                browser,
                                "/tickets/risky_1/reject",
                                "form_token=" + SignInWorld.formToken(page) + "&reason=not+wanted")
                        .statusCode())
                .isEqualTo(303);
        assertThat(at.stores.backlog().find("risky_1").orElseThrow().status()).isEqualTo(Status.REJECTED);
    }

    @Test
    void whoMayOnlyReadCannotDecide() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "reader", "/signin");
        HttpResponse<String> page = at.get(browser, "/tickets/risky_1/decide");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("reader has no write access to acme/shop");
        assertThat(at.post(browser, "/tickets/risky_1/approve", "form_token=guess")
                        .statusCode())
                .isEqualTo(403);
        untouched();
    }

    @Test
    void writeAccessIsAskedForAtTheClick() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "writer", "/signin");
        String page = at.get(browser, "/tickets/risky_1/decide").body();
        at.world.setPermission(at.shop, "writer", Permission.READ);
        HttpResponse<String> answer =
                at.post(browser, "/tickets/risky_1/approve", "form_token=" + SignInWorld.formToken(page));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("writer has no write access");
        untouched();
    }

    @Test
    void aFormFromElsewhereDecidesNothing() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "writer", "/signin");
        String token =
                SignInWorld.formToken(at.get(browser, "/tickets/risky_1/decide").body());
        for (String body : List.of("", "form_token=", "form_token=guess")) {
            assertThat(at.post(browser, "/tickets/risky_1/approve", body).statusCode())
                    .as(body)
                    .isEqualTo(403);
        }
        HttpRequest elsewhere = HttpRequest.newBuilder(URI.create(at.base + "/tickets/risky_1/approve"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("form_token=" + token))
                .build();
        assertThat(browser.send(elsewhere, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        HttpClient other = SignInWorld.browser();
        at.signedIn(other, "reader", "/signin");
        assertThat(at.post(other, "/tickets/risky_1/approve", "form_token=" + token)
                        .statusCode())
                .as("the token of somebody else's session")
                .isEqualTo(403);
        untouched();
    }

    @Test
    void aStateCountsOnceAndInTheBrowserThatSetOutAlone() throws Exception {
        HttpClient browser = SignInWorld.browser();
        String way = at.get(browser, "/signin").headers().firstValue("Location").orElseThrow();
        String back = at.back(way, "writer");
        HttpClient other = SignInWorld.browser();
        assertThat(at.get(other, back).body()).contains("was not begun in this browser");
        assertThat(at.get(browser, back).statusCode()).as("it is used up").isEqualTo(403);
        assertThat(at.get(browser, "/signin/back?code=x&state=y").statusCode()).isEqualTo(403);
        assertThat(at.forge.asked).isEmpty();
    }

    @Test
    void aSignInEndsAfterTenMinutesAndASessionAfterEightHours() throws Exception {
        HttpClient late = SignInWorld.browser();
        String way = at.get(late, "/signin").headers().firstValue("Location").orElseThrow();
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(11)));
        assertThat(at.get(late, at.back(way, "reader")).statusCode()).isEqualTo(403);

        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "reader", "/signin");
        assertThat(at.get(browser, "/tickets").statusCode()).isEqualTo(200);
        at.now.updateAndGet(before -> before.plus(Duration.ofHours(8)));
        assertThat(at.get(browser, "/tickets").statusCode()).isEqualTo(302);
    }

    @Test
    void aCodeThatTheForgeDoesNotKnowSignsNobodyIn() throws Exception {
        HttpClient browser = SignInWorld.browser();
        String way = at.get(browser, "/signin").headers().firstValue("Location").orElseThrow();
        HttpResponse<String> answer =
                at.get(browser, "/signin/back?code=unknown&state=" + SignInWorld.parameter(way, "state"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("does not know who you are");
        assertThat(at.get(browser, "/tickets").statusCode()).isEqualTo(302);
    }

    @Test
    void theWayBackLeadsToNoOtherSite() throws Exception {
        for (String to :
                List.of("https://evil.example", "//evil.example", "/\\evil.example", "/signin", "javascript:x")) {
            HttpClient browser = SignInWorld.browser();
            HttpResponse<String> back =
                    at.signedIn(browser, "reader", "/signin?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
            assertThat(back.body()).as(to).contains("content=\"0;url=/\"");
        }
    }

    @Test
    void whoSignsOutIsOut() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "writer", "/signin");
        String token =
                SignInWorld.formToken(at.get(browser, "/tickets/risky_1/decide").body());
        assertThat(at.post(browser, "/signout", "form_token=guess").statusCode())
                .isEqualTo(403);
        assertThat(at.get(browser, "/tickets").statusCode()).isEqualTo(200);
        assertThat(at.post(browser, "/signout", "form_token=" + token).body()).contains("signed out");
        assertThat(at.get(browser, "/tickets").statusCode()).isEqualTo(302);
    }

    private void untouched() {
        Ticket ticket = at.stores.backlog().find("risky_1").orElseThrow();
        assertThat(ticket.status()).isEqualTo(Status.OPEN);
        assertThat(ticket.metadata()).doesNotContainKey("approved_by");
    }
}
