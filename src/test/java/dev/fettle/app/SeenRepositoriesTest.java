package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Permission;
import dev.fettle.intake.Delivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person sees the repositories that they may read: the clerk may read the shop, and has never heard of the bank. */
class SeenRepositoriesTest {
    private static final String SHOP = "tillword";
    private static final String BANK = "vaultword";
    private static final String WHOLE = "wholeword";

    /** What must stand in no answer to the clerk, in whatever letters. */
    private static final List<String> OF_THE_BANK = List.of(BANK, "acme/bank", WHOLE, "moonword");

    /** What every page is asked with beside the plain address: filters and pages that could pass by what is seen. */
    private static final List<String> QUERIES = List.of(
            "", "?offset=0&repository=&status=", "?not_repository=x", "?outcome=", "?engine=", "?not_reviewer=");

    /** What is listed beside them runs around all routes. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** What tells the same to everybody, signed in or not. */
    private static final Set<String> FOR_EVERYBODY = Set.of("GET /metrics");

    private static final Pattern NUMBER =
            Pattern.compile("<a href=\"(/(?:tickets|attempts|deliveries)\\?[^\"]*)\"[^>]*>(?:<b[^>]*>)?([\\d,]+)<");
    private static final Pattern TOTAL = Pattern.compile("<b>([\\d,]+) (?:tickets?|attempts?|deliver(?:y|ies))</b>");
    private static final Pattern WAY = Pattern.compile("href=\"(/[^\"]*)\"");

    @TempDir
    private Path folder;

    private SignInWorld at;
    private HttpClient clerk;

    @BeforeEach
    void start() throws Exception {
        at = world("with-bank");
        fill(at, at.bank, BANK);
        clerk = signedIn(at, "clerk");
    }

    @AfterEach
    void stop() {
        at.close();
    }

    /** A world whose shop has tickets, and whose bank has none yet. */
    private SignInWorld world(String name) throws IOException {
        SignInWorld world = new SignInWorld(folder.resolve(name));
        world.world.setPermission(world.shop, "clerk", Permission.WRITE);
        fill(world, world.shop, SHOP);
        return world;
    }

    private static void fill(SignInWorld world, RepositoryRef repository, String word) {
        new MarkedRepository(world.stores, repository, word, world.now.get()).fill();
        world.world.openIssue(repository, "ann", "Issue " + word, word);
        if (word.equals(BANK)) {
            world.stores
                    .deliveries()
                    .accept(new Delivery(
                            WHOLE + "-delivery",
                            "github",
                            "installation",
                            "{\"installation\":{\"id\":7}}".getBytes(StandardCharsets.UTF_8),
                            world.now.get()));
        }
    }

    private static HttpClient signedIn(SignInWorld world, String login) throws Exception {
        HttpClient browser = SignInWorld.browser();
        assertThat(world.signedIn(browser, login, "/signin").statusCode()).isEqualTo(200);
        return browser;
    }

    @Test
    void everyRouteAnswersAsIfThereWereNoOtherRepository() throws Exception {
        try (SignInWorld alone = world("without-bank")) {
            HttpClient there = signedIn(alone, "clerk");
            String token = token(at, clerk);
            String tokenThere = token(alone, there);
            int asked = 0;
            for (String route : at.routes()) {
                if (FOR_EVERYBODY.contains(route) || !METHODS.contains(route.substring(0, route.indexOf(' ')))) {
                    continue;
                }
                for (Request request : requests(route)) {
                    Answer answer = ask(at, clerk, request, token);
                    assertThat(answer.text().toLowerCase(Locale.ROOT))
                            .as(request.toString())
                            .doesNotContain(OF_THE_BANK);
                    assertThat(answer).as(request.toString()).isEqualTo(ask(alone, there, request, tokenThere));
                    asked++;
                }
            }
            assertThat(asked).isGreaterThan(100);
        }
        assertThat(at.stores.backlog().find(MarkedRepository.id(BANK, 0)).map(Ticket::status))
                .as("nothing was decided about what is not seen")
                .contains(Status.OPEN);
    }

