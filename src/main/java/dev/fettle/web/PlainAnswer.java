package dev.fettle.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The one answer to a request that is taken on the server itself: a line of JSON, with the headers that every answer carries. */
final class PlainAnswer {
    private static final String RETRY_AFTER_SECONDS = "10";

    private final Kind kind;
    private final Request request;
    private final Response response;
    private final Callback callback;

    private PlainAnswer(Kind kind, Request request, Response response, Callback callback) {
        this.kind = kind;
        this.request = request;
        this.response = response;
        this.callback = callback;
    }

    /** What all answers have in common. */
    static final class Kind {
        private final HttpFields headers;
        private final MetricsRoutes metrics;
        private final JsonAnswers json = new JsonAnswers();
        /** What was said once is not put together again: the sentences are few, and ours. */
        private final Map<Map<String, String>, byte[]> said = new ConcurrentHashMap<>();

        /**
         * @param headers that every answer carries
         * @param metrics where each is counted
         */
        Kind(Map<String, String> headers, MetricsRoutes metrics) {
            HttpFields.Mutable all = HttpFields.build();
            headers.forEach((name, value) -> all.add(new PreEncodedHttpField(name, value)));
            this.headers = all.add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json"))
                    .asImmutable();
            this.metrics = metrics;
        }

        PlainAnswer to(Request request, Response response, Callback callback) {
            response.getHeaders().add(headers);
            return new PlainAnswer(this, request, response, callback);
        }

        private ByteBuffer text(Map<String, String> line) {
            return ByteBuffer.wrap(said.computeIfAbsent(
                    line, anew -> json.toJsonString(anew, Map.class).getBytes(StandardCharsets.UTF_8)));
        }
    }

    PlainAnswer with(HttpHeader header, String value) {
        response.getHeaders().put(header, value);
        return this;
    }

    void accept(String status) {
        say(HttpStatus.ACCEPTED_202, Map.of("status", status));
    }

    /** Not now: the sender is to try again in a while. */
    void later(String why) {
        with(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS).refuse(HttpStatus.SERVICE_UNAVAILABLE_503, why);
    }

    void refuse(int status, String why) {
        say(status, Map.of("error", why));
    }

    private void say(int status, Map<String, String> line) {
        response.setStatus(status);
        kind.metrics.answered(Request.getPathInContext(request), status, request.getBeginNanoTime());
        response.write(true, kind.text(line), callback);
    }
}
