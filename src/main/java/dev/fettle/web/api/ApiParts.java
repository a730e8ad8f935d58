package dev.fettle.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Tally;
import dev.fettle.base.Sight;
import dev.fettle.improve.ApiKeys;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.intake.DeliveryRows;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the operations ask and tell.
 *
 * @param dashboard what the dashboard's views show of what somebody may see, as {@link DashboardSchemas#dashboard} says
 * @param warnings what an operator must know as long as it lasts, a sentence each
 * @param deliveries the inbox
 */
public record ApiParts(
        Backlog backlog,
        Tally tally,
        TicketVerbs verbs,
        ApiKeys keys,
        Function<Sight, ObjectNode> dashboard,
        Supplier<List<String>> warnings,
        DeliveryRows deliveries,
        InstantSource clock) {}
