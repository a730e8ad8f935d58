package dev.fettle.insight;

import dev.fettle.backlog.TicketFilter;

/**
 * A number of tickets, and which they are.
 *
 * @param rows a list with this filter has exactly so many rows
 */
public record Amount(int number, TicketFilter rows) {}
