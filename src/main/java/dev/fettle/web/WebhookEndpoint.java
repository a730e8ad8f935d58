package dev.fettle.web;

import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/github}: takes a delivery whose signature holds, stores it, and only then answers 202.
 *
 * <p>Nothing of a body is looked at before its signature holds, and nothing is stored of one whose does not.
 */
final class WebhookEndpoint implements WebServer.Routes {
    static final String PATH = "/webhooks/github";

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);
    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String RETRY_AFTER_SECONDS = "10";
    /** Deliveries that may wait for the disk at once; more are sent away, and the forge keeps them for redelivery. */
    private static final int MOST_WAITING = 256;

    private final WebhookSignature signature;
    private final BodyDecoder decoder;
    private final DeliveryLog log;
    private final InstantSource clock;
    private final int maxBody;
    private final BodyReader reader;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    WebhookEndpoint(WebParts parts, WebSettings settings) {
        this.signature = new WebhookSignature(parts.webhookSecrets());
        this.decoder = parts.decoder();
        this.log = parts.deliveries();
        this.clock = parts.clock();
        this.maxBody = settings.maxBody();
        this.reader = new BodyReader(settings.maxBody(), settings.bodyDeadline(), settings.bodiesInFlight());
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.post(PATH, this::handle);
    }

    private void handle(Context ctx) {
        if (!signature.isConfigured()) {
            refuse(ctx, HttpStatus.SERVICE_UNAVAILABLE, "no webhook secret is configured");
            return;
        }
        String encoding = header(ctx, "Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            refuse(ctx, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "send the body as it is, not compressed");
            return;
        }
        if (ctx.req().getContentLengthLong() > maxBody) {
            refuse(ctx, HttpStatus.CONTENT_TOO_LARGE, "the body is too large");
            return;
        }
        Optional<byte[]> digest = digest(ctx.req());
        if (digest.isEmpty()) {
            unauthorized(ctx);
            return;
        }
        ctx.future(() -> reader.read(input(ctx))
                .thenAccept(body -> {
                    try (body) {
                        signed(ctx, digest.get(), body.bytes());
                    }
                })
                .exceptionally(failure -> {
                    failed(ctx, failure);
                    return null;
                }));
    }

    private void signed(Context ctx, byte[] digest, byte[] raw) {
        if (!signature.holds(digest, raw)) {
            unauthorized(ctx);
            return;
        }
        String event = header(ctx, "X-GitHub-Event");
        String id = header(ctx, "X-GitHub-Delivery");
        if (!isName(event, 60) || !isName(id, 100)) {
            refuse(ctx, HttpStatus.BAD_REQUEST, "X-GitHub-Event and X-GitHub-Delivery are needed");
            return;
        }
        Optional<Delivery.Body> body = decoder.json(header(ctx, "Content-Type"), raw);
        if (body.isEmpty()) {
            refuse(ctx, HttpStatus.BAD_REQUEST, "the body is not a JSON object within the limits");
            return;
        }
        if (!waiting.tryAcquire()) {
            later(ctx, "too many deliveries at once");
            return;
        }
        try {
            store(
                    ctx,
                    new Delivery(
                            id,
                            "github",
                            event,
                            body.get().json(),
                            clock.instant(),
                            Optional.of(body.get().head())));
        } finally {
            waiting.release();
        }
    }

    private void store(Context ctx, Delivery delivery) {
        DeliveryLog.Acceptance acceptance;
        try {
            acceptance = log.accept(delivery);
        } catch (RuntimeException e) {
            LOG.error("delivery {} could not be stored; the sender was told so", delivery.id(), e);
            later(ctx, "the delivery could not be stored");
            return;
        }
        if (acceptance == DeliveryLog.Acceptance.FULL) {
            later(ctx, "too many deliveries wait to be worked on");
            return;
        }
        boolean stored = acceptance == DeliveryLog.Acceptance.STORED;
        ctx.status(HttpStatus.ACCEPTED).json(Map.of("status", stored ? "accepted" : "duplicate"));
    }

    private static void failed(Context ctx, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // The rest of such a body is not wanted, so the connection cannot be used again.
        ctx.header("Connection", "close");
        if (cause instanceof TimeoutException) {
            refuse(ctx, HttpStatus.REQUEST_TIMEOUT, "the body took too long");
        } else if (cause instanceof BodyReader.RefusedException refused) {
            switch (refused.refusal()) {
                case TOO_LARGE -> refuse(ctx, HttpStatus.CONTENT_TOO_LARGE, "the body is too large");
                case NO_ROOM -> later(ctx, "too many large bodies at once");
                case BROKEN_OFF -> refuse(ctx, HttpStatus.BAD_REQUEST, "the body broke off");
            }
        } else {
            LOG.error("a delivery could not be taken", cause);
            later(ctx, "something went wrong here");
        }
    }

    /** From the only signature header; SHA-1's is not even looked at. */
    private static Optional<byte[]> digest(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(SIGNATURE));
        return headers.size() == 1 ? WebhookSignature.digest(headers.get(0)) : Optional.empty();
    }

    private static jakarta.servlet.ServletInputStream input(Context ctx) {
        try {
            return ctx.req().getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void unauthorized(Context ctx) {
        refuse(ctx, HttpStatus.UNAUTHORIZED, "the signature does not hold");
    }

    private static void later(Context ctx, String why) {
        ctx.header("Retry-After", RETRY_AFTER_SECONDS);
        refuse(ctx, HttpStatus.SERVICE_UNAVAILABLE, why);
    }

    private static void refuse(Context ctx, HttpStatus status, String why) {
        ctx.status(status).json(Map.of("error", why));
    }

    private static String header(Context ctx, String name) {
        @Nullable String value = ctx.header(name);
        return value == null ? "" : value;
    }

    private static boolean isName(String text, int most) {
        return !text.isEmpty()
                && text.length() <= most
                && text.toLowerCase(Locale.ROOT)
                        .chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.');
    }
}
