package dev.fettle.web;

import dev.fettle.base.RepositoryRef;
import dev.fettle.web.People.Person;
import dev.fettle.web.Sessions.Session;
import dev.fettle.web.api.ApiRoutes;
import dev.fettle.web.mcp.McpEndpoint;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the pages to persons whom the forge knows, as far as they may read what is on them. Everybody signs in where this is configured, also who sits at the machine: a proxy's requests come from there, too.
 */
final class SignIn implements WebServer.Routes {
    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_UNDER_WAY = 1_000;
    private static final String OUT = "/signout";
    /** The attribute of a request under which who looks stands. */
    private static final String LOOKS = "fettle.looks";

    private static final String UNDER_WAY = "fettle_signin";
    private static final Pattern OWN_PATH = Pattern.compile("/(?:[A-Za-z0-9_?=&%.~-][A-Za-z0-9_/?=&%.~-]{0,200})?");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final People people;
    private final InstantSource clock;
    private final Sessions sessions;
    private final boolean secure;
    private final Map<String, Begun> begun = new LinkedHashMap<>();

    /**
     * A person on the way to the forge and back.
     *
     * @param held by the browser that set out
     * @param to where they wanted to go
     */
    private record Begun(String held, String verifier, String to, Instant until) {}

    /** Somebody who is signed in and asks for something. */
    private record Looks(Session session, List<RepositoryRef> readable, People.Readable sees) {}

    SignIn(People people, InstantSource clock) {
        this.people = people;
        this.clock = clock;
        this.sessions = new Sessions(clock);
        this.secure = people.baseUrl().startsWith("https://");
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.before(this::guard);
        config.routes.get("/signin", this::begin);
        config.routes.get("/signin/back", this::back);
        config.routes.post(OUT, this::end);
    }

    /** The session of who asks. */
    Optional<Session> session(Context ctx) {
        String held = ctx.cookie(cookieName());
        return held == null ? Optional.empty() : sessions.of(held);
    }

    private void guard(Context ctx) {
        if (isOpen(ctx)) {
            return;
        }
        Optional<Session> session = session(ctx);
        if (session.isPresent()) {
            // Who leaves is let go, whatever the forge says.
            if (!ctx.path().equals(OUT)) {
                look(ctx, session.get());
            }
        } else if (opensAPage(ctx)) {
            String query = ctx.queryString() == null ? "" : "?" + ctx.queryString();
            ctx.redirect("/signin?to=" + encoded(ctx.path() + query));
            ctx.skipRemainingHandlers();
        } else if (sendsAForm(ctx)) {
            // The session ended between the page and the click, as with every restart of the server.
            ctx.status(HttpStatus.UNAUTHORIZED);
            show(ctx, "You are not signed in, or no longer. Nothing was done.", "", pageOf(ctx.path()));
            ctx.skipRemainingHandlers();
        } else {
            ApiRoutes.refuse(ctx, HttpStatus.UNAUTHORIZED, "sign in first: " + people.baseUrl() + "/signin");
            ctx.skipRemainingHandlers();
        }
    }

    /** A person does, who is to read why nothing came of it. */
    private static boolean sendsAForm(Context ctx) {
        String wanted = ctx.header("Accept");
        return ctx.method().name().equals("POST")
                && !ctx.path().startsWith("/api/")
                && wanted != null
                && wanted.contains("text/html");
    }

    /** The page with the form that is sent to that path. */
    private static String pageOf(String path) {
        return ownPath(path.substring(0, Math.max(0, path.lastIndexOf('/'))));
    }

    /** What a page fetches besides, such as its changes or its icon, must not begin a sign-in that nobody sees. */
    private static boolean opensAPage(Context ctx) {
        String mode = ctx.header("Sec-Fetch-Mode");
        return ctx.method().name().equals("GET")
                && !ctx.path().startsWith("/api/")
                && (mode == null || mode.equals("navigate"));
    }

    /** Says what the person may read, or nothing of anything where that cannot be said. */
    private void look(Context ctx, Session session) {
        try {
            List<RepositoryRef> readable = session.reads().now();
            ctx.attribute(LOOKS, new Looks(session, readable, people.seenBy(session.person(), readable)));
        } catch (SignInRefusedException e) {
            String why = String.valueOf(e.getMessage());
            if (ctx.path().startsWith("/api/") || ctx.path().equals(McpEndpoint.PATH)) {
                ApiRoutes.refuse(ctx, HttpStatus.FORBIDDEN, why);
            } else {
                ctx.status(HttpStatus.FORBIDDEN);
                show(ctx, why, "", ownPath(ctx.path()));
            }
            ctx.skipRemainingHandlers();
        }
    }

