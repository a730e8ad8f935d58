package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Permission;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        HttpResponse<String> api = at.get(nobody, "/api/v1/tickets");
        assertThat(api.statusCode()).isEqualTo(401);
        assertThat(api.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("application/problem+json");
        assertThat(api.body()).contains("\"detail\":\"sign in first: ");
        assertThat(at.get(nobody, "/health/live").statusCode()).isEqualTo(200);
        assertThat(at.post(nobody, "/webhooks/github", "{}").statusCode())
                .as("what proves itself needs no session")
                .isEqualTo(503);
        assertThat(at.post(nobody, "/tickets/risky_1/approve", "").statusCode()).isEqualTo(401);
        untouched();
    }

    @Test
    void whatAPageFetchesBesidesBeginsNoSignIn() throws Exception {
        HttpResponse<String> answer = at.get(HttpClient.newHttpClient(), "/events", "Sec-Fetch-Mode", "cors");

        assertThat(answer.statusCode()).isEqualTo(401);
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
                        "<a class=\"button\" href=\"/tickets/risky_1/decide\">Approve or reject</a>");
        assertThat(at.get(browser, "/api/v1/tickets").statusCode()).isEqualTo(200);
    }

    @Test
    void whoMayReadNoneOfItIsNotLetIn() throws Exception {
        HttpClient browser = SignInWorld.browser();
        HttpResponse<String> back = at.signedIn(browser, "nobody", "/signin");
        assertThat(back.statusCode()).isEqualTo(403);
        assertThat(back.body())
                .contains("nobody may read none of the repositories", "Ask an owner of one for access")
                .doesNotContain("acme");
        assertThat(at.get(browser, "/tickets").statusCode()).isEqualTo(302);
    }

    @Test
    void whatWasTakenAwayIsGoneFiveMinutesLater() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "stranger", "/signin");
        assertThat(at.get(browser, "/tickets/risky_1").statusCode()).isEqualTo(200);
        at.world.setPermission(at.shop, "stranger", Permission.NONE);
        at.world.setPermission(at.bank, "stranger", Permission.READ);
        assertThat(at.get(browser, "/tickets/risky_1").statusCode()).isEqualTo(200);
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
        assertThat(at.get(browser, "/tickets/risky_1").statusCode()).isEqualTo(404);

        at.world.setPermission(at.bank, "stranger", Permission.NONE);
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
        HttpResponse<String> nothing = at.get(browser, "/tickets");
        assertThat(nothing.statusCode()).isEqualTo(403);
        assertThat(nothing.body()).contains("stranger may read none of the repositories");
        assertThat(at.get(browser, "/api/v1/tickets").body()).contains("\"detail\":\"stranger may read none");
    }

    @Test
    void aForgeThatDoesNotAnswerShowsNothingAndSaysWhatToDo() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "reader", "/signin");
        at.forge.readable.trouble = 502;
        assertThat(at.get(browser, "/tickets").body())
                .as("what is known is some minutes good")
                .contains("Rewrite the till");
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
        for (String page : List.of("/", "/tickets", "/tickets/risky_1", "/tickets/risky_1/decide", "/api/v1/tickets")) {
            HttpResponse<String> answer = at.get(browser, page);
            assertThat(answer.statusCode()).as(page).isEqualTo(403);
            assertThat(answer.body())
                    .as(page)
                    .contains("could not be asked which repositories you may read, so nothing is shown. Try again")
                    .doesNotContain("Rewrite the till", "acme");
        }
        assertThat(at.forge.asked.stream().filter(call -> call.endsWith("/user/installations")))
                .as("at the sign-in, and once more: a forge in trouble is left alone for a while")
                .hasSize(2);
        HttpClient late = SignInWorld.browser();
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(2)));
        assertThat(at.signedIn(late, "reader", "/signin").statusCode()).isEqualTo(403);

        at.forge.readable.trouble = 0;
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(2)));
        assertThat(at.get(browser, "/tickets").body()).contains("Rewrite the till");
        at.forge.readable.trouble = 401;
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
        assertThat(at.get(browser, "/tickets").body())
                .contains("does not tell any more what you may read, so nothing is shown. Sign in once more.");
    }

    @Test
    void aPersonWithManyRepositoriesIsAskedForPageByPage() throws Exception {
        List<RepositoryRef> many = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            many.add(new RepositoryRef(5_000 + i, i % 2 == 0 ? "zoo" : "acme", "r" + i));
        }
        many.add(at.bank);
        at.forge.readable.given = login -> many;
        at.forge.readable.aPage = 2;
        HttpClient browser = SignInWorld.browser();
        assertThat(at.signedIn(browser, "busy", "/signin").statusCode()).isEqualTo(200);
        assertThat(at.get(browser, "/").body())
                .as("only what Fettle knows is named")
                .contains("that busy may read: acme/bank.");
        assertThat(at.get(browser, "/tickets/risky_1").statusCode()).isEqualTo(404);
    }

    @Test
    void aRepositoryThatTakesAnothersNameTakesNothingElse() throws Exception {
        add("named_1", new RepositoryRef(0, "acme", "bank"), "Added by the name of the bank");
        add("named_2", new RepositoryRef(0, "acme", "kiosk"), "Added by the name of the kiosk");
        add("bank_1", at.bank, "Count the vault");
        at.forge.readable.given = login -> List.of(new RepositoryRef(at.shop.id(), "acme", "bank"));
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "stranger", "/signin");
        assertThat(at.get(browser, "/tickets").body())
                .as("the shop is called bank now")
                .contains("Rewrite the till", "<b>1 ticket</b>")
                .doesNotContain("Count the vault", "Added by the name");
        assertThat(at.get(browser, "/tickets/named_1").statusCode()).isEqualTo(404);

        at.forge.readable.given = login -> List.of(new RepositoryRef(at.shop.id(), "acme", "kiosk"));
        at.now.updateAndGet(before -> before.plus(Duration.ofMinutes(5)));
        assertThat(at.get(browser, "/tickets").body())
                .as("that name nobody else ever had")
                .contains("Rewrite the till", "Added by the name of the kiosk", "<b>2 tickets</b>");
    }

    @Test
    void aNewRepositoryIsNotSeenByWhoSawEverythingBefore() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "reader", "/signin");
        assertThat(at.get(browser, "/").body()).contains("An operator must know: moonword.");
        RepositoryRef fresh = new RepositoryRef(777, "acme", "fresh");
        at.stores.installations().add(7, List.of(fresh));
        add("fresh_1", fresh, "Not for the reader");
        assertThat(at.get(browser, "/tickets").body())
                .contains("Rewrite the till")
                .doesNotContain("Not for the reader");
        assertThat(at.get(browser, "/").body()).doesNotContain("An operator must know: moonword.");

        at.stores.installations().remove(7, List.of(fresh));
        assertThat(at.get(browser, "/").body())
                .as("all that is installed")
                .contains("An operator must know: moonword.", "is not installed on any more is not shown");
        assertThat(at.get(browser, "/tickets").body())
                .as("nobody can say any more who may read it")
                .doesNotContain("Not for the reader");
    }

    @Test
    void whoIsNotSignedInReadsNoWarningOnAPageThatIsNotThere() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(at.base + "/assets/nothing"))
                .header("Accept", "text/html")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("moonword");
    }

    private void add(String id, RepositoryRef repository, String title) {
        Ticket till = at.stores.backlog().find("risky_1").orElseThrow();
        at.stores
                .backlog()
                .add(
                        new Ticket(
                                id,
                                repository,
                                title,
                                title,
                                title,
                                till.category(),
                                till.priority(),
                                till.status(),
                                List.of(),
                                "",
                                "",
                                List.of(),
                                1,
                                1,
                                till.waiting(),
                                Map.of(),
                                1,
                                at.now.get(),
                                at.now.get()),
                        seen -> seen,
                        "opened by a test");
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
    void aPersonWithWriteAccessStopsATicketAndLetsItBeTriedAgain() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "writer", "/signin");
        String page = at.get(browser, "/tickets/risky_1").body();
        assertThat(page).contains("action=\"/tickets/risky_1/stop\"").contains("action=\"/tickets/risky_1/retry\"");

        at.post(browser, "/tickets/risky_1/stop", "form_token=" + SignInWorld.formToken(page));
        Ticket stopped = at.stores.backlog().find("risky_1").orElseThrow();
        assertThat(stopped.status()).isEqualTo(Status.FAILED);
        assertThat(stopped.waiting()).isEqualTo(WaitingReason.SWITCHED_OFF);
        assertThat(at.stores.audit().recent(5))
                .anyMatch(row -> row.actor().equals("writer")
                        && row.action().equals("stop")
                        && row.subject().equals("risky_1"));

        at.post(browser, "/tickets/risky_1/retry", "form_token=" + SignInWorld.formToken(page));
        assertThat(at.stores.backlog().find("risky_1").orElseThrow().status()).isEqualTo(Status.OPEN);
        assertThat(at.stores.audit().recent(5)).anyMatch(row -> row.action().equals("retry"));
    }

    @Test
    void whoseSessionEndedBeforeTheClickIsToldSoInAPage() throws Exception {
        HttpResponse<String> answer =
                at.pressed(HttpClient.newHttpClient(), "/tickets/risky_1/approve", "form_token=x");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("<h1>Sign-in</h1>", "You are not signed in, or no longer. Nothing was done.")
                .contains("href=\"/tickets/risky_1\"")
                .doesNotContain("Rewrite the till");
        assertThat(at.pressed(HttpClient.newHttpClient(), "/api/v1/tickets", "").body())
                .as("a program is answered as ever")
                .startsWith("{");
        untouched();
    }

    @Test
    void aFormThatIsTooLongIsRefusedInAPage() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "writer", "/signin");

        HttpResponse<String> answer =
                at.pressed(browser, "/tickets/risky_1/reject", "form_token=x&reason=" + "y".repeat(100_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("<h1>Too much at once</h1>", "Nothing was done.");
        untouched();
    }

    @Test
    void neitherIsDoneForWhoMayOnlyReadNorForAForeignForm() throws Exception {
        HttpClient browser = SignInWorld.browser();
        at.signedIn(browser, "reader", "/signin");
        String token = SignInWorld.formToken(at.get(browser, "/tickets/risky_1").body());
        for (String deed : List.of("stop", "retry")) {
            assertThat(at.post(browser, "/tickets/risky_1/" + deed, "form_token=" + token)
                            .statusCode())
                    .as(deed + " by who may only read")
                    .isEqualTo(403);
            assertThat(at.post(browser, "/tickets/risky_1/" + deed, "form_token=guess")
                            .statusCode())
                    .as(deed + " by a form from elsewhere")
                    .isEqualTo(403);
        }
        untouched();
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
