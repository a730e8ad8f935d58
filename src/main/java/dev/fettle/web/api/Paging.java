package dev.fettle.web.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the other pages of a list are, as RFC 8288 has it: {@code Link: <…>; rel="next"}. */
final class Paging {
    private static final String PATH = "/api/v1/tickets";

    private Paging() {}

    static Map<String, String> links(Arguments arguments, int total, int limit, int offset) {
        List<String> links = new ArrayList<>();
        int last = total == 0 ? 0 : (total - 1) / limit * limit;
        links.add(link(arguments, limit, 0, "first"));
        if (offset > 0) {
            links.add(link(arguments, limit, Math.max(0, offset - limit), "prev"));
        }
        if (offset + limit < total) {
            links.add(link(arguments, limit, offset + limit, "next"));
        }
        links.add(link(arguments, limit, last, "last"));
        return Map.of("Link", String.join(", ", links));
    }

    private static String link(Arguments arguments, int limit, int offset, String relation) {
        StringBuilder query = new StringBuilder();
        arguments.json().properties().stream()
                .filter(one -> !one.getKey().equals("offset") && !one.getKey().equals("limit"))
                .forEach(one -> query.append(one.getKey())
                        .append('=')
                        .append(URLEncoder.encode(one.getValue().asText(), StandardCharsets.UTF_8))
                        .append('&'));
        return "<" + PATH + "?" + query + "limit=" + limit + "&offset=" + offset + ">; rel=\"" + relation + "\"";
    }
}
