package dev.fettle.web;

import static dev.fettle.web.ProgramsClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.ApiKey.Scope;
import dev.fettle.improve.Audit;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs with a key ask of the API and have done. */
class ApiTest {
    private static final RepositoryRef SHOP = new RepositoryRef(5, "acme", "shop");
    private static final RepositoryRef BANK = new RepositoryRef(6, "acme", "bank");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    @TempDir
    Path folder;

    private TestServer server;
    private ProgramsClient reader;
    private ProgramsClient writer;

    @BeforeEach
    void start() {
        server = new TestServer(folder);
        reader = ProgramsClient.of(server, Scope.READ);
        writer = ProgramsClient.of(server, Scope.WRITE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTicketIsCreatedWithEveryFieldOfOneByHand() {
        HttpResponse<String> answer = writer.post("/api/v1/tickets", """
                {"id": "manual_001", "repository": "acme/shop", "title": "Mend the till", "description": "It jams.",
                 "category": "performance", "priority": "high", "proposed_solution": "Oil it.", "test_plan": "Ring it up.",
                 "files_to_modify": ["src/Till.java"], "risk_level": 5, "estimated_effort": 2}""");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/tickets/manual_001");
        assertThat(json(reader.get("/api/v1/tickets/manual_001")).toString())
                .contains(
                        "\"title\":\"Mend the till\"",
                        "\"description\":\"It jams.\"",
                        "\"category\":\"performance\"",
                        "\"priority\":\"high\"",
                        "\"proposed_solution\":\"Oil it.\"",
                        "\"test_plan\":\"Ring it up.\"",
                        "\"files_to_modify\":[\"src/Till.java\"]",
                        "\"risk_level\":5",
                        "\"estimated_effort\":2",
                        "\"evidence\":[{\"manual\":true}]");
        assertThat(server.stores.queued()).containsExactly(Map.entry("cycle", 1));
    }

    @Test
    void whatIsThereAlreadyIsNotAddedTwice() {
        writer.post("/api/v1/tickets", draft("manual_001", "Mend the till"));

        HttpResponse<String> sameId = writer.post("/api/v1/tickets", draft("manual_001", "Mend the roof"));
        HttpResponse<String> sameTitle = writer.post("/api/v1/tickets", draft("manual_002", "Mend the till"));

        assertThat(sameId.statusCode()).isEqualTo(409);
        assertThat(json(sameId).path("detail").asText()).contains("There is a ticket manual_001 already");
        assertThat(sameTitle.statusCode()).isEqualTo(409);
        assertThat(json(sameTitle).path("detail").asText())
                .contains("A ticket of the same title is there already: manual_001.");
    }

    @Test
    void peoplesVerbsHaveTheSameEffectsAsTheCommandsAndARowInTheAudit() {
        add("manual_1", SHOP, Status.OPEN, WaitingReason.NEEDS_APPROVAL);
        add("manual_2", SHOP, Status.OPEN, null);
        add("manual_3", SHOP, Status.FAILED, WaitingReason.ABSTAINED);

        assertThat(json(writer.post("/api/v1/tickets/manual_1/approve", ""))
                        .at("/metadata/approved_by")
                        .asText())
                .startsWith("key ")
                .endsWith("(a test)");
        assertThat(json(writer.post("/api/v1/tickets/manual_2/reject", "{\"reason\": \"not wanted\"}"))
                        .path("status")
                        .asText())
                .isEqualTo("rejected");
        assertThat(json(writer.post("/api/v1/tickets/manual_3/retry", "{}"))
                        .path("status")
                        .asText())
                .isEqualTo("open");
        HttpResponse<String> cycle = writer.post("/api/v1/cycles", "{\"repository\": \"acme/shop\"}");

        assertThat(cycle.statusCode()).isEqualTo(202);
        assertThat(json(cycle).at("/cycles/0/queued").asBoolean())
                .as("one waits already, since the approval")
                .isFalse();
        assertThat(json(cycle).at("/cycles/0/open_tickets").asInt()).isEqualTo(2);
        assertThat(server.stores.audit().recent(10))
                .extracting(Audit.Row::action)
                .containsExactly("cycle", "retry", "reject", "approve");
        assertThat(server.stores.audit().recent(10))
                .extracting(Audit.Row::actor)
                .allMatch(actor -> actor.matches("key [0-9a-f]{8} \\(a test\\)"));
    }

    @ParameterizedTest
    @CsvSource({
        "approve, rejected, is rejected and cannot be approved",
        "reject, applied, is applied and cannot be rejected",
        "retry, in_progress, is in progress and cannot be tried once more"
    })
    void whatCannotBeDoneAnyMoreIsRefusedWithTheReason(String verb, String status, String why) {
        add("manual_1", SHOP, Status.valueOf(status.toUpperCase(java.util.Locale.ROOT)), null);

        HttpResponse<String> answer = writer.post("/api/v1/tickets/manual_1/" + verb, reason(verb));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asText()).contains(why);
        assertThat(server.stores.audit().recent(10)).isEmpty();
    }

    @Test
    void whatOnlyAPersonCanDoIsNotRetried() {
        add("manual_1", SHOP, Status.OPEN, WaitingReason.SECRET_PUSHED);

        HttpResponse<String> answer = writer.post("/api/v1/tickets/manual_1/retry", "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("detail").asText()).contains("only a person can revoke it");
    }

    @Test
    void aKeyForReadingChangesNothing() {
        add("manual_1", SHOP, Status.OPEN, null);
        for (String verb : List.of("approve", "reject", "retry")) {
            HttpResponse<String> answer = reader.post("/api/v1/tickets/manual_1/" + verb, reason(verb));
            assertThat(answer.statusCode()).as(verb).isEqualTo(403);
            assertThat(json(answer).path("detail").asText()).contains("fettle keys add --scope write");
        }
        assertThat(reader.post("/api/v1/tickets", draft("manual_2", "x")).statusCode())
                .isEqualTo(403);
        assertThat(reader.post("/api/v1/cycles", "").statusCode()).isEqualTo(403);
        assertThat(server.stores.audit().recent(10)).isEmpty();
    }

    @Test
    void onThisMachineOneMayLookWithoutAKeyAndThroughAProxyNot() {
        assertThat(server.get("/api/v1/status").statusCode()).isEqualTo(200);

        HttpResponse<String> proxied = server.send(
                HttpRequest.newBuilder(server.uri("/api/v1/status")).header("X-Forwarded-For", "203.0.113.7"));

        assertThat(proxied.statusCode()).isEqualTo(401);
        assertThat(proxied.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(json(proxied).path("detail").asText()).contains("fettle keys add --scope read");
    }

    @Test
    void aKeyThatWasTakenBackOrRanOutOrIsForReportingOpensNothing() {
        var revoked = server.stores.apiKeys().add("", Scope.READ, Optional.empty(), Optional.empty());
        assertThat(server.stores.apiKeys().revoke(revoked.key().id())).isTrue();
        var expired = server.stores.apiKeys().add("", Scope.READ, Optional.empty(), Optional.of(Duration.ZERO));
        var reporting = server.stores.intakeKeys().add(SHOP, dev.fettle.intake.IntakeSource.EXCEPTIONS);

        for (String key : List.of(revoked.text(), expired.text(), reporting.text(), "fettle_00000000_0", "")) {
            assertThat(server.send(HttpRequest.newBuilder(server.uri("/api/v1/status"))
                                    .header("Authorization", "Bearer " + key))
                            .statusCode())
                    .as(key)
                    .isEqualTo(401);
        }
    }

    @Test
    void aKeyOfOneRepositorySeesNothingOfAnother() {
        add("manual_1", SHOP, Status.OPEN, null);
        add("manual_2", BANK, Status.OPEN, null);
        ProgramsClient shop = ProgramsClient.of(server, Scope.WRITE, RepositoryRef.parse("Acme/Shop"));

        assertThat(ids(shop.get("/api/v1/tickets"))).containsExactly("manual_1");
        assertThat(json(shop.get("/api/v1/status")).path("total_tickets").asInt())
                .isEqualTo(1);
        assertThat(shop.get("/api/v1/tickets?repository=acme/bank").statusCode())
                .isEqualTo(403);
        assertThat(shop.get("/api/v1/dashboard").statusCode()).isEqualTo(403);
        assertThat(shop.get("/api/v1/tickets/manual_2").statusCode()).isEqualTo(404);
        assertThat(shop.get("/api/v1/tickets/manual_2/gates").statusCode()).isEqualTo(404);
        for (String verb : List.of("approve", "reject", "retry")) {
            assertThat(shop.post("/api/v1/tickets/manual_2/" + verb, reason(verb))
                            .statusCode())
                    .as(verb)
                    .isEqualTo(404);
        }
        assertThat(shop.post("/api/v1/tickets", draft("manual_9", "x").replace("shop", "bank"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(shop.post("/api/v1/cycles", "")).path("cycles")).hasSize(1);
        assertThat(shop.post("/api/v1/cycles", "{\"repository\": \"acme/bank\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aKeyGoesWithItsRepositoryAndNotWithTheName() {
        add("manual_1", SHOP, Status.OPEN, null);
        ProgramsClient shop = ProgramsClient.of(server, Scope.READ, RepositoryRef.parse("acme/shop"));
        assertThat(ids(shop.get("/api/v1/tickets"))).containsExactly("manual_1");

        add("manual_2", new RepositoryRef(99, "acme", "shop"), Status.OPEN, null);

        assertThat(shop.get("/api/v1/tickets/manual_2").statusCode()).isEqualTo(404);
        assertThat(shop.get("/api/v1/tickets/manual_1").statusCode()).isEqualTo(200);
        assertThat(ids(shop.get("/api/v1/tickets"))).containsExactly("manual_1");
        add("manual_3", new RepositoryRef(99, "acme", "shop"), Status.OPEN, null);
        assertThat(json(shop.get("/api/v1/status")).path("total_tickets").asInt())
                .as("the other one's two are nobody's business")
                .isEqualTo(1);
    }

    @Test
    void aListIsReadPageByPage() {
        for (int i = 0; i < 7; i++) {
            add("manual_" + i, i % 2 == 0 ? SHOP : BANK, Status.OPEN, null);
        }
        List<String> read = new ArrayList<>();
        String page = "/api/v1/tickets?repository=acme/shop&limit=2&view=summary";
        int pages = 0;
        while (!page.isEmpty()) {
            HttpResponse<String> answer = reader.get(page);
            assertThat(json(answer).path("total").asInt()).isEqualTo(4);
            read.addAll(ids(answer));
            pages++;
            Matcher next = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
            page = next.find() ? next.group(1) : "";
        }

        assertThat(pages).isEqualTo(2);
        assertThat(read).containsExactlyInAnyOrder("manual_0", "manual_2", "manual_4", "manual_6");
        assertThat(reader.get("/api/v1/tickets?limit=2&offset=2")
                        .headers()
                        .firstValue("Link")
                        .orElse(""))
                .contains(
                        "offset=0>; rel=\"first\"",
                        "offset=0>; rel=\"prev\"",
                        "offset=4>; rel=\"next\"",
                        "offset=6>; rel=\"last\"");
    }

    @Test
    void theNewestAttemptsGatesAreReportedOrThoseThatAreAskedFor() {
        add("manual_1", SHOP, Status.READY, null);
        assertThat(json(reader.get("/api/v1/tickets/manual_1/gates"))
                        .path("attempt_number")
                        .isNull())
                .isTrue();
        attempt(
                1,
                "{\"furthest\":\"GATES\",\"gates\":[{\"gate\":\"tests\",\"outcome\":\"FAIL\",\"title\":\"1 of 12 red\","
                        + "\"required\":true,\"findings\":[{\"path\":\"A.java\",\"line\":3,\"kind\":\"red\",\"message\":\"no\"}]}]}");
        attempt(
                2,
                "{\"risk\":3,\"risk_reasons\":[{\"text\":\"small\",\"weight\":1.5}],"
                        + "\"gates\":[{\"gate\":\"tests\",\"outcome\":\"PASS\",\"title\":\"12 of 12\",\"required\":true}]}");

        JsonNode newest = json(reader.get("/api/v1/tickets/manual_1/gates"));
        JsonNode first = json(reader.get("/api/v1/tickets/manual_1/gates?attempt=1"));

        assertThat(newest.at("/gates/0/outcome").asText()).isEqualTo("PASS");
        assertThat(newest.path("risk").asInt()).isEqualTo(3);
        assertThat(first.at("/gates/0/outcome").asText()).isEqualTo("FAIL");
        assertThat(first.at("/gates/0/findings/0/path").asText()).isEqualTo("A.java");
        assertThat(first.path("furthest").asText()).isEqualTo("GATES");
        assertThat(reader.get("/api/v1/tickets/manual_1/gates?attempt=3").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"repository\": \"acme/shop\"}",
                "{\"repository\": \"acme/shop\", \"title\": \" \"}",
                "{\"repository\": \"shop\", \"title\": \"x\"}",
                "{\"repository\": \"../shop\", \"title\": \"x\"}",
                "{\"repository\": \"acme/shop\", \"title\": \"x\", \"risk_level\": 11}",
                "{\"repository\": \"acme/shop\", \"title\": \"x\", \"risk_level\": \"3\"}",
                "{\"repository\": \"acme/shop\", \"title\": \"x\", \"category\": \"magic\"}",
                "{\"repository\": \"acme/shop\", \"title\": \"x\", \"id\": \"../x\"}",
                "{\"repository\": \"acme/shop\", \"title\": \"x\", \"status\": \"ready\"}",
                "{\"repository\": \"acme/shop\", \"title\": \"x\", \"title\": \"y\"}",
                "{\"repository\": \"acme/shop\", \"title\": \"x\"} {}",
                "[]",
                "{",
                "null"
            })
    void aBodyThatIsNotAsItMustBeIsAProblemThatNamesItAndAddsNothing(String body) {
        HttpResponse<String> answer = writer.post("/api/v1/tickets", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("status").asInt()).isEqualTo(400);
        assertThat(json(answer).path("title").asText()).isEqualTo("Bad Request");
        assertThat(json(answer).path("detail").asText()).isNotBlank();
        assertThat(server.stores.queued()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tickets?status=lost, 400",
        "/api/v1/tickets?limit=0, 400",
        "/api/v1/tickets?limit=many, 400",
        "/api/v1/tickets?offset=-1, 400",
        "/api/v1/tickets?colour=red, 400",
        "/api/v1/tickets?status=open&status=ready, 400",
        "/api/v1/tickets/nobody, 404",
        "/api/v1/nothing, 404",
        "/api/v1/cycles, 405"
    })
    void everyRefusalHasOneForm(String path, int status) {
        HttpResponse<String> answer = reader.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
        assertThat(json(answer).path("type").asText()).isEqualTo("about:blank");
    }

    @Test
    void whatIsNoJsonOrTooLargeIsRefused() {
        var plain = server.send(HttpRequest.newBuilder(server.uri("/api/v1/tickets"))
                .header("Authorization", "Bearer " + writer.key)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(draft("manual_1", "x"))));
        var large = writer.post("/api/v1/tickets", draft("manual_1", "x" + " ".repeat(70_000)));

        assertThat(plain.statusCode()).isEqualTo(415);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(json(large).path("detail").asText()).contains("larger than 64 KB");
    }

    private static String draft(String id, String title) {
        return "{\"id\": \"" + id + "\", \"repository\": \"acme/shop\", \"title\": \"" + title + "\"}";
    }

    private static String reason(String verb) {
        return verb.equals("reject") ? "{\"reason\": \"no\"}" : "";
    }

    private static List<String> ids(HttpResponse<String> answer) {
        List<String> ids = new ArrayList<>();
        json(answer).path("tickets").forEach(ticket -> ids.add(ticket.path("id").asText()));
        return ids;
    }

    private void attempt(int number, String results) {
        server.backlog()
                .addAttempt(new Attempt(
                        0, "manual_1", number, "improvement/manual_1", "x", results, number == 2, "", TestServer.NOW));
    }

    private void add(String id, RepositoryRef repository, Status status, WaitingReason waiting) {
        server.backlog()
                .add(
                        new Ticket(
                                id,
                                repository,
                                "print:" + id,
                                "Mend " + id,
                                "It is broken.",
                                Category.BUG_FIX,
                                Priority.HIGH,
                                status,
                                List.of(new Evidence.Manual()),
                                "",
                                "",
                                List.of(),
                                4,
                                3,
                                waiting,
                                Map.of(),
                                1,
                                TestServer.NOW,
                                TestServer.NOW),
                        same -> same,
                        "seen");
    }
}
