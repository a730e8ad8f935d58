package dev.fettle.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.fettle.app.bench.SampleBacklog;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard in a real browser: who sees badly, has no mouse, no JavaScript or a small screen can use it. */
class BrowserTest {
    private static final int TICKETS = 120;
    /** Has not ended. */
    private static final String OPEN = "waits_1";

    private static final List<String> VIEWS = List.of(
            "/",
            "/tickets",
            "/tickets?status=failed&from_milestone=3",
            "/tickets/" + SampleBacklog.id(3),
            "/tickets/hostile_0",
            "/funnel",
            "/engines",
            "/health",
            "/trust",
            "/attempts",
            "/deliveries",
            "/nothing");

    /** The second is one that nobody comes back to from the forge. */
    private static final List<String> MEMBERS = List.of(
            "/tickets/" + SampleBacklog.id(0),
            "/signin/back?code=ann&state=guess",
            "/tickets/" + OPEN + "/decide",
            "/tickets/" + OPEN,
            "/tickets/none/decide",
            "/forge",
            "/forge/acme/hostile",
            "/forge/acme/hostile/issues/0",
            "/forge/acme/hostile/pull/0");
    /** The first shows the token. */
    private static final List<String> SETUP =
            List.of("/setup?token=token", "/setup", "/setup/created", "/setup/created?code=one&state=one");

    /** Words of a table that go over more than one line. */
    private static final String BROKEN_WORDS = """
            () => [...document.querySelectorAll("th, td")].flatMap(cell => {
              const broken = [], walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
              for (let text; (text = walk.nextNode()); ) {
                for (const word of text.data.matchAll(/(?<![^\\s-])[A-Za-z]{3,11}(?![^\\s-])/g)) {
                  const range = document.createRange();
                  range.setStart(text, word.index);
                  range.setEnd(text, word.index + word[0].length);
                  if (new Set([...range.getClientRects()].map(box => box.top)).size > 1) broken.push(word[0]);
                }
              }
              return broken;
            })""";

    @TempDir
    static Path folder;

    private static Chromium chromium;
    private static TestServer server;
    /** The same pages where persons sign in, and with a forge of ours. */
    private static TestServer members;

    private static WebServer setup;

