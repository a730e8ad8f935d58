package dev.fettle.web;

import dev.fettle.intake.Delivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.intake.DeliveryLog.Acceptance;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /webhooks/github}: takes a delivery whose signature holds, stores it, and only then answers 202.
 *
 * <p>Nothing of a body is looked at before its signature holds, and nothing is stored of one whose does not.
 *
 * <p>It stands before the routes of all else, on the server itself: there, what is done around a page is half of the processor time that a delivery costs. No thread waits for a body or for
 * the disk.
 */
final class WebhookEndpoint extends Handler.Wrapper {
    static final String PATH = "/webhooks/github";
    static final String ROUTE = "POST " + PATH;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookEndpoint.class);
    private static final String SIGNATURE = "X-Hub-Signature-256";
    /** Deliveries that may wait for the disk at once; more are sent away, and the forge keeps them for redelivery. */
    private static final int MOST_WAITING = 256;

    private final WebhookSignature signature;
    private final BodyDecoder decoder;
    private final DeliveryLog log;
    private final InstantSource clock;
    private final int maxBody;
    private final BodyReader reader;
    private final PlainAnswer.Kind answers;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private final OneByOne afterCommits =
            new OneByOne(work -> getServer().getThreadPool().execute(work));

    WebhookEndpoint(WebParts parts, WebSettings settings, PlainAnswer.Kind answers) {
        this.signature = new WebhookSignature(parts.webhookSecrets());
        this.decoder = parts.decoder();
        this.log = parts.deliveries();
        this.clock = parts.clock();
        this.maxBody = settings.maxBody();
        this.reader = new BodyReader(settings.maxBody(), settings.bodyDeadline(), settings.bodiesInFlight());
        this.answers = answers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!path.equals(PATH) && !path.equals(PATH + "/")) {
            return super.handle(request, response, callback);
        }
        PlainAnswer answer = answers.to(request, response, callback);
        try {
            take(request, answer);
        } catch (RuntimeException e) {
            failed(answer, e);
        }
        return true;
    }

    private void take(Request request, PlainAnswer answer) {
        if (!request.getMethod().equals("POST")) {
            answer.with(HttpHeader.ALLOW, "POST").refuse(HttpStatus.METHOD_NOT_ALLOWED_405, "this takes POST only");
            return;
        }
        if (!signature.isConfigured()) {
            answer.refuse(HttpStatus.SERVICE_UNAVAILABLE_503, "no webhook secret is configured");
            return;
        }
        String encoding = header(request, "Content-Encoding");
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            answer.refuse(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "send the body as it is, not compressed");
            return;
        }
        if (request.getLength() > maxBody) {
            tooLarge(answer);
            return;
        }
        Optional<byte[]> digest = digest(request);
        if (digest.isEmpty()) {
            unauthorized(answer);
            return;
        }
        var unused = reader.read(request)
                .thenCompose(body ->
                        signed(request, answer, digest.get(), body.bytes()).whenComplete((done, e) -> body.close()))
                .exceptionally(failure -> {
                    failed(answer, failure);
                    return null;
                });
    }

    /** Returns when it is answered, or fails. */
    private CompletableFuture<@Nullable Void> signed(Request request, PlainAnswer answer, byte[] digest, byte[] raw) {
        if (!signature.holds(digest, raw)) {
            unauthorized(answer);
            return CompletableFuture.completedFuture(null);
        }
        String event = header(request, "X-GitHub-Event");
        String id = header(request, "X-GitHub-Delivery");
        if (!isName(event, 60) || !isName(id, 100)) {
            answer.refuse(HttpStatus.BAD_REQUEST_400, "X-GitHub-Event and X-GitHub-Delivery are needed");
            return CompletableFuture.completedFuture(null);
        }
        Optional<Delivery.Body> body = decoder.json(header(request, "Content-Type"), raw);
        if (body.isEmpty()) {
            answer.refuse(HttpStatus.BAD_REQUEST_400, "the body is not a JSON object within the limits");
            return CompletableFuture.completedFuture(null);
        }
        if (!waiting.tryAcquire()) {
            answer.later("too many deliveries at once");
            return CompletableFuture.completedFuture(null);
        }
        Delivery delivery = new Delivery(
                id,
                "github",
                event,
                body.get().json(),
                clock.instant(),
                Optional.of(body.get().head()));
        return stored(delivery)
                .whenComplete((acceptance, failure) -> waiting.release())
                .handleAsync(
                        (acceptance, failure) -> {
                            told(answer, delivery.id(), acceptance, failure);
                            return null;
                        },
                        afterCommits);
    }

    private CompletableFuture<Acceptance> stored(Delivery delivery) {
        try {
            return log.acceptSoon(delivery);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void told(
            PlainAnswer answer, String id, @Nullable Acceptance acceptance, @Nullable Throwable failure) {
        if (acceptance == null) {
            LOG.error("delivery {} could not be stored; the sender was told so", id, failure);
            answer.later("the delivery could not be stored");
            return;
        }
        switch (acceptance) {
            case STORED -> answer.accept("accepted");
            case DUPLICATE -> answer.accept("duplicate");
            case FULL -> answer.later("too many deliveries wait to be worked on");
        }
    }

    private static void failed(PlainAnswer answer, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        // The rest of such a body is not wanted, so the connection cannot be used again.
        answer.with(HttpHeader.CONNECTION, "close");
        if (cause instanceof TimeoutException) {
            answer.refuse(HttpStatus.REQUEST_TIMEOUT_408, "the body took too long");
        } else if (cause instanceof BodyReader.RefusedException refused) {
            switch (refused.refusal()) {
                case TOO_LARGE -> tooLarge(answer);
                case NO_ROOM -> answer.later("too many large bodies at once");
                case BROKEN_OFF -> answer.refuse(HttpStatus.BAD_REQUEST_400, "the body broke off");
            }
        } else {
            LOG.error("a delivery could not be taken", cause);
            answer.later("something went wrong here");
        }
    }

    /** From the only signature header; SHA-1's is not even looked at. */
    private static Optional<byte[]> digest(Request request) {
        List<HttpField> headers = request.getHeaders().getFields(SIGNATURE);
        @Nullable String value = headers.size() == 1 ? headers.get(0).getValue() : null;
        return value == null ? Optional.empty() : WebhookSignature.digest(value);
    }

    private static void unauthorized(PlainAnswer answer) {
        answer.refuse(HttpStatus.UNAUTHORIZED_401, "the signature does not hold");
    }

    private static void tooLarge(PlainAnswer answer) {
        answer.refuse(HttpStatus.PAYLOAD_TOO_LARGE_413, "the body is too large");
    }

    private static String header(Request request, String name) {
        @Nullable String value = request.getHeaders().get(name);
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
