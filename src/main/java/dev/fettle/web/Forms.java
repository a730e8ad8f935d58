package dev.fettle.web;

import dev.fettle.web.Sessions.Session;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Whether a form was sent from a page of ours, by the person whose session comes along. */
final class Forms {
    /** The name of the hidden field. */
    static final String TOKEN = "form_token";

    private Forms() {}

    /** The session's own token is in it, and no other site says that it sent it. */
    static boolean fromOurPage(Context ctx, Session session, String baseUrl) {
        String origin = ctx.header("Origin");
        if (origin != null && !origin.equals("null") && !origin.equalsIgnoreCase(baseUrl)) {
            return false;
        }
        String token = ctx.formParam(TOKEN);
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        session.formToken().getBytes(StandardCharsets.UTF_8));
    }
}
