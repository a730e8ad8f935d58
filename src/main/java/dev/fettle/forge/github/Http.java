package dev.fettle.forge.github;

import dev.fettle.base.Certificates;
import dev.fettle.base.Proxies;
import dev.fettle.forge.ForgeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * Speaks HTTP to one server: every call has an end in time and in bytes, a read whose connection was cut is tried once more, a write never,
 * and a redirect is followed only for a read and only to the same server.
 */
final class Http {
    /** Bytes of one answer in JSON; GitHub's largest (100 comments of 65,536 characters) stay below. */
    static final int LARGEST_ANSWER = 32 << 20;

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MOST_REDIRECTS = 3;
    private static final Duration IDLE = Duration.ofSeconds(15);

    /** How long things may take. */
    record Timeouts(Duration connect, Duration silence, Duration whole) {
        static Timeouts usual() {
            return new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
        }
    }

    private final HttpUrl server;
    private final OkHttpClient reads;
    private final OkHttpClient writes;
    private final OkHttpClient elsewhere;

    /** Speaks to the server of that address. */
    Http(HttpUrl server, Optional<Path> caBundle, String proxy, Timeouts timeouts) {
        this.server = server;
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .connectTimeout(timeouts.connect())
                .readTimeout(timeouts.silence())
                .writeTimeout(timeouts.silence())
                .callTimeout(timeouts.whole())
                .followRedirects(false)
                .followSslRedirects(false)
                // it would send a POST again when a kept connection turns out to be cut
                .retryOnConnectionFailure(false)
                .proxy(Proxies.of(proxy));
        caBundle.map(Certificates::read)
                .ifPresent(
                        trusted -> builder.sslSocketFactory(trusted.context().getSocketFactory(), trusted.manager()));
        this.reads = builder.connectionPool(new ConnectionPool(4, IDLE.toSeconds(), TimeUnit.SECONDS))
                .build();
        // a write goes over a fresh connection: one that was dropped meanwhile would leave us in doubt
        this.writes = builder.connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
        this.elsewhere = proxy.isEmpty()
                ? new PublicAddresses(server).guard(writes.newBuilder()).build()
                : writes;
    }

    /** Reads, trying once more where the connection was cut. */
    Answer read(String url, Map<String, String> headers) {
        String what = "GET " + path(url);
        Request request = request(address(url), headers).get().build();
        try {
            for (int redirects = 0; ; redirects++) {
                Answer answer = readOnce(what, request);
                HttpUrl next = redirect(answer.status(), answer.headers().get("Location"), request.url());
                if (next == null || !sameServer(next) || redirects == MOST_REDIRECTS) {
                    return answer;
                }
                request = request.newBuilder().url(next).build();
            }
        } catch (IOException e) {
            throw cut(what, e);
        }
    }

    private Answer readOnce(String what, Request request) throws IOException {
        try {
            return call(what, reads, request);
        } catch (InterruptedIOException e) {
            throw e; // it took its time already
        } catch (IOException e) {
            // idle connections get dropped: a fresh one
            return call(what, writes, request);
        }
    }

    /** Writes, once. */
    Answer write(String method, String url, Map<String, String> headers, byte[] body) {
        String what = method + " " + path(url);
        Request request = request(address(url), headers)
                .method(method, RequestBody.create(body, JSON))
                .build();
        try {
            return call(what, writes, request);
        } catch (IOException e) {
            throw cut(what, e);
        }
    }

    /**
     * Downloads a text, from where the server sends us when it sends us elsewhere; there nobody is told who we are.
     *
     * @param most bytes at most, its end where it is longer
     */
    Answer download(String url, Map<String, String> headers, int most) {
        String what = "GET " + path(url);
        try {
            Request request = request(address(url), headers).get().build();
            Answer first = downloadOnce(what, reads, request, most);
            HttpUrl next = redirect(first.status(), first.headers().get("Location"), request.url());
            if (next == null || !(next.isHttps() || !server.isHttps())) {
                return first;
            }
            OkHttpClient client = sameServer(next) ? writes : elsewhere;
            return downloadOnce(what, client, new Request.Builder().url(next).build(), most);
        } catch (IOException e) {
            throw cut(what, e);
        }
    }

    private static Answer downloadOnce(String what, OkHttpClient client, Request request, int most) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            byte[] bytes = Tail.of(response.body().byteStream(), most);
            return new Answer(what, response.code(), response.headers(), bytes);
        }
    }

    private static Answer call(String what, OkHttpClient client, Request request) throws IOException {
        try (Response response = client.newCall(request).execute()) {
            return new Answer(what, response.code(), response.headers(), bounded(response.body()));
        }
    }

    private static byte[] bounded(ResponseBody body) throws IOException {
        InputStream in = body.byteStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 << 10];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            if (out.size() > LARGEST_ANSWER) {
                throw new IOException("the answer is larger than " + LARGEST_ANSWER + " bytes");
            }
        }
        return out.toByteArray();
    }

    private static Request.Builder request(HttpUrl url, Map<String, String> headers) {
        Request.Builder builder = new Request.Builder().url(url);
        headers.forEach(builder::header);
        return builder;
    }

    private HttpUrl address(String url) {
        HttpUrl parsed = HttpUrl.parse(url);
        if (parsed == null || !sameServer(parsed)) {
            throw new ForgeException(ForgeException.Kind.REFUSED, "not an address of the forge", null, null);
        }
        return parsed;
    }

    private boolean sameServer(HttpUrl url) {
        return url.scheme().equals(server.scheme()) && url.host().equals(server.host()) && url.port() == server.port();
    }

    private static @Nullable HttpUrl redirect(int status, @Nullable String location, HttpUrl from) {
        boolean redirects = status == 301 || status == 302 || status == 307 || status == 308;
        return redirects && location != null ? from.resolve(location) : null;
    }

    private static String path(String url) {
        int query = url.indexOf('?');
        String bare = query < 0 ? url : url.substring(0, query);
        int host = bare.indexOf("//");
        int slash = bare.indexOf('/', host + 2);
        return slash < 0 ? "/" : bare.substring(slash);
    }

    private static ForgeException cut(String what, IOException e) {
        return new ForgeException(ForgeException.Kind.UNAVAILABLE, what + ": no whole answer (" + e + ")", null, e);
    }
}
