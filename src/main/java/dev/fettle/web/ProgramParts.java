package dev.fettle.web;

import dev.fettle.improve.ApiKeys;
import dev.fettle.improve.TicketVerbs;

/**
 * What the JSON API and the MCP endpoint have beside the other parts.
 *
 * @param verbs what may be done to tickets
 * @param keys who may
 * @param version of Fettle
 */
public record ProgramParts(TicketVerbs verbs, ApiKeys keys, String version) {}
