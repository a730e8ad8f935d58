package dev.fettle.insight;

import dev.fettle.backlog.TicketFilter;

/**
 * A measured part of the health score.
 *
 * @param name one or two words
 * @param meaning what the share is of, in a sentence
 * @param hits the tickets that count for it
 * @param all those among which they are
 */
public record HealthPart(String name, String meaning, Share share, TicketFilter hits, TicketFilter all) {}
