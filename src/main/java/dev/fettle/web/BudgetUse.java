package dev.fettle.web;

/**
 * How much of a limit is used.
 *
 * @param name what is limited, with whose it is
 * @param note a short sentence that says more, or ""
 */
public record BudgetUse(String name, int used, int limit, String note) {}
