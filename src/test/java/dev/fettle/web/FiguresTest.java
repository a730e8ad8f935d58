package dev.fettle.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.app.bench.SampleBacklog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every number on the dashboard leads to a list of exactly so many rows: each link is followed. */
class FiguresTest {
    private static final int TICKETS = 1_200;
    private static final Pattern NUMBER =
            Pattern.compile("<a href=\"(/(?:tickets|attempts|deliveries)\\?[^\"]*)\"[^>]*>(?:<b[^>]*>)?([\\d,]+)<");
    /** A number that stands out, or in a column of numbers, or in the summary of something folded. */
    private static final Pattern UNLINKED = Pattern.compile(
            "<b[^>]*>\\s*[±+-]?[\\d,.]+[^<]*</b>"
                    + "|<td class=\"number\">\\s*[\\d,.]+(?: of [\\d,]+)?\\s*</td>|<p class=\"big\">\\s*[\\d,]+|<summary>[^<]*\\d[^<]*</summary>");

    private static final Pattern TOTAL = Pattern.compile("<b>([\\d,]+) (?:tickets?|attempts?|deliver(?:y|ies))</b>");

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void aBacklogOfAQuarterOfAYear() {
        server = new TestServer(folder, WebSettings.on("127.0.0.1", 0), Optional.empty());
        SampleBacklog.fill(server.stores, TestServer.NOW, TICKETS);
        for (int i = 0; i < 5; i++) {
            server.deliver("ping", "delivery-" + i, ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
        }
        server.stores.deliveries().settle("delivery-0", "TICKET", "ci_1");
        server.stores.deliveries().settle("delivery-1", "NOTHING", "");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"/, 7", "/funnel, 15", "/engines, 15", "/health, 40", "/trust, 40"})
    void eachNumberLeadsToSoManyRows(String page, int leastNumbers) {
        List<String> wrong = new ArrayList<>();
        int followed = 0;
        Matcher number = NUMBER.matcher(server.get(page).body());
        while (number.find()) {
            String path = number.group(1).replace("&amp;", "&");
            String list = server.get(path).body();
            Matcher total = TOTAL.matcher(list);
            String found = total.find() ? total.group(1) : "no total";
            if (!found.equals(number.group(2))) {
                wrong.add(path + " has " + found + ", not " + number.group(2));
            }
            followed++;
        }

        assertThat(wrong).isEmpty();
        assertThat(followed).as("numbers on " + page).isGreaterThanOrEqualTo(leastNumbers);
    }

    /** A share is no number of rows: what it is of stands beside it. Nor has what was written to the forge any. */
    @ParameterizedTest
    @CsvSource({"/", "/funnel", "/engines", "/health", "/trust"})
    void noNumberStandsWithoutItsRows(String page) {
        String body = server.get(page)
                .body()
                .replaceAll("(?s)<(svg|figure|head|time)\\b.*?</\\1>", "")
                .replaceAll(
                        "(?s)<span class=\"(?:reading|kept)\">.*?</span></span>|<span class=\"kept\">.*?</span>", "")
                .replaceAll("(?s)<a [^>]*href=\"[^\"]+\"[^>]*>.*?</a>", "");

        assertThat(UNLINKED.matcher(body).results().map(MatchResult::group)).isEmpty();
    }

    @Test
    void theListIsPagedToItsEnd() {
        String path = "/tickets?status=applied";
        int total = Integer.parseInt(first(TOTAL, server.get(path).body()).replace(",", ""));
        int rows = 0;
        while (!path.isEmpty()) {
            String page = server.get(path).body();
            rows += page.split("<th scope=\"row\">", -1).length - 1;
            path = first(Pattern.compile("<a href=\"([^\"]*)\" rel=\"next\""), page)
                    .replace("&amp;", "&");
        }

        assertThat(rows).isEqualTo(total).isGreaterThan(TicketSearch.ROWS);
    }

    @Test
    void wordsFiltersAndWhatWasFollowedNarrowTogether() {
        String all = server.get("/tickets?q=make+CARTTEST").body();
        String fewer = server.get(
                        "/tickets?q=make+CARTTEST&status=failed&from_milestone=3&priority=&reason=NO_FIX_FOUND")
                .body();

        assertThat(number(all)).isGreaterThan(number(fewer));
        assertThat(number(fewer)).isPositive();
        assertThat(fewer)
                .as("what no field stands for is shown, sent again, and can be taken away")
                .contains("Got as far as at least reproduced", "name=\"from_milestone\" value=\"3\"")
                .contains("aria-label=\"Without: Reason No candidate")
                .contains("value=\"make CARTTEST\"");
        assertThat(server.get("/tickets?q=%25").body()).contains("<b>0 tickets</b>");
    }

    @Test
    void whatCannotBeIsTakenAsAny() {
        for (String query : List.of(
                "status=bogus",
                "offset=x",
                "max_risk=99999999999",
                "from_created=yesterday",
                "from_created=%2B999999999-12-31T00:00:00Z",
                "milestone=one",
                "from_needs_person=1",
                "text=x",
                "nothing=1")) {
            assertThat(server.get("/tickets?" + query).statusCode()).as(query).isEqualTo(200);
        }
        assertThat(server.get("/tickets?status=bogus&from_created=yesterday").body())
                .contains("<b>1,200 tickets</b>");
        assertThat(server.get("/attempts?success=perhaps&offset=-1").statusCode())
                .isEqualTo(200);
        assertThat(server.get("/deliveries?outcome=%27+or+1%3D1").body()).contains("<b>0 deliveries</b>");
    }

    @Test
    void anEmptyBacklogIsUnknownAndNeitherZeroNorAHundred(@TempDir Path none) {
        try (TestServer empty = new TestServer(none)) {
            String health = empty.get("/health").body();

            assertThat(health)
                    .contains("<b class=\"unknown\">unknown</b>", "0 of 4 parts can be measured yet")
                    .doesNotContain("NaN", "Infinity");
            assertThat(empty.get("/api/v1/dashboard").body())
                    .startsWith("{\"health_score\":null,\"improvement_velocity\":null,\"risk_exposure\":null,"
                            + "\"quality_trend\":null,")
                    .contains("{\"name\":\"resolved\",\"hits\":0,\"of\":0,\"share\":null}");
            for (String page : List.of("/", "/tickets", "/funnel", "/engines", "/trust", "/attempts", "/deliveries")) {
                assertThat(empty.get(page).statusCode()).as(page).isEqualTo(200);
            }
        }
    }

    private static int number(String page) {
        return Integer.parseInt(first(TOTAL, page).replace(",", ""));
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