    /** Who asks, as far as they may see; who is not signed in sees nothing. */
    Onlooker onlooker(Context ctx, WebParts parts) {
        Looks looks = ctx.attribute(LOOKS);
        String held = ctx.cookie(cookieName());
        if (looks == null || held == null) {
            return Onlooker.nobody(parts);
        }
        return new Onlooker(
                parts,
                looks.sees().sight(),
                looks.session().person().login(),
                looks.sees().names(),
                () -> sessions.of(held)
                        .flatMap(session -> session.reads().known())
                        .filter(looks.readable()::equals)
                        .isPresent());
    }

    /** What proves itself, tells nothing of anybody, or is the way in. */
    private static boolean isOpen(Context ctx) {
        String path = ctx.path();
        return IntakeRoutes.provesItself(ctx)
                || path.startsWith("/health/")
                || path.startsWith("/assets/")
                || path.equals("/metrics")
                || path.equals("/signin")
                || path.equals("/signin/back")
                || bringsAKey(ctx, path);
    }

    /** A program signs in nowhere: its key is looked at behind this door. */
    private static boolean bringsAKey(Context ctx, String path) {
        return ctx.header("Authorization") != null && (path.startsWith("/api/") || path.equals(McpEndpoint.PATH));
    }

    private void begin(Context ctx) {
        String state = sessions.drawn();
        String verifier = sessions.drawn();
        String held = sessions.drawn();
        String to = ctx.queryParam("to");
        synchronized (begun) {
            begun.put(
                    state,
                    new Begun(held, verifier, ownPath(to), clock.instant().plus(PATIENCE)));
            while (begun.size() > MOST_UNDER_WAY) {
                begun.remove(begun.keySet().iterator().next());
            }
        }
        // The forge sends the browser back from its own page, and a strict cookie would not come along.
        ctx.cookie(cookie(UNDER_WAY, held, SameSite.LAX, "/signin", (int) PATIENCE.toSeconds()))
                .redirect(people.authorize(state, Sessions.digest(verifier)));
    }

    private void back(Context ctx) {
        String state = parameter(ctx, "state");
        Begun order;
        synchronized (begun) {
            order = begun.remove(state);
        }
        String held = ctx.cookie(UNDER_WAY);
        if (order == null
                || held == null
                || !Sessions.digest(held).equals(Sessions.digest(order.held()))
                || !clock.instant().isBefore(order.until())) {
            refuse(
                    ctx,
                    "This sign-in was not begun in this browser, or was used before, or took more than ten minutes.");
            return;
        }
        String code = parameter(ctx, "code");
        if (!CODE.matcher(code).matches()) {
            refuse(ctx, "The forge did not let you in.");
            return;
        }
        try {
            Person person = people.who(code, order.verifier());
            ReadAccess reads = new ReadAccess(() -> people.mayRead(person), clock);
            people.seenBy(person, reads.now());
            LOG.info("{} signed in", person.login());
            ctx.cookie(cookie(cookieName(), sessions.open(person, reads), SameSite.STRICT, "/", -1));
            // A page and no redirect: a strict cookie does not go along with a way that began elsewhere.
            show(ctx, "", person.login(), order.to());
        } catch (SignInRefusedException e) {
            refuse(ctx, String.valueOf(e.getMessage()));
        }
    }

    private void end(Context ctx) {
        String held = ctx.cookie(cookieName());
        Optional<Session> session = session(ctx);
        if (held == null || session.isEmpty() || !Forms.fromOurPage(ctx, session.get(), people.baseUrl())) {
            ctx.status(HttpStatus.FORBIDDEN);
            show(ctx, "The form did not come from a page of this session.", "", "");
            return;
        }
        sessions.close(held);
        ctx.cookie(cookie(cookieName(), "", SameSite.STRICT, "/", 0));
        show(ctx, "You are signed out.", "", "");
    }

    private static void refuse(Context ctx, String why) {
        LOG.info("nobody was signed in: {}", why);
        ctx.status(HttpStatus.FORBIDDEN);
        show(ctx, why, "", "");
    }

    /** @param to where they go on, or may try again; "" for nowhere */
    private static void show(Context ctx, String trouble, String login, String to) {
        ctx.contentType("text/html; charset=utf-8")
                .render("signin.jte", Map.of("trouble", trouble, "login", login, "to", to));
    }

    private Cookie cookie(String name, String value, SameSite site, String path, int seconds) {
        Cookie cookie = new Cookie(name, value);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setSameSite(site);
        cookie.setPath(path);
        cookie.setMaxAge(seconds);
        return cookie;
    }

    /** With that prefix a browser takes it from this very host over TLS alone. */
    private String cookieName() {
        return secure ? "__Host-fettle" : "fettle";
    }

    /** A path of ours and nothing that a browser takes for another host. */
    private static String ownPath(@Nullable String to) {
        return to != null && OWN_PATH.matcher(to).matches() && !to.startsWith("/signin") ? to : "/";
    }

    private static String parameter(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null || value.length() > 300 ? "" : value;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
