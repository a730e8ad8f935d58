package dev.fettle.web;

import dev.fettle.backlog.Tally;
import dev.fettle.intake.DeliveryRows;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is counted.
 *
 * @param tally over tickets and attempts
 * @param deliveries over the inbox
 * @param budgets how much of each limit is used now
 */
public record Figures(Tally tally, DeliveryRows deliveries, Supplier<List<BudgetUse>> budgets) {}
