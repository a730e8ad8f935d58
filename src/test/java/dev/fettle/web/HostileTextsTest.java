package dev.fettle.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.fettle.backlog.Status;
import dev.fettle.base.Secret;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts of strangers in a real browser: in every field of every page, and none of them runs. */
class HostileTextsTest {
    /** So many of them stand on one page of a ticket, an issue or a pull request. */
    private static final List<List<String>> LOTS = Hostile.lots(12);

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static TestServer server;

    @BeforeAll
    static void open() {
        chromium = Chromium.start();
        server = new TestServer(folder, WebSettings.on("127.0.0.1", 0), Optional.of(new HostileForge(LOTS)));
        HostileBacklog backlog = new HostileBacklog(server.backlog());
        server.stores.transactions().inOne(() -> {
            for (int i = 0; i < LOTS.size(); i++) {
                backlog.lot("hostile_" + i, LOTS.get(i));
            }
            for (int i = 0; i < Hostile.TEXTS.size(); i++) {
                backlog.titled("titled_" + i, Hostile.TEXTS.get(i));
            }
        });
        for (int i = 0; i < Hostile.TEXTS.size(); i++) {
            String id = "hostile-" + i;
            server.deliver("ping", id, ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
            server.stores.deliveries().settle(id, Hostile.TEXTS.get(i), Hostile.TEXTS.get(i));
        }
        server.warnings = Hostile.TEXTS;
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void noTextOfAStrangerRuns() {
        List<String> ran = new ArrayList<>();
        try (BrowserContext context = chromium.browser.newContext()) {
            Page page = context.newPage();
            page.onDialog(dialog -> {
                ran.add("dialog " + dialog.message());
                dialog.dismiss();
            });
            page.onPageError(error -> ran.add("error " + error));
            page.onConsoleMessage(message -> {
                if (message.text().contains("Content Security Policy")
                        || message.type().equals("error")) {
                    ran.add(message.text());
                }
            });
            page.onRequest(request -> {
                if (!request.url().startsWith(server.uri("/").toString())) {
                    ran.add("request " + request.url());
                }
            });
            for (String path : hostilePages()) {
                page.navigate(server.uri(path).toString());
                if (page.evaluate("() => window.ran ?? 0").equals(1)) {
                    ran.add("script on " + path);
                }
            }
            page.navigate(server.uri("/tickets/hostile_0").toString());
            assertThat(page.locator("#live")).hasText("Live");
            server.backlog().update("hostile_0", t -> t.withStatus(Status.REJECTED, null), Hostile.TEXTS.get(1));
            assertThat(page.locator("#live")).containsText("Updated");
            page.navigate(server.uri("/tickets").toString());
            for (String text : Hostile.TEXTS.subList(0, 5)) {
                page.getByLabel("Words in the title or id").fill(text);
                page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show"))
                        .click();
                assertThat(page.getByLabel("Words in the title or id")).hasValue(text.strip());
            }
        }

        assertThat(ran).isEmpty();
    }

    /** All of them in each field of a page and in each list; 50 rows stand on a page of a list. */
    private static List<String> hostilePages() {
        List<String> pages = new ArrayList<>(
                List.of("/", "/funnel", "/health", "/engines", "/trust", "/forge", "/forge/acme/hostile"));
        for (String list : List.of("/tickets?q=titled", "/attempts?", "/deliveries?")) {
            for (int offset = 0; offset < Hostile.TEXTS.size(); offset += TicketSearch.ROWS) {
                pages.add(list + "&offset=" + offset);
            }
        }
        for (int lot = 0; lot < LOTS.size(); lot++) {
            pages.addAll(List.of(
                    "/tickets/hostile_" + lot, "/forge/acme/hostile/issues/" + lot, "/forge/acme/hostile/pull/" + lot));
        }
        return pages;
    }

    /** Sign-in, decisions and set-up, which are only there where persons sign in, or before there is a server. */
    @Test
    void noTextOfAStrangerRunsWhereDecisionsAreMadeEither(@TempDir Path other) throws IOException {
        List<String> ran = new ArrayList<>();
        AtomicReference<Optional<String>> refusal = new AtomicReference<>(Optional.empty());
        try (TestServer members = TestServer.ofMembers(other, Optional.empty(), refusal::get);
                WebServer setup = WebServer.setup(WebSettings.on("127.0.0.1", 0), new OneApp(), Secret.of("token"));
                BrowserContext context = chromium.browser.newContext();
                BrowserContext stranger = chromium.browser.newContext()) {
            setup.start();
            HostileBacklog backlog = new HostileBacklog(members.backlog());
            Page inside = watched(context.newPage(), ran);
            Chromium.signIn(inside, members);
            inside.navigate(setup.url() + "/setup?token=token");
            Page outside = watched(stranger.newPage(), ran);
            for (int i = 0; i < LOTS.size(); i++) {
                String text = String.join(" ", LOTS.get(i));
                backlog.titled("titled_" + i, text);
                inside.navigate(members.uri("/tickets/titled_" + i + "/decide").toString());
                ran(inside, ran);
                String name =
                        URLEncoder.encode(text.substring(0, Math.min(300, text.length())), StandardCharsets.UTF_8);
                inside.navigate(setup.url() + "/setup?name=" + name + "&organisation=" + name + "&reached=" + name);
                ran(inside, ran);
                refusal.set(Optional.of(text));
                outside.navigate(members.uri("/tickets/titled_" + i).toString());
                assertThat(outside.content()).contains("role=\"alert\"");
                ran(outside, ran);
                refusal.set(Optional.empty());
            }
        }

        assertThat(ran).isEmpty();
    }

    private static Page watched(Page page, List<String> ran) {
        page.onDialog(dialog -> {
            ran.add("dialog " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> ran.add("error " + error));
        page.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1:")) {
                ran.add("request " + request.url());
            }
        });
        return page;
    }

    private static void ran(Page page, List<String> ran) {
        if (page.evaluate("() => window.ran ?? 0").equals(1)) {
            ran.add("script on " + page.url());
        }
    }

    @Test
    void theTextsAreManyAndEachIsAnother() {
        assertThat(Hostile.TEXTS).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    }
}
