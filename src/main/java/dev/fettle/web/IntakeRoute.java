package dev.fettle.web;

import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeSource;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One address for reports.
 *
 * @param path as Javalin writes it
 * @param presented the key that a request brings, "" for none
 * @param belongs whether the address is that of the key's repository
 * @param compressed whether bodies may come compressed
 * @param replies how it answers
 */
record IntakeRoute(
        String path,
        IntakeSource source,
        Function<Context, String> presented,
        BiPredicate<Context, IntakeKey> belongs,
        boolean compressed,
        IntakeReplies replies) {
    private static final String BEARER = "bearer ";

    /** An address that wants a bearer token and a plain body. */
    static IntakeRoute direct(String path, IntakeSource source) {
        return new IntakeRoute(path, source, IntakeRoute::bearer, (ctx, key) -> true, false, IntakeReplies.DIRECT);
    }

    /** The token of the header {@code Authorization: Bearer …}. */
    static String bearer(Context ctx) {
        @Nullable String header = ctx.header("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }
}
