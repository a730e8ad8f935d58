package dev.fettle.web;

import dev.fettle.improve.ApiKeys;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.insight.TicketCounts;

/**
 * What the JSON API and the MCP endpoint have beside the other parts.
 *
 * @param verbs what may be done to tickets
 * @param keys who may
 * @param version of Fettle
 */
public record ProgramParts(TicketCounts counts, TicketVerbs verbs, ApiKeys keys, String version) {}
