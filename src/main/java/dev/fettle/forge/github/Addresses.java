package dev.fettle.forge.github;

import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.ForgeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.HttpUrl;

/**
 * Where things stand on a forge, from its configured API address alone.
 *
 * @param api without a slash at its end, such as {@code https://api.github.com} or {@code https://ghe.example.com/api/v3}
 * @param server the same, taken apart
 */
record Addresses(String api, HttpUrl server) {
    /** Takes a configured address, refusing what is none. */
    static Addresses of(String apiUrl) {
        String bare = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
        HttpUrl server = HttpUrl.parse(bare);
        if (server == null || !server.username().isEmpty() || server.query() != null) {
            throw new IllegalArgumentException("forge.api_url must be an http or https address, without credentials");
        }
        return new Addresses(bare, server);
    }

    /** The address of people's pages and of git: {@code api.} and {@code /api/v3} taken away. */
    String web() {
        String path = server.encodedPath();
        if (path.equals("/")) {
            String host = server.host();
            String web = host.startsWith("api.") && server.isHttps() ? host.substring("api.".length()) : host;
            return origin(web);
        }
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return origin(server.host())
                + (bare.endsWith("/api/v3") ? bare.substring(0, bare.length() - "/api/v3".length()) : "");
    }

    /** Enterprise has {@code /api/graphql} beside {@code /api/v3}, github.com {@code /graphql}. */
    String graphql() {
        return api.endsWith("/api/v3")
                ? api.substring(0, api.length() - "/v3".length()) + "/graphql"
                : api + "/graphql";
    }

    /**
     * Where git finds a repository. Some servers have a folder for git before the owner's name; the answer of the API tells it, and nothing else is
     * taken from there: scheme, host and port are the configured ones.
     *
     * @param cloneUrl what the API says, "" when unknown
     */
    String git(RepositoryRef repository, String cloneUrl) {
        String tail = "/" + repository.slug() + ".git";
        HttpUrl told = HttpUrl.parse(cloneUrl);
        if (told != null
                && told.encodedPath().toLowerCase(Locale.ROOT).endsWith(tail.toLowerCase(Locale.ROOT))
                && !web().startsWith("https://github.com")) {
            return origin(HttpUrl.get(web()).host()) + told.encodedPath();
        }
        return web() + tail;
    }

    private String origin(String host) {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        boolean usual = server.port() == HttpUrl.defaultPort(server.scheme());
        return server.scheme() + "://" + shown + (usual ? "" : ":" + server.port());
    }

    /** A text as one or more segments of a path; its slashes stay, and no segment may climb. */
    static String path(String text) {
        StringBuilder path = new StringBuilder();
        for (String segment : text.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                throw new ForgeException(
                        ForgeException.Kind.REFUSED, "a path must not contain '.' or '..'", null, null);
            }
            path.append(path.isEmpty() ? "" : "/").append(query(segment));
        }
        return path.toString();
    }

    /** A text as the value of a query parameter. */
    static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