    @Test
    void noWayLeadsFromAPageToTheOtherRepository() throws Exception {
        Deque<String> ways = new ArrayDeque<>(List.of("/", "/api/v1/status", "/api/v1/dashboard", "/api/v1/tickets"));
        Map<String, String> bodies = new TreeMap<>();
        while (!ways.isEmpty()) {
            String way = ways.pop();
            if (bodies.containsKey(way) || way.startsWith("/live")) {
                continue;
            }
            String body = at.get(clerk, way).body();
            assertThat(body.toLowerCase(Locale.ROOT)).as(way).doesNotContain(OF_THE_BANK);
            bodies.put(way, body);
            Matcher next = WAY.matcher(body);
            while (next.find()) {
                ways.push(next.group(1).replace("&amp;", "&"));
            }
        }
        assertThat(bodies.keySet()).contains("/tickets/" + MarkedRepository.id(SHOP, 3), "/forge/acme/shop", "/trust");

        List<String> wrong = new ArrayList<>();
        bodies.forEach((page, body) -> {
            Matcher number = NUMBER.matcher(body);
            while (number.find()) {
                String rows = number.group(1).replace("&amp;", "&");
                Matcher total = TOTAL.matcher(bodies.getOrDefault(rows, ""));
                String found = total.find() ? total.group(1) : "no total";
                if (!found.equals(number.group(2))) {
                    wrong.add(page + ": " + rows + " has " + found + ", not " + number.group(2));
                }
            }
        });
        assertThat(wrong).as("each number leads to so many rows").isEmpty();
    }

    @Test
    void whatIsNotSeenIsCountedNowhere() throws Exception {
        assertThat(at.get(clerk, "/tickets").body())
                .contains("<b>15 tickets</b>", "acme/shop (15)")
                .doesNotContain("acme/bank");
        assertThat(at.get(clerk, "/api/v1/status").body())
                .contains("\"total_tickets\":15", "\"warnings\":[]")
                .contains("\"attempts\":14");
        assertThat(at.get(clerk, "/deliveries").body()).contains("<b>4 deliveries</b>");
        assertThat(at.get(clerk, "/attempts").body()).contains("<b>14 attempts</b>");
        assertThat(at.get(clerk, "/").body())
                .contains("belongs to the repositories that clerk may read: acme/shop.")
                .contains("Those that concern no repository, such as an installation, are for who may read every");
    }

    @Test
    void whoMayReadEverythingSeesEverything() throws Exception {
        HttpClient reader = signedIn(at, "reader");
        assertThat(at.get(reader, "/tickets").body()).contains("<b>29 tickets</b>", "acme/bank (14)", "acme/shop (15)");
        assertThat(at.get(reader, "/deliveries").body()).contains("<b>9 deliveries</b>", WHOLE);
        assertThat(at.get(reader, "/").body())
                .contains("An operator must know: moonword.")
                .doesNotContain("that reader may read", "for who may read every");
        assertThat(at.get(reader, "/tickets/" + MarkedRepository.id(BANK, 0)).statusCode())
                .isEqualTo(200);
        assertThat(at.get(reader, "/api/v1/status").body())
                .contains("\"total_tickets\":29", "An operator must know: moonword.");
    }

    @Test
    void aTicketThatIsNotSeenIsAnsweredAsOneThatIsNotThere() throws Exception {
        String token = token(at, clerk);
        for (String what : List.of("", "/decide")) {
            HttpResponse<String> hidden = at.get(clerk, "/tickets/" + MarkedRepository.id(BANK, 0) + what);
            HttpResponse<String> none = at.get(clerk, "/tickets/none" + what);
            assertThat(hidden.statusCode()).isEqualTo(404).isEqualTo(none.statusCode());
            assertThat(hidden.body()).isEqualTo(none.body());
            assertThat(hidden.headers().map().keySet())
                    .isEqualTo(none.headers().map().keySet());
        }
        for (String verb : List.of("approve", "reject")) {
            String form = "form_token=" + token + "&reason=x";
            HttpResponse<String> hidden = at.post(clerk, "/tickets/" + MarkedRepository.id(BANK, 0) + "/" + verb, form);
            HttpResponse<String> none = at.post(clerk, "/tickets/none/" + verb, form);
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(hidden.body()).isEqualTo(none.body());
        }
        assertThat(at.stores.audit().recent(5)).isEmpty();
    }

