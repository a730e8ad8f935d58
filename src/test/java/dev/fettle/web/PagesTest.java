package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people see, from a real server over a real backlog. */
class PagesTest {
    private static final String EVIL =
            "<script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg/onload=alert(3)>{{7*7}}";
    private static final RepositoryRef SHOP = new RepositoryRef(5, "acme", "shop");

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer(folder, WebSettings.on("127.0.0.1", 0), Optional.of(new OneRepository()));
        add(ticket("ci_1700000000_0001", "Fix the total of an empty cart", Status.OPEN, null));
        add(ticket("manual_002", "Too risky", Status.OPEN, WaitingReason.NEEDS_APPROVAL));
        add(ticket("manual_evil", EVIL, Status.OPEN, null));
        server.backlog()
                .addAttempt(new Attempt(
                        0,
                        "ci_1700000000_0001",
                        1,
                        "improvement/ci_1700000000_0001",
                        "add a guard for empty lists",
                        """
                {"rule":"null-guard","engine":"templates","risk":3,
                 "risk_reasons":[{"text":"a small suite: 3 tests","weight":1.0}],"seconds":{"reproduce":1.25},
                 "red":[{"test":"com.acme.CartTest#empty","message":"expected 0"}],
                 "gates":[{"gate":"tests","outcome":"PASS","title":"12 of 12 tests pass"},
                          {"gate":"coverage","outcome":"FAIL","title":"0.50, need 0.80","required":true,
                           "detail":"Of 2 changed lines 1 was run.","waived_by":"ann","waived_because":"generated code",
                           "findings":[{"path":"Cart.java","line":3,"kind":"uncovered","message":"no test runs <it>"}]}],
                 "patch":"diff --git a/Cart.java b/Cart.java\\n--- a/Cart.java\\n+++ b/Cart.java\\n@@ -1 +1 @@\\n-old\\n+new <b>\\n",
                 "suspects":[{"path":"Cart.java"}]}""",
                        true,
                        "",
                        TestServer.NOW));
        server.backlog()
                .addAttempt(
                        new Attempt(0, "manual_evil", 1, EVIL, EVIL, "not json " + EVIL, false, EVIL, TestServer.NOW));
        server.deliver("ping", "a-delivery", "{\"zen\":\"z\"}".getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void whatAnOperatorMustKnowStandsOnEveryPageAsLongAsItLasts() {
        server.warnings = List.of("acme/shop: a storm of <events>.");
        for (String page : List.of("/", "/tickets", "/tickets/manual_002")) {
            assertThat(server.get(page).body()).contains("acme/shop: a storm of &lt;events&gt;.");
        }
        assertThat(server.get("/api/v1/status").body()).contains("a storm of");

        server.warnings = List.of();
        assertThat(server.get("/").body()).doesNotContain("a storm of");
    }

    @Test
    void theFirstPageSaysWhatNeedsAPersonAndWhatCameLast() {
        HttpResponse<String> page = server.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Too risky", "a person with write access must approve it first", "ping")
                .containsPattern("href=\"/tickets\\?status=open\"[^>]*><b>3</b>")
                .containsPattern("href=\"/tickets\\?needs_person=1\"[^>]*><b>1</b>");
        assertThat(server.get("/deliveries").body()).contains("a-delivery", "ping");
    }

    @Test
    void whereNothingCallsTheServerThePageSaysHowItFindsOutAndWarnsOfNothing() {
        List<Secret> before = server.secrets;
        server.secrets = List.of();

        assertThat(server.get("/").body())
                .contains("<p class=\"quiet\">Nothing calls this server", "forge.poll_seconds")
                .doesNotContain("class=\"notice\"");

        server.secrets = before;
        assertThat(server.get("/").body()).doesNotContain("Nothing calls this server");
    }

    @Test
    void whatBecameOfProposalsStandsBesideTheRiskThatWasSaid() throws IOException {
        assertThat(server.get("/trust").body()).contains("Nothing has been proposed yet.");
        server.backlog()
                .update(
                        "manual_002",
                        ticket -> ticket.withMetadata("risk", "6").withMetadata("rule", "null-guard"),
                        "proposed");

        assertThat(server.get("/trust").body())
                .contains("<th scope=\"row\">6</th>", "proposed_risk=6&amp;not_fate=\">1</a>")
                .contains("unknown", "has 0, needs 5");
        assertThat(server.get("/engines").body()).contains("<th scope=\"row\">null-guard</th>");
        JsonNode status =
                new ObjectMapper().readTree(server.get("/api/v1/status").body());
        assertThat(status.at("/risk_calibration/0/risk").asInt()).isEqualTo(6);
        assertThat(status.at("/rule_records/0/rule").asText()).isEqualTo("null-guard");
        assertThat(status.at("/rule_records/0/not_wanted").isNull()).isTrue();
    }

    @Test
    void theListIsFilteredByTheServer() {
        assertThat(server.get("/tickets?status=open&max_risk=5").body()).contains("empty cart", "3 tickets");
        assertThat(server.get("/tickets?status=ready").body())
                .doesNotContain("empty cart")
                .contains("0 tickets");
        assertThat(server.get("/tickets?status=bogus&offset=x&max_risk=99999999999")
                        .body())
                .contains("3 tickets");
        assertThat(server.get("/tickets?repository=5").body())
                .contains("<option value=\"5\" selected>acme/shop (3)</option>");
    }

    @Test
    void aTicketTellsItsWholeStory() {
        String page = server.get("/tickets/ci_1700000000_0001").body();

        assertThat(page)
                .contains("CI failure", "com.acme.CartTest#empty", "the log says so")
                .contains("Attempt 1: succeeded", "null-guard", "reproduce", "12 of 12 tests pass")
                .contains("risk +1.0", "a small suite: 3 tests")
                .contains("<span class=\"add\">+new &lt;b&gt;", "<span class=\"del\">-old")
                .contains("opened by a test", "href=\"/forge/acme/shop/pull/4\"", "suspects");
    }

    @Test
    void aGateReportHasItsFindingsItsWaiverAndWhetherItIsRequired() {
        assertThat(server.get("/tickets/ci_1700000000_0001").body())
                .contains("coverage<span class=\"meta\">required</span>", "waived by ann: generated code")
                .contains("<details><summary>What coverage saw</summary>", "Of 2 changed lines 1 was run.")
                .contains("<code>Cart.java:3</code> <b>uncovered</b> no test runs &lt;it&gt;")
                .as("a gate that has nothing more to say is not folded")
                .doesNotContain("What tests saw");
    }

    @Test
    void onAnotherForgeIssueAndRunsAreLinkedToo(@TempDir Path other) {
        WebSettings settings = WebSettings.on("127.0.0.1", 0).linkingTo("https://ghe.example");
        try (TestServer elsewhere = new TestServer(other, settings, Optional.empty())) {
            Ticket ticket = ticket("ci_1", "Red", Status.OPEN, null).withMetadata("issue", "3");
            elsewhere.backlog().add(ticket, seen -> seen, "opened by a test");

            assertThat(elsewhere.get("/tickets/ci_1").body())
                    .contains("href=\"https://ghe.example/acme/shop/issues/3\"")
                    .contains("href=\"https://ghe.example/acme/shop/commit/" + "a".repeat(40) + "/checks\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/tickets",
                "/tickets/manual_evil",
                "/tickets?q=%3Cscript%3E&rule=%22%3E%3Cimg+src%3Dx%3E&repository=%3Csvg%2Fonload%3D1%3E",
                "/attempts?engine=%3Cscript%3E",
                "/funnel",
                "/engines",
                "/health",
                "/trust",
                "/attempts",
                "/deliveries",
                "/forge",
                "/forge/acme/shop",
                "/forge/acme/shop/issues/3",
                "/forge/acme/shop/pull/4",
                "/tickets/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "/nothing/%3Cscript%3E"
            })
    void nothingThatOthersWroteIsMarkup(String path) {
        HttpResponse<String> answer = server.get(path);
        String page = answer.body();

        assertThat(page.replace("<script src=\"/assets/live.js\" defer></script>", ""))
                .doesNotContain("<script", "<img", "<svg/", "<iframe", "javascript:", "<b onclick", " style=");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).startsWith("default-src 'self';").doesNotContain("unsafe"));
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void aPullRequestIsShownWithItsTextChecksAndDiff() {
        String page = server.get("/forge/acme/shop/pull/4").body();

        assertThat(page)
                .contains("<h2>Proof</h2>", "<td>red</td>", "<details><summary>More</summary>")
                .contains("fettle/tests", "12 of 12", "+1 −1")
                .contains("improvement/ci_1700000000_0001")
                .doesNotContain("fettle:ticket");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String path : List.of(
                "/tickets/none",
                "/forge/acme/none",
                "/forge/acme/shop/issues/99",
                "/forge/acme/shop/pull/x",
                "/nothing")) {
            assertThat(server.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(server.get("/api/v1/tickets/none").statusCode()).isEqualTo(404);
    }

    @Test
    void theApiSpeaksTheMissionsNames() throws IOException {
        JsonNode status = json("/api/v1/status");
        assertThat(status.path("total_tickets").asInt()).isEqualTo(3);
        assertThat(status.path("ready_for_review").asInt()).isZero();
        assertThat(status.path("in_progress").asInt()).isZero();

        assertThat(json("/api/v1/tickets?priority=high").path("tickets")).hasSize(3);
        JsonNode ticket = json("/api/v1/tickets/ci_1700000000_0001");
        assertThat(ticket.path("evidence").path(0).path("ci").path("branch").asText())
                .isEqualTo("main");
        assertThat(ticket.path("attempts").path(0).path("success").asBoolean()).isTrue();
        assertThat(ticket.path("history")).isNotEmpty();

        JsonNode dashboard = json("/api/v1/dashboard");
        assertThat(dashboard.path("health_score").isNull())
                .as("nothing has ended yet")
                .isTrue();
        assertThat(dashboard.path("risk_exposure").asDouble()).isEqualTo(4.0);
        assertThat(dashboard.has("improvement_velocity")).isTrue();
        assertThat(dashboard.path("quality_trend").isNull()).isTrue();
    }

    @Test
    void theStyleSheetIsOurs() {
        HttpResponse<String> style = server.get("/assets/fettle.css");

        assertThat(style.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(style.body()).contains("prefers-color-scheme: dark").doesNotContain("http");
    }

    @Test
    void aSiteThatPointsItsNameAtUsReadsNothing() throws IOException {
        for (String path : List.of("/", "/api/v1/status", "/tickets")) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n";

            assertThat(server.raw(request.getBytes(StandardCharsets.ISO_8859_1)))
                    .startsWith("HTTP/1.1 421");
        }
        assertThat(raw("GET /api/v1/status HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .as("in the API's form")
                .contains("application/problem+json", "\"status\":421");
        String local = "GET / HTTP/1.1\r\nHost: LOCALHOST:8080\r\nConnection: close\r\n\r\n";
        assertThat(server.raw(local.getBytes(StandardCharsets.ISO_8859_1))).startsWith("HTTP/1.1 200");
    }

    @Test
    void aPersonIsToldInAPageWhatIsRefusedAndAProgramInAWord() throws IOException {
        String browser = "\r\nAccept: text/html,*/*\r\nConnection: close\r\n\r\n";

        String elsewhere = raw("GET / HTTP/1.1\r\nHost: evil.example" + browser);
        assertThat(elsewhere).startsWith("HTTP/1.1 421").contains("<h1>Not this name</h1>", "server.base_url");
        assertThat(elsewhere).as("no page of anybody").doesNotContain("acme");

        String form = raw("POST /tickets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0" + browser);
        assertThat(form).startsWith("HTTP/1.1 405").contains("<h1>Not this way</h1>", "Nothing was done.");
        assertThat(raw("POST /tickets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .doesNotContain("<h1>");

        assertThat(raw("GET /%2e%2e/etc HTTP/1.1\r\nHost: localhost" + browser))
                .startsWith("HTTP/1.1 400")
                .contains("Fettle cannot read this request.")
                .doesNotContain("badMessage");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = server.connect()) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatWatchesManyServersAsksThemByTheirAddresses() throws IOException {
        Map<String, String> answers =
                Map.of("/metrics", "HTTP/1.1 200", "/health/ready", "HTTP/1.1 200", "/tickets", "HTTP/1.1 421");
        for (String address : List.of("10.2.0.7:8080", "[fd00::7]:8080")) {
            for (String path : answers.keySet()) {
                String request = "GET " + path + " HTTP/1.1\r\nHost: " + address + "\r\nConnection: close\r\n\r\n";
                assertThat(server.raw(request.getBytes(StandardCharsets.ISO_8859_1)))
                        .as(path)
                        .startsWith(answers.get(path));
            }
        }
        String named = "GET /metrics HTTP/1.1\r\nHost: 10.2.0.7.evil.example\r\nConnection: close\r\n\r\n";
        assertThat(server.raw(named.getBytes(StandardCharsets.ISO_8859_1))).startsWith("HTTP/1.1 421");
    }

    private static JsonNode json(String path) throws IOException {
        return new ObjectMapper().readTree(server.get(path).body());
    }

    private static void add(Ticket ticket) {
        server.backlog().add(ticket, seen -> seen, "opened by a test");
    }

    private static Ticket ticket(
            String id, String title, Status status, @org.jspecify.annotations.Nullable WaitingReason waiting) {
        return new Ticket(
                id,
                SHOP,
                "fingerprint of " + id,
                title,
                title,
                Category.BUG_FIX,
                Priority.HIGH,
                status,
                List.of(new Evidence.CiFailure(
                        title,
                        "a".repeat(40),
                        "main",
                        List.of("com.acme.CartTest#empty"),
                        "the log says so " + title,
                        1,
                        TestServer.NOW,
                        TestServer.NOW)),
                title,
                title,
                List.of("src/" + title),
                4,
                3,
                waiting,
                Map.of("pull_request", "4", "note", title),
                1,
                TestServer.NOW,
                TestServer.NOW);
    }

    /** A forge whose writers mean harm. */
    private static final class OneRepository implements ForgeView {
        private static final String BODY =
                "<!-- fettle:ticket:1 -->\n## Proof\n\n| before | after |\n|---|---|\n| red | green |\n\n"
                        + "<details><summary>More</summary>\n\ninside\n\n</details>\n\n" + EVIL
                        + "\n\n[x](javascript:alert(1)) ![y](http://evil.example/z.png)\n"
                        + "<b onclick=alert(1)>hi</b>\n\n<iframe src=\"//evil\"></iframe>\n";

        @Override
        public List<RepositoryPage> repositories() {
            return List.of(page());
        }

        @Override
        public Optional<RepositoryPage> repository(String owner, String name) {
            return name.equals("shop") ? Optional.of(page()) : Optional.empty();
        }

        @Override
        public Optional<IssuePage> issue(String owner, String name, long number) {
            return number == 3
                    ? Optional.of(new IssuePage(row(3), BODY, List.of(new CommentView(EVIL, BODY))))
                    : Optional.empty();
        }

        @Override
        public Optional<PullRequestPage> pullRequest(String owner, String name, long number) {
            String diff = "diff --git a/A b/A\n--- a/A\n+++ b/A\n@@ -1 +1 @@ " + EVIL + "\n-" + EVIL + "\n+--- " + EVIL
                    + "\n";
            return Optional.of(new PullRequestPage(
                    row(4),
                    BODY,
                    "improvement/ci_1700000000_0001",
                    "b".repeat(40),
                    "main",
                    List.of(),
                    List.of(new CheckView("fettle/tests", "success", "12 of 12 " + EVIL, BODY)),
                    diff));
        }

        private static RepositoryPage page() {
            return new RepositoryPage("acme", "shop", "main", List.of(row(3)), List.of(row(4)));
        }

        private static Row row(long number) {
            return new Row(number, EVIL, EVIL, "open", List.of(EVIL));
        }
    }
}
