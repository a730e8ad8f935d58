package dev.fettle.improve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where people find the pages of tickets.
 *
 * @param baseUrl under which they reach this server, without a slash at the end; "" where nobody has told
 */
public record TicketPages(String baseUrl) {
    /** Nobody has told where they are. */
    public static final TicketPages NOWHERE = new TicketPages("");

    /** The page of a ticket, "" where nobody has told. */
    String of(String ticketId) {
        return baseUrl.isEmpty() ? "" : baseUrl + "/tickets/" + URLEncoder.encode(ticketId, StandardCharsets.UTF_8);
    }
}
