package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.Secret;
import dev.fettle.forge.ForgeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests of one server's REST API, each with who asks, within the server's limits. */
final class Rest {
    /** With 100 a page: more than any issue may have comments. */
    private static final int MOST_PAGES = 100;

    /** Fewer than any server's page holds: a shorter page is the last one, though no header says so. */
    private static final int SHORTEST_FULL_PAGE = 20;

    private final Addresses addresses;
    private final Http http;
    private final Limits limits;
    private final KnownAnswers known = new KnownAnswers();

    Rest(Addresses addresses, Http http, Limits limits) {
        this.addresses = addresses;
        this.http = http;
        this.limits = limits;
    }

    Addresses addresses() {
        return addresses;
    }

    /** Our HTTP for the library, as this principal. */
    OwnConnector connector(String principal) {
        return new OwnConnector(http, limits, principal);
    }

    Limits limits() {
        return limits;
    }

    /**
     * Who asks.
     *
     * @param principal whose limits count
     * @param scheme {@code token} or {@code Bearer}
     * @param secret null for nobody
     */
    record Asker(String principal, String scheme, @Nullable Secret secret) {
        static final Asker NOBODY = new Asker("nobody", "", null);
        /** The App itself, which no installation has let in. */
        static final String APP = "app";
        /** The account of token mode. */
        static final String TOKEN = "token";

        /** One installation of the App. */
        static String installation(long id) {
            return "installation " + id;
        }

        /** Whether Fettle asks for itself, and not for a person who has signed in. */
        boolean isFettle() {
            return principal.equals(APP) || principal.equals(TOKEN) || principal.startsWith("installation ");
        }
    }

    /** Reads; the answer may say that there is nothing. What was read before is asked for on the condition that it has changed. */
    Answer read(Asker asker, String path) {
        limits.beforeRead(asker.principal());
        Map<String, String> headers = headers(asker);
        KnownAnswers.Known before = known.find(asker, path).orElse(null);
        if (before != null) {
            headers.put("If-None-Match", before.tag());
        }
        Answer answer = limits.heed(asker.principal(), http.read(addresses.api() + path, headers));
        return known.heard(asker, path, before, answer);
    }

    /** Downloads a text of at most that many bytes. */
    Answer download(Asker asker, String path, int most) {
        limits.beforeRead(asker.principal());
        return limits.heed(asker.principal(), http.download(addresses.api() + path, headers(asker), most));
    }

    /** Writes, once, and not within a second of the last write. A missing node is no body. */
    Answer write(Asker asker, String method, String path, JsonNode body) {
        return writeTo(asker, method, addresses.api() + path, body);
    }

    /** Writes to GraphQL, for what REST cannot do. */
    Answer graphql(Asker asker, JsonNode body) {
        return writeTo(asker, "POST", addresses.graphql(), body);
    }

    private Answer writeTo(Asker asker, String method, String url, JsonNode body) {
        limits.beforeWrite(asker.principal(), method.equals("POST"));
        try {
            return limits.heed(
                    asker.principal(),
                    http.write(method, url, headers(asker), body.isMissingNode() ? new byte[0] : Json.write(body)));
        } finally {
            limits.afterWrite(asker.principal());
        }
    }

    /**
     * All elements of a list, page by page. Where no header tells of a next page, a full one is followed by another question, and a page that
     * brings nothing new ends it: some servers page without saying so, and others ignore the page's number.
     *
     * @param reader how to ask for one path
     * @param path with or without a query
     * @param field that holds the list, "" when the answer itself is it
     */
    static List<JsonNode> all(Reader reader, String path, String field) {
        Set<JsonNode> found = new LinkedHashSet<>();
        String separator = path.contains("?") ? "&" : "?";
        for (int page = 1; page <= MOST_PAGES; page++) {
            Answer answer = reader.read(path + separator + "per_page=100" + (page == 1 ? "" : "&page=" + page))
                    .orThrow();
            JsonNode list = field.isEmpty() ? answer.json() : answer.json().path(field);
            int before = found.size();
            list.forEach(found::add);
            String link = answer.headers().get("Link");
            boolean more = link == null ? list.size() >= SHORTEST_FULL_PAGE : link.contains("rel=\"next\"");
            if (!more || found.size() == before) {
                return new ArrayList<>(found);
            }
        }
        throw new ForgeException(
                ForgeException.Kind.REFUSED, path + ": more than " + MOST_PAGES + " pages", null, null);
    }

    /** Asks for one path. */
    @FunctionalInterface
    interface Reader {
        Answer read(String path);
    }

    private static Map<String, String> headers(Asker asker) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/vnd.github+json");
        headers.put("X-GitHub-Api-Version", "2022-11-28");
        headers.put("User-Agent", "fettle");
        if (asker.secret() != null) {
            headers.put("Authorization", asker.scheme() + " " + asker.secret().reveal());
        }
        return headers;
    }
}
