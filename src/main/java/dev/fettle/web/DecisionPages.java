package dev.fettle.web;

import dev.fettle.backlog.Ticket;
import dev.fettle.web.Sessions.Session;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /tickets/{id}/decide}: a person with write access approves or rejects; the ticket's page also lets them try it again or stop it. Only there where persons sign in. */
final class DecisionPages implements WebServer.Routes {
    private static final int LONGEST_REASON = 500;

    private final People people;
    private final SignIn signIn;
    private final Onlooker.Source onlookers;
    private final Pages pages;

    DecisionPages(People people, SignIn signIn, Onlooker.Source onlookers, Pages pages) {
        this.people = people;
        this.signIn = signIn;
        this.onlookers = onlookers;
        this.pages = pages;
    }

    /** What is done with a ticket once everything holds. */
    @FunctionalInterface
    private interface Deed {
        void to(Ticket ticket, Session session);
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.get("/tickets/{id}/decide", this::show);
        config.routes.post(
                "/tickets/{id}/approve",
                ctx -> decide(ctx, (ticket, session) -> {
                    people.approve(ticket, session.person());
                }));
        config.routes.post(
                "/tickets/{id}/reject",
                ctx -> decide(ctx, (ticket, session) -> {
                    people.reject(ticket, session.person(), reason(ctx));
                }));
        config.routes.post(
                "/tickets/{id}/retry",
                ctx -> decide(ctx, (ticket, session) -> {
                    people.retry(ticket, session.person());
                }));
        config.routes.post(
                "/tickets/{id}/stop",
                ctx -> decide(ctx, (ticket, session) -> {
                    people.stop(ticket, session.person());
                }));
    }

    private void show(Context ctx) {
        Optional<Session> session = signIn.session(ctx);
        Optional<Ticket> ticket = onlookers.of(ctx).tickets().find(ctx.pathParam("id"));
        if (session.isEmpty() || ticket.isEmpty()) {
            page(ctx, HttpStatus.NOT_FOUND, "There is no ticket of that name.", null, "");
            return;
        }
        if (!people.mayDecide(session.get().person(), ticket.get())) {
            page(ctx, HttpStatus.FORBIDDEN, noWriteAccess(session.get(), ticket.get()), null, "");
            return;
        }
        page(ctx, HttpStatus.OK, "", ticket.get(), session.get().formToken());
    }

    private void decide(Context ctx, Deed deed) {
        Optional<Session> session = signIn.session(ctx);
        if (session.isEmpty() || !Forms.fromOurPage(ctx, session.get(), people.baseUrl())) {
            page(ctx, HttpStatus.FORBIDDEN, "The form did not come from a page of this session.", null, "");
            return;
        }
        Optional<Ticket> ticket = onlookers.of(ctx).tickets().find(ctx.pathParam("id"));
        if (ticket.isEmpty()) {
            page(ctx, HttpStatus.NOT_FOUND, "There is no ticket of that name.", null, "");
            return;
        }
        // At the click, and not when they signed in: what was granted then may be gone.
        if (!people.mayDecide(session.get().person(), ticket.get())) {
            page(ctx, HttpStatus.FORBIDDEN, noWriteAccess(session.get(), ticket.get()), null, "");
            return;
        }
        deed.to(ticket.get(), session.get());
        ctx.redirect("/tickets/" + ticket.get().id(), HttpStatus.SEE_OTHER);
    }

    private static String noWriteAccess(Session session, Ticket ticket) {
        return session.person().login() + " has no write access to "
                + ticket.repository().slug() + ", so this is not theirs to decide.";
    }

    private static String reason(Context ctx) {
        String written = ctx.formParam("reason");
        String reason = written == null ? "" : written.strip();
        return reason.isEmpty() ? "no reason given" : reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    private void page(Context ctx, HttpStatus status, String trouble, @Nullable Ticket ticket, String token) {
        Map<String, Object> model = new HashMap<>();
        model.put("trouble", trouble);
        model.put("token", token);
        model.put("id", ticket == null ? "" : ticket.id());
        model.put("title", ticket == null ? "" : ticket.title());
        model.put("repository", ticket == null ? "" : ticket.repository().slug());
        model.put("risk", ticket == null ? 0 : ticket.riskLevel());
        ctx.status(status);
        pages.show(ctx, onlookers.of(ctx), "decide.jte", model);
    }
}
