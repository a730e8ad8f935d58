package dev.fettle.web;

import dev.fettle.base.settings.IntakeLimits;
import dev.fettle.intake.IntakeKey;
import dev.fettle.intake.IntakeSource;
import dev.fettle.intake.MalformedReportException;
import dev.fettle.intake.ReportLog;
import dev.fettle.intake.ReportReader;
import dev.fettle.intake.ReportReader.Incoming;
import dev.fettle.intake.ReportReader.Reading;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses under which programs report what they saw. A report is answered as accepted only after what may be kept of it is on the disk; the body itself never gets there.
 *
 * <p>Nothing of a body is read before its key holds. The log says which key did what, and never what was sent.
 */
final class IntakeEndpoint implements WebServer.Routes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeEndpoint.class);
    private static final long BODIES_IN_FLIGHT = 32L * 1024 * 1024;
    private static final int SOON = 1;
    private static final int IN_A_WHILE = 60;

    private final IntakeParts parts;
    private final List<IntakeRoute> routes;
    private final InstantSource clock;
    private final Map<IntakeRoute.Size, BodyReader> bodies = new EnumMap<>(IntakeRoute.Size.class);
    private final RateLimit limit;
    private final IntakeLimits limits;
    private final IntakeLane lane;

    IntakeEndpoint(WebParts parts, WebSettings settings) {
        this.parts = parts.intake();
        this.limits = this.parts.limits();
        this.lane = new IntakeLane(limits.requestsInLine());
        this.clock = parts.clock();
        this.routes = IntakeRoutes.ALL.stream()
                .filter(route -> this.parts.readers().containsKey(route.source()))
                .toList();
        for (IntakeRoute.Size size : IntakeRoute.Size.values()) {
            bodies.put(size, new BodyReader(size.sent(limits), settings.bodyDeadline(), BODIES_IN_FLIGHT));
        }
        this.limit = new RateLimit(limits.requestsPerSecond(), Duration.ofSeconds(limits.burstSeconds()), clock);
    }

    @Override
    public void add(JavalinConfig config) {
        routes.forEach(route -> config.routes.post(route.path(), ctx -> handle(ctx, route)));
    }

    @Override
    public void close() {
        lane.close();
    }

    private void handle(Context ctx, IntakeRoute route) {
        IntakeReplies replies = route.replies();
        Optional<IntakeKey> key = parts.keys().find(route.presented().apply(ctx));
        if (key.isEmpty()) {
            ctx.header("WWW-Authenticate", "Bearer");
            replies.refused(ctx, HttpStatus.UNAUTHORIZED, "a valid key is needed", List.of());
            return;
        }
        Optional<String> forbidden = forbidden(ctx, route, key.get());
        if (forbidden.isPresent()) {
            replies.refused(ctx, HttpStatus.FORBIDDEN, forbidden.get(), List.of());
        } else if (!limit.allows(key.get().id())) {
            replies.later(ctx, HttpStatus.TOO_MANY_REQUESTS, "too many requests with this key", SOON);
        } else if (!route.size().mayBeCompressed() && !Unpacking.isPlain(encoding(ctx))) {
            ctx.header("Accept-Encoding", "identity");
            replies.refused(
                    ctx, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "send the body as it is, not compressed", List.of());
        } else if (!Unpacking.knows(encoding(ctx))) {
            // As RFC 9110 has it, so that a client can choose another one by itself.
            ctx.header("Accept-Encoding", Unpacking.KNOWN);
            replies.refused(
                    ctx,
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "send the body as it is, or compressed with gzip or deflate",
                    List.of());
        } else if (ctx.req().getContentLengthLong() > route.size().sent(limits)) {
            tooLarge(ctx, route);
        } else {
            ctx.future(() -> bodies(route)
                    .read(input(ctx))
                    .thenCompose(body -> inLane(ctx, route, key.get(), body))
                    .exceptionally(failure -> {
                        failed(ctx, route, failure);
                        return null;
                    }));
        }
    }

    private Optional<String> forbidden(Context ctx, IntakeRoute route, IntakeKey key) {
        if (key.source() != route.source()) {
            return Optional.of("this key is for " + key.source().word() + ", not for "
                    + route.source().word());
        }
        if (!route.belongs().test(ctx, key)) {
            return Optional.of("this key is for another project");
        }
        return parts.refusal().apply(key.repository(), key.source());
    }

    private CompletableFuture<@Nullable Void> inLane(
            Context ctx, IntakeRoute route, IntakeKey key, BodyReader.Body body) {
        CompletableFuture<@Nullable Void> answered = new CompletableFuture<>();
        boolean offered = lane.offer(() -> {
            try (body) {
                report(ctx, route, key, body.bytes());
                answered.complete(null);
            } catch (RuntimeException | Error e) {
                answered.completeExceptionally(e);
            }
        });
        if (!offered) {
            body.close();
            route.replies().later(ctx, HttpStatus.SERVICE_UNAVAILABLE, "too many reports at once", SOON);
            answered.complete(null);
        }
        return answered;
    }

    private void report(Context ctx, IntakeRoute route, IntakeKey key, byte[] raw) {
        IntakeReplies replies = route.replies();
        Reading reading;
        try {
            byte[] body = Unpacking.unpack(encoding(ctx), raw, route.size().unpacked(limits));
            reading = reader(route.source())
                    .read(new Incoming(
                            key.repository(), ctx.path(), header(ctx, "Content-Type"), body, clock.instant()));
        } catch (Unpacking.TooLargeException e) {
            tooLarge(ctx, route);
            return;
        } catch (MalformedReportException e) {
            replies.refused(ctx, HttpStatus.BAD_REQUEST, "nothing of it was kept", e.mistakes());
            return;
        }
        ReportLog.Acceptance acceptance;
        try {
            acceptance = parts.reports().accept(key.source(), reading.reports());
        } catch (RuntimeException e) {
            LOG.error("reports with key {} could not be stored; the sender was told so", key.id(), e);
            replies.later(ctx, HttpStatus.SERVICE_UNAVAILABLE, "the report could not be stored", SOON);
            return;
        }
        switch (acceptance) {
            case STORED -> replies.accepted(ctx, reading);
            case FULL -> {
                LOG.warn(
                        "{} has so many different failures waiting that more are sent away",
                        key.repository().slug());
                replies.later(
                        ctx,
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too many different failures of this repository wait already",
                        IN_A_WHILE);
            }
        }
    }

    private void failed(Context ctx, IntakeRoute route, Throwable failure) {
        IntakeReplies replies = route.replies();
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            hangUp(ctx);
            replies.refused(ctx, HttpStatus.REQUEST_TIMEOUT, "the body took too long", List.of());
        } else if (cause instanceof BodyReader.RefusedException refused) {
            hangUp(ctx);
            switch (refused.refusal()) {
                case TOO_LARGE -> tooLarge(ctx, route);
                case NO_ROOM -> replies.later(ctx, HttpStatus.SERVICE_UNAVAILABLE, "too many bodies at once", SOON);
                case BROKEN_OFF -> replies.refused(ctx, HttpStatus.BAD_REQUEST, "the body broke off", List.of());
            }
        } else {
            LOG.error("a report could not be taken", withoutMessage(cause));
            replies.later(ctx, HttpStatus.SERVICE_UNAVAILABLE, "something went wrong here", SOON);
        }
    }

    /** The message of a mistake of ours may quote what was sent; its class and its frames say where it is. */
    private static Throwable withoutMessage(Throwable cause) {
        IllegalStateException bare = new IllegalStateException(cause.getClass().getName());
        bare.setStackTrace(cause.getStackTrace());
        return bare;
    }

    private BodyReader bodies(IntakeRoute route) {
        return Objects.requireNonNull(bodies.get(route.size()), "each size has a reader");
    }

    private ReportReader reader(IntakeSource source) {
        return Objects.requireNonNull(parts.readers().get(source), "a route without a reader");
    }

    /** The rest of such a body is not wanted, so the connection cannot be used again. */
    private static void hangUp(Context ctx) {
        ctx.header("Connection", "close");
    }

    private void tooLarge(Context ctx, IntakeRoute route) {
        IntakeRoute.Size size = route.size();
        String why = "the body is larger than " + size.sent(limits) / 1024 + " KB"
                + (size.mayBeCompressed() ? ", or than " + size.unpacked(limits) / 1024 + " KB once unpacked" : "");
        route.replies().refused(ctx, HttpStatus.CONTENT_TOO_LARGE, why, List.of());
    }

    private static ServletInputStream input(Context ctx) {
        try {
            return ctx.req().getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoding(Context ctx) {
        return header(ctx, "Content-Encoding");
    }

    private static String header(Context ctx, String name) {
        @Nullable String value = ctx.header(name);
        return value == null ? "" : value;
    }
}