    @Test
    void anOpenPageHearsOfItsOwnRepositoriesAlone() throws Exception {
        String page = at.get(clerk, "/").body();
        Matcher live = Pattern.compile("data-live=\"(/live[^\"]*)\"").matcher(page);
        assertThat(live.find()).isTrue();
        HttpRequest open = HttpRequest.newBuilder(URI.create(at.base + live.group(1)))
                .header("Accept", "text/event-stream")
                .build();
        try (BufferedReader told = new BufferedReader(new InputStreamReader(
                clerk.send(open, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
            assertThat(next(told)).isEqualTo(": hello");
            change(MarkedRepository.id(BANK, 2));
            assertThat(next(told)).as("five looks later").isEqualTo(": still here");
            change(MarkedRepository.id(SHOP, 2));
            assertThat(next(told)).isIn("event: changed", ": still here");

            at.now.updateAndGet(now -> now.plus(Duration.ofMinutes(6)));
            String last = "";
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                last = line;
            }
            assertThat(last).as("what was known is old: the page asks anew").isNotNull();
        }
    }

    /** The next line that says something. */
    private static String next(BufferedReader told) throws IOException {
        String line = told.readLine();
        while (line != null && line.isEmpty()) {
            line = told.readLine();
        }
        return String.valueOf(line);
    }

    private void change(String id) {
        at.now.updateAndGet(now -> now.plusSeconds(1));
        at.stores.backlog().update(id, ticket -> ticket.withMetadata("seen", "again"), "seen again");
    }

    /** A request of the clerk: their own things and the bank's, named wherever a route wants a name. */
    private record Request(String method, String path) {}

    private record Answer(int status, String text) {}

    /** A route with a part that nothing here stands for fails: whoever adds it says what is to be asked. */
    private List<Request> requests(String route) {
        String method = route.substring(0, route.indexOf(' '));
        List<String> paths = new ArrayList<>(List.of(route.substring(route.indexOf(' ') + 1)));
        Map<String, List<String>> parts = Map.of(
                "{id}",
                List.of(MarkedRepository.id(SHOP, 0), MarkedRepository.id(BANK, 0), MarkedRepository.id(BANK, 3)),
                "{owner}",
                List.of("acme"),
                "{name}",
                List.of("shop", "bank"),
                "{number}",
                List.of("1"),
                "{project}",
                List.of("1"));
        parts.forEach((part, values) -> {
            List<String> filled = new ArrayList<>();
            paths.forEach(path -> values.forEach(value -> filled.add(path.replace(part, value))));
            paths.clear();
            paths.addAll(new HashSet<>(filled));
        });
        assertThat(paths).as(route).noneMatch(path -> path.contains("{") || path.contains("<") || path.contains("*"));
        List<Request> requests = new ArrayList<>();
        for (String path : paths) {
            (method.equals("GET") ? QUERIES : List.of(""))
                    .forEach(query -> requests.add(new Request(method, path + query)));
            if (method.equals("GET")) {
                requests.add(new Request(method, path + "?repository=" + at.bank.key()));
            }
        }
        return requests;
    }

    private static Answer ask(SignInWorld world, HttpClient browser, Request request, String token) throws Exception {
        HttpRequest.Builder http = HttpRequest.newBuilder(URI.create(world.base + request.path()));
        String form = request.path().equals("/signout") ? "" : "form_token=" + token;
        http.method(
                request.method(),
                request.method().equals("GET")
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(form));
        http.header("Content-Type", "application/x-www-form-urlencoded");
        if (request.path().startsWith("/live")) {
            http.header("Accept", "text/event-stream");
            try (BufferedReader told = new BufferedReader(new InputStreamReader(
                    browser.send(http.build(), HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8))) {
                return new Answer(200, next(told));
            }
        }
        HttpResponse<String> answer = browser.send(http.build(), HttpResponse.BodyHandlers.ofString());
        String text = answer.headers().firstValue("Location").orElse("") + answer.body();
        return new Answer(
                answer.statusCode(),
                // Drawn anew for each sign-in, and each world has its own addresses.
                text.replaceAll("state=[^&]*&code_challenge=[^&]*", "")
                        .replaceAll("127\\.0\\.0\\.1(?::|%3A)\\d+", "")
                        .replace(token, ""));
    }

    private static String token(SignInWorld world, HttpClient browser) throws Exception {
        return SignInWorld.formToken(
                world.get(browser, "/tickets/risky_1/decide").body());
    }
}
