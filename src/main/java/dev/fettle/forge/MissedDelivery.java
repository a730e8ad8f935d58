package dev.fettle.forge;

import java.time.Instant;

/**
 * A webhook that the server could not hand over, at no attempt so far.
 *
 * @param id of the latest attempt, as the server counts
 * @param guid the same at each attempt
 * @param event such as {@code issues}
 * @param at when it was tried the last time
 */
public record MissedDelivery(long id, String guid, String event, Instant at) {}
