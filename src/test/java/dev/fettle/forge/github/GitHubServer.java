package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.fettle.forge.local.LocalForge;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * GitHub's REST API over HTTP, standing on a local forge whose state it serves and changes. It has bad days when a test says so, remembers every
 * request, and holds each to GitHub's own description of its API.
 */
final class GitHubServer implements ResponseDefinitionTransformerV2, AutoCloseable {
    /** Which server it plays. */
    enum Flavour {
        /** github.com, with Apps. */
        GITHUB,
        /** A server of GitBucket's kind: FORGES in the words of its users. */
        PLAIN
    }

    /** A request as it came. */
    record Seen(String method, String path, String query, JsonNode body, boolean authorized) {
        boolean writes() {
            return !method.equals("GET") && !path.endsWith("/access_tokens");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private record Trouble(Pattern request, boolean afterTheWork, ResponseDefinitionBuilder answer) {}

    private final WireMockServer http;
    private final List<Seen> seen = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final List<String> invalid = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private GitHubRoutes routes;

    GitHubServer() {
        this.http = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .containerThreads(12)
                .bindAddress("127.0.0.1")
                .extensions(this));
        http.start();
        http.stubFor(WireMock.any(WireMock.anyUrl()).willReturn(WireMock.aResponse()));
    }

    /** Serves another state from now on, with nothing remembered. */
    synchronized void serve(LocalForge forge, Flavour flavour, InstantSource clock) {
        routes = new GitHubRoutes(forge, flavour, clock, http.port());
        seen.clear();
        troubles.clear();
        invalid.clear();
        unchanged.clear();
    }

    /** The tokens that it has given out. */
    synchronized List<String> tokens() {
        return List.copyOf(routes.tokens.keySet());
    }

    /** What came signed with the App's key. */
    synchronized List<String> bearers() {
        return List.copyOf(routes.bearers);
    }

    String url() {
        return "http://127.0.0.1:" + http.port() + (routes.flavour() == Flavour.PLAIN ? "/api/v3" : "");
    }

    /** The next request of that look (a regular expression over {@code METHOD /path}) gets this answer, and nothing is done. */
    synchronized void answerOnce(String request, ResponseDefinitionBuilder answer) {
        troubles.add(new Trouble(Pattern.compile(request), false, answer));
    }

    /** The next request of that look is done, and its answer is lost on the way. */
    synchronized void loseAnswerOnce(String request) {
        troubles.add(new Trouble(
                Pattern.compile(request), true, WireMock.aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    synchronized List<Seen> writes() {
        return seen.stream().filter(Seen::writes).toList();
    }

    synchronized GitHubRoutes routes() {
        return routes;
    }

    /** What in the requests so far GitHub's description does not allow. */
    synchronized List<String> invalid() {
        return List.copyOf(invalid);
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        Request request = event.getRequest();
        Seen one = read(request);
        seen.add(one);
        if (routes.flavour() == Flavour.GITHUB) {
            invalid.addAll(GitHubDescription.complaints(one));
        }
        Trouble trouble = troubles.stream()
                .filter(some -> some.request().matcher(one.toString()).find())
                .findFirst()
                .orElse(null);
        troubles.remove(trouble);
        if (trouble != null && !trouble.afterTheWork()) {
            return trouble.answer().build();
        }
        ResponseDefinition answer = routes.answer(one, request.getHeader("Authorization"));
        return trouble == null ? tagged(one, request, answer) : trouble.answer().build();
    }

    /** As GitHub does: what is read has a tag, and who shows the same one is told that nothing has changed. */
    private ResponseDefinition tagged(Seen one, Request request, ResponseDefinition answer) {
        byte[] body = answer.getByteBody();
        if (routes.flavour() == Flavour.PLAIN
                || !one.method().equals("GET")
                || answer.getStatus() != 200
                || body == null) {
            return answer;
        }
        String tag = "W/\"" + Arrays.hashCode(body) + "-" + body.length + "\"";
        if (tag.equals(request.getHeader("If-None-Match"))) {
            unchanged.add(one.toString());
            return WireMock.aResponse().withStatus(304).withHeader("ETag", tag).build();
        }
        return ResponseDefinitionBuilder.like(answer).withHeader("ETag", tag).build();
    }

    /** What was answered by the word that nothing has changed. */
    synchronized List<String> unchanged() {
        return List.copyOf(unchanged);
    }

    private static Seen read(Request request) {
        String url = request.getUrl();
        int query = url.indexOf('?');
        String path = query < 0 ? url : url.substring(0, query);
        JsonNode body = Json.read(request.getBody() == null ? new byte[0] : request.getBody())
                .orElseThrow();
        return new Seen(
                request.getMethod().value(),
                path,
                query < 0 ? "" : url.substring(query + 1),
                body,
                request.containsHeader("Authorization"));
    }

    @Override
    public String getName() {
        return "github";
    }

    @Override
    public void close() {
        http.stop();
    }
}
