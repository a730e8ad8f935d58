package dev.fettle.web.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Tally;
import dev.fettle.improve.ApiKeys;
import dev.fettle.improve.TicketVerbs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the operations ask and tell.
 *
 * @param dashboard the mission's numbers, under its names
 * @param warnings what an operator must know as long as it lasts, a sentence each
 * @param lastDelivery when the last webhook was accepted
 */
public record ApiParts(
        Backlog backlog,
        Tally tally,
        TicketVerbs verbs,
        ApiKeys keys,
        Supplier<JsonNode> dashboard,
        Supplier<List<String>> warnings,
        Supplier<Optional<Instant>> lastDelivery,
        InstantSource clock) {}
