package dev.fettle.app.bench;

import java.util.List;

/**
 * A page, or an answer of the JSON API, as somebody asks for it.
 *
 * @param pictured whether it is worth a picture
 */
record PageView(String name, String path, boolean pictured) {
    /**
     * All of them.
     *
     * @param ticket the id of one to open, "" where there is none
     * @param repository the key of one to filter by
     * @param last where the last page of a list without a filter begins
     */
    static List<PageView> of(String ticket, String repository, int last) {
        return List.of(
                picture("now", "/"),
                picture("tickets", "/tickets"),
                answer("tickets of a status", "/tickets?status=failed"),
                answer("tickets of a repository", "/tickets?repository=" + repository),
                answer("tickets that need a person", "/tickets?needs_person=1"),
                picture(
                        "tickets by four filters",
                        "/tickets?status=open&category=bug_fix&priority=high&max_risk=5&repository=" + repository),
                answer("tickets by words", "/tickets?q=cart"),
                picture("tickets by words of none", "/tickets?q=no+such+words"),
                answer("tickets, last page", "/tickets?offset=" + last),
                answer("tickets of a status, deep", "/tickets?status=failed&offset=" + last / 6),
                picture("ticket", "/tickets/" + (ticket.isEmpty() ? "none" : ticket)),
                picture("funnel", "/funnel"),
                picture("engines", "/engines"),
                picture("health", "/health"),
                picture("trust", "/trust"),
                picture("attempts", "/attempts"),
                answer("attempts that a gate stopped", "/attempts?gate=coverage&outcome=fail"),
                picture("deliveries", "/deliveries"),
                answer("api tickets", "/api/v1/tickets"),
                answer("api tickets of a status", "/api/v1/tickets?status=ready&limit=100"),
                answer("api dashboard", "/api/v1/dashboard"),
                answer("api status", "/api/v1/status"),
                answer("metrics", "/metrics"));
    }

    private static PageView picture(String name, String path) {
        return new PageView(name, path, true);
    }

    private static PageView answer(String name, String path) {
        return new PageView(name, path, false);
    }
}
