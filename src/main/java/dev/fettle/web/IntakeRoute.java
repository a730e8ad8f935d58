package dev.fettle.web;

import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeSource;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One address for reports.
 *
 * @param path as Javalin writes it
 * @param presented the key that a request brings, "" for none
 * @param belongs whether the address is that of the key's repository
 * @param size of bodies
 * @param replies how it answers
 */
record IntakeRoute(
        String path,
        IntakeSource source,
        Function<Context, String> presented,
        BiPredicate<Context, IntakeKey> belongs,
        Size size,
        IntakeReplies replies) {
    private static final String BEARER = "bearer ";
    private static final Pattern SENTRY_KEY = Pattern.compile("(?i)(?:^sentry|,)\\s*sentry_key\\s*=\\s*([^\\s,]+)");

    /** How large bodies may be. */
    enum Size {
        /** One report or a few, as it is. A trace of a thousand frames has 128 KB. */
        SMALL,
        /** What a client has collected, with much in it that is left out. */
        BATCH;

        private static final int KB = 1024;

        /** Bytes as they come. */
        int sent(IntakeLimits limits) {
            return KB * (this == SMALL ? limits.reportKb() : limits.batchKb());
        }

        /** Bytes once they are unpacked. */
        int unpacked(IntakeLimits limits) {
            return KB * (this == SMALL ? limits.reportKb() : limits.unpackedKb());
        }

        boolean mayBeCompressed() {
            return this == BATCH;
        }
    }

    /** An address that wants a bearer token and a plain body. */
    static IntakeRoute direct(String path, IntakeSource source) {
        return new IntakeRoute(path, source, IntakeRoute::bearer, (ctx, key) -> true, Size.SMALL, IntakeReplies.DIRECT);
    }

    /** An address that wants a bearer token and takes what a tool has collected. */
    static IntakeRoute collected(String path, IntakeSource source) {
        return new IntakeRoute(path, source, IntakeRoute::bearer, (ctx, key) -> true, Size.BATCH, IntakeReplies.DIRECT);
    }

    /** One of Sentry's addresses: the DSN has the key, and behind the host the project. */
    static IntakeRoute sentry(String path) {
        return new IntakeRoute(
                path,
                IntakeSource.SENTRY,
                IntakeRoute::ofDsn,
                (ctx, key) -> ctx.pathParam("project").equals(Long.toString(key.project())),
                Size.BATCH,
                new SentryReplies());
    }

    /** One of the addresses that exporters of OpenTelemetry make of their endpoint. */
    static IntakeRoute otlp(String path) {
        return new IntakeRoute(
                path, IntakeSource.OTLP, IntakeRoute::bearer, (ctx, key) -> true, Size.BATCH, new OtlpReplies());
    }

    /** Whether a path is this address. */
    boolean isAt(String asked) {
        String[] ours = path.split("/", -1);
        String[] theirs = asked.split("/", -1);
        int length = theirs.length > 1 && theirs[theirs.length - 1].isEmpty() ? theirs.length - 1 : theirs.length;
        if (length != ours.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!ours[i].startsWith("{") && !ours[i].equals(theirs[i])) {
                return false;
            }
        }
        return true;
    }

    /** The token of the header {@code Authorization: Bearer …}. */
    private static String bearer(Context ctx) {
        @Nullable String header = ctx.header("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    /** {@code X-Sentry-Auth: Sentry sentry_key=…, …}, or {@code ?sentry_key=…} as browsers send it. */
    private static String ofDsn(Context ctx) {
        @Nullable String header = ctx.header("X-Sentry-Auth");
        if (header != null) {
            var key = SENTRY_KEY.matcher(header);
            return key.find() ? key.group(1) : "";
        }
        @Nullable String parameter = ctx.queryParam("sentry_key");
        return parameter == null ? "" : parameter;
    }
}