    @BeforeAll
    static void open() throws IOException {
        chromium = Chromium.start();
        server = new TestServer(folder, WebSettings.on("127.0.0.1", 0), Optional.empty());
        SampleBacklog.fill(server.stores, TestServer.NOW, TICKETS);
        new HostileBacklog(server.backlog()).lot("hostile_0", Hostile.TEXTS.subList(0, 2));
        server.deliver("ping", "a-delivery", "{\"zen\":\"z\"}".getBytes(StandardCharsets.UTF_8));
        server.stores.deliveries().settle("a-delivery", "NOTHING", Hostile.TEXTS.get(0));
        members = TestServer.ofMembers(
                folder.resolve("members"), Optional.of(new HostileForge(Hostile.lots(12))), Optional::empty);
        SampleBacklog.fill(members.stores, TestServer.NOW, TICKETS);
        add(members, OPEN, "Waits for a person", Status.OPEN);
        members.backlog()
                .update(
                        OPEN,
                        t -> t.withStatus(Status.OPEN, WaitingReason.NEEDS_APPROVAL),
                        "its risk is above the limit");
        setup = WebServer.setup(WebSettings.on("127.0.0.1", 0), new OneApp(), Secret.of("token"));
        setup.start();
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
        if (members != null) {
            members.close();
        }
        if (setup != null) {
            setup.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void axeFindsNothingInLightAndInDark() throws IOException {
        String axe = Files.readString(Path.of(System.getProperty("fettle.npm"), "axe-core", "axe.min.js"));
        Map<String, Object> found = new HashMap<>();
        try (BrowserContext context = chromium.browser.newContext()) {
            Page page = context.newPage();
            Chromium.signIn(page, members);
            List<String> views = new ArrayList<>();
            VIEWS.forEach(view -> views.add(server.uri(view).toString()));
            MEMBERS.forEach(view -> views.add(members.uri(view).toString()));
            SETUP.forEach(view -> views.add(setup.url() + view));
            for (String view : views) {
                page.navigate(view);
                page.evaluate(axe);
                for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                    Object violations = page.evaluate(
                            "async () => (await axe.run({resultTypes: ['violations']})).violations"
                                    + ".map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 200)).slice(0, 3).join(' | '))");
                    if (!((List<?>) violations).isEmpty()) {
                        found.put(view + " " + scheme, violations);
                    }
                }
            }
        }

        assertThat(found).isEmpty();
    }

    /** Neither page nor, where nothing hostile is shown, a word in a table's narrow column. */
    @Test
    void onASmallScreenNoViewIsTooWideAndNoWordIsBroken() {
        try (BrowserContext context = chromium.browser.newContext(new NewContextOptions().setViewportSize(375, 800))) {
            Page page = context.newPage();
            Chromium.signIn(page, members);
            List<String> views = new ArrayList<>();
            VIEWS.forEach(view -> views.add(server.uri(view).toString()));
            MEMBERS.forEach(view -> views.add(members.uri(view).toString()));
            SETUP.forEach(view -> views.add(setup.url() + view));
            List<String> wrong = new ArrayList<>();
            for (String view : views) {
                page.navigate(view);
                Object over = page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
                if (((Number) over).intValue() > 0) {
                    wrong.add(view + " is too wide by " + over);
                }
                List<?> broken = (List<?>) page.evaluate(BROKEN_WORDS);
                if (!view.contains("hostile") && !view.endsWith("/trust") && !broken.isEmpty()) {
                    wrong.add(view + " breaks " + broken);
                }
            }
            assertThat(wrong).isEmpty();
        }
    }

    @Test
    void theKeyboardAloneReachesATicketAndFocusIsSeen() {
        try (BrowserContext context = chromium.browser.newContext()) {
            Page page = context.newPage();
            page.navigate(server.uri("/").toString());
            page.keyboard().press("Tab");
            assertThat(page.locator(":focus")).hasText("Skip to the content");
            page.keyboard().press("Enter");
            assertThat(page.locator("main:focus")).hasCount(1);

            for (int steps = 0; !focusIsOnATicket(page); steps++) {
                assertThat(steps).as("steps to the first ticket").isLessThan(40);
                page.keyboard().press("Tab");
                assertThat(page.evaluate("() => { const e = document.activeElement;"
                                + " const own = getComputedStyle(e), after = getComputedStyle(e, '::after');"
                                + " return own.outlineStyle !== 'none' || after.outlineStyle !== 'none'; }"))
                        .as("the focus on " + page.evaluate("() => document.activeElement.outerHTML"))
                        .isEqualTo(true);
            }
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("History")))
                    .isVisible();
        }
    }

    private static boolean focusIsOnATicket(Page page) {
        return (Boolean)
                page.evaluate("() => /^\\/tickets\\/[\\w]+$/.test(document.activeElement.getAttribute('href') ?? '')");
    }

    @Test
    void aTicketIsApprovedAndRejectedByTheKeyboardAlone() {
        try (BrowserContext context = chromium.browser.newContext()) {
            Page page = context.newPage();
            Chromium.signIn(page, members);
            page.navigate(members.uri("/tickets/" + OPEN).toString());
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("History")))
                    .isVisible();
            tabTo(page, "Approve or reject");
            page.keyboard().press("Enter");
            assertThat(page.getByLabel("Why not")).isVisible();
            tabTo(page, "Approve: Fettle may work on it");
            page.keyboard().press("Enter");
            assertThat(page.getByText("approved by ann").first()).isVisible();

            tabTo(page, "Approve or reject");
            page.keyboard().press("Enter");
            assertThat(page.getByLabel("Why not")).isVisible();
            tabTo(page, "Approve: Fettle may work on it");
            page.keyboard().press("Tab");
            page.keyboard().type("not wanted");
            page.keyboard().press("Enter");
            assertThat(page.getByText("rejected: not wanted").first()).isVisible();
        }
    }

    private static void tabTo(Page page, String text) {
        for (int steps = 0; !text.equals(page.evaluate("() => document.activeElement.textContent.trim()")); steps++) {
            assertThat(steps).as("steps to: " + text).isLessThan(40);
            page.keyboard().press("Tab");
        }
    }

    @Test
    void whatSomebodyReadsStaysWhereItIsWhenAPageIsShownAnew() {
        try (BrowserContext context = chromium.browser.newContext()) {
            Page page = context.newPage();
            page.navigate(server.uri("/funnel").toString());
            assertThat(page.locator("#live")).hasText("Live");
            page.locator("details").first().locator("summary").click();
            page.locator("details").last().locator("summary").focus();
            page.evaluate("() => scrollTo(0, 300)");

            add(server, "funnelled", "One more on its way", Status.READY);

            assertThat(page.locator("#live")).containsText("Updated");
            assertThat(page.locator("details").first()).hasAttribute("open", "");
            assertThat(page.locator("details").last().locator("summary:focus")).hasCount(1);
            assertThat(((Number) page.evaluate("() => Math.round(scrollY)")).intValue())
                    .isEqualTo(300);
        }
    }

    @Test
    void whatSomebodyHasTypedIsNotTakenFromThem() {
        try (BrowserContext context = chromium.browser.newContext()) {
            Page page = context.newPage();
            page.navigate(server.uri("/tickets").toString());
            assertThat(page.locator("#live")).hasText("Live");
            page.getByLabel("Words in the title or id").fill("half a wo");
            Page other = context.newPage();
            other.navigate(server.uri("/attempts").toString());
            page.bringToFront();

            add(server, "typed_over", "One that came meanwhile", Status.READY);

            Page third = context.newPage();
            third.navigate(server.uri("/tickets").toString());
            assertThat(third.getByText("One that came meanwhile")).isVisible();
            assertThat(page.getByLabel("Words in the title or id")).hasValue("half a wo");
        }
    }

    @Test
    void withoutJavaScriptEverythingIsReadAndFiltersWork() {
        try (BrowserContext context =
                chromium.browser.newContext(new NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = context.newPage();
            page.navigate(server.uri("/tickets").toString());
            page.getByLabel("Status").selectOption("failed");
            page.getByLabel("Words in the title or id").fill("cart");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show"))
                    .click();

            assertThat(page).hasURL(java.util.regex.Pattern.compile(".*q=cart&status=failed.*"));
            assertThat(page.locator("tbody .state").first()).hasText("failed");
            assertThat(page.locator("tbody tr").first()).containsText("art");

            page.navigate(server.uri("/health").toString());
            page.getByText("As a table").first().click();
            assertThat(page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Resolved tickets by week")))
                    .isVisible();
        }
    }

    @Test
    void anOpenPageShowsWhatHasChanged() {
        try (BrowserContext context = chromium.browser.newContext()) {
            Page now = context.newPage();
            now.navigate(server.uri("/").toString());
            assertThat(now.locator("#live")).hasText("Live");
            Page story = context.newPage();
            story.navigate(server.uri("/tickets/" + SampleBacklog.id(1)).toString());

            add(server, "fresh", "A ticket that has only now come", Status.READY);
            server.backlog()
                    .update(SampleBacklog.id(1), t -> t.withStatus(Status.REJECTED, null), "closed by ann, just now");

            assertThat(now.getByText("A ticket that has only now come")).isVisible();
            assertThat(story.getByText("closed by ann, just now")).isVisible();
            assertThat(now.locator("#live")).containsText("Updated");
        }
    }

    private static void add(TestServer to, String id, String title, Status status) {
        to.backlog()
                .add(
                        new Ticket(
                                id,
                                new RepositoryRef(9, "acme", "shop"),
                                "fingerprint of " + id,
                                title,
                                "",
                                Category.BUG_FIX,
                                Priority.HIGH,
                                status,
                                List.of(),
                                "",
                                "",
                                List.of(),
                                4,
                                3,
                                null,
                                Map.of(),
                                1,
                                TestServer.NOW.plusSeconds(1),
                                TestServer.NOW.plusSeconds(1)),
                        same -> same,
                        "seen");
    }
}
