package dev.fettle.web;

import dev.fettle.base.Secret;
import dev.fettle.web.SetupFlow.Choice;
import dev.fettle.web.SetupFlow.Made;
import dev.fettle.web.SetupFlow.Order;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /setup}: the way to a GitHub App in the browser of whoever has the token that the terminal shows. The token opens one session, in which the token is not needed, and so stands in no history, again.
 */
final class SetupPages implements WebServer.Routes {
    private static final Logger LOG = LoggerFactory.getLogger(SetupPages.class);
    private static final String COOKIE = "fettle_setup";
    private static final int LONGEST = 300;

    private final SetupFlow flow;
    private final Secret token;
    private final String session;

    SetupPages(SetupFlow flow, Secret token) {
        this.flow = flow;
        this.token = token;
        byte[] drawn = new byte[32];
        new SecureRandom().nextBytes(drawn);
        this.session = HexFormat.of().formatHex(drawn);
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/", ctx -> ctx.redirect("/setup"));
        config.routes.get("/setup", this::start);
        config.routes.get("/setup/created", this::created);
        String here = "This address only sets Fettle up: the page for that is /setup.";
        config.routes.error(404, "html", ctx -> WebServer.bare(ctx, "Not found", here));
        config.routes.error(405, "html", ctx -> WebServer.bare(ctx, "Not this way", here));
    }

    private void start(Context ctx) {
        String shown = parameter(ctx, "token");
        if (!shown.isEmpty() && same(shown, token.reveal())) {
            Cookie cookie = new Cookie(COOKIE, session);
            cookie.setHttpOnly(true);
            // The forge sends the browser back here from its own page, and a strict one would not come along.
            cookie.setSameSite(SameSite.LAX);
            cookie.setPath("/setup");
            ctx.cookie(cookie).redirect("/setup");
            return;
        }
        if (!known(ctx)) {
            return;
        }
        Choice usual = flow.usual();
        Choice choice = new Choice(
                chosen(ctx, "forge", usual.forge()),
                chosen(ctx, "organisation", usual.organisation()),
                chosen(ctx, "name", usual.name()),
                chosen(ctx, "reached", usual.reached()));
        try {
            Order order = flow.order(choice, origin(ctx));
            ctx.header(
                    "Content-Security-Policy",
                    "default-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self' "
                            + order.forge() + "; frame-ancestors 'none'");
            // The forge is to see that the form comes from a page, though not from which.
            ctx.header("Referrer-Policy", "strict-origin");
            show(ctx, choice, Map.of("order", order));
        } catch (SetupRefusedException e) {
            ctx.status(HttpStatus.BAD_REQUEST);
            show(ctx, choice, Map.of("trouble", String.valueOf(e.getMessage())));
        }
    }

    private void created(Context ctx) {
        if (!known(ctx)) {
            return;
        }
        try {
            Made made = flow.created(parameter(ctx, "code"), parameter(ctx, "state"));
            show(ctx, flow.usual(), Map.of("made", made));
        } catch (SetupRefusedException e) {
            LOG.warn("set-up: {}", e.getMessage());
            ctx.status(HttpStatus.BAD_REQUEST);
            show(ctx, flow.usual(), Map.of("trouble", String.valueOf(e.getMessage())));
        }
    }

    /** Whether this is the browser that came with the token. Who has neither is told nothing. */
    private boolean known(Context ctx) {
        String presented = ctx.cookie(COOKIE);
        if (presented != null && same(presented, session)) {
            return true;
        }
        ctx.status(HttpStatus.FORBIDDEN);
        show(
                ctx,
                new Choice("", "", "", ""),
                Map.of("trouble", "Open the address that 'fettle setup' printed on the terminal, with its token."));
        return false;
    }

    private static void show(Context ctx, Choice choice, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>(more);
        model.put("choice", choice);
        ctx.contentType("text/html; charset=utf-8").render("setup.jte", model);
    }

    /** As the browser sees us; the host was looked at before. */
    private static String origin(Context ctx) {
        return ctx.scheme() + "://" + ctx.header("Host");
    }

    private static String chosen(Context ctx, String name, String usual) {
        return ctx.queryParam(name) == null ? usual : parameter(ctx, name);
    }

    private static String parameter(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null || value.length() > LONGEST ? "" : value.strip();
    }

    private static boolean same(String presented, String right) {
        return MessageDigest.isEqual(
                presented.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
