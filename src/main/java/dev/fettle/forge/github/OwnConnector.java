package dev.fettle.forge.github;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/**
 * Lends our HTTP to the library github-api: its requests have our ends in time and bytes and heed the same limits. A limit or a failure leaves as our
 * own exception, which the library does not catch, so it neither waits nor sends again.
 */
final class OwnConnector implements GitHubConnector {
    /** What our HTTP sets by itself; a compression that the library asked for it would have to undo itself. */
    private static final Set<String> OURS = Set.of("accept-encoding", "content-type", "user-agent");

    private final Http http;
    private final Limits limits;
    private final String principal;

    OwnConnector(Http http, Limits limits, String principal) {
        this.http = http;
        this.limits = limits;
        this.principal = principal;
    }

    @Override
    public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.allHeaders().forEach((name, values) -> {
            if (!OURS.contains(name.toLowerCase(Locale.ROOT)) && !values.isEmpty()) {
                headers.put(name, values.get(0));
            }
        });
        headers.put("User-Agent", "fettle");
        limits.beforeRead(principal);
        String url = request.url().toString();
        Answer answer = request.hasBody()
                ? http.write(request.method(), url, headers, request.body().readAllBytes())
                : http.read(url, headers);
        return new Response(request, limits.heed(principal, answer));
    }

    private static final class Response extends GitHubConnectorResponse {
        private final byte[] body;

        Response(GitHubConnectorRequest request, Answer answer) {
            super(request, answer.status(), answer.headers().toMultimap());
            this.body = answer.body();
        }

        @Override
        protected InputStream rawBodyStream() {
            return new ByteArrayInputStream(body);
        }
    }
}
