package dev.fettle.web;

import dev.fettle.backlog.Tally;
import dev.fettle.base.Sight;
import dev.fettle.intake.DeliveryRows;
import java.util.List;
import java.util.function.Function;

/**
 * What is counted.
 *
 * @param tally over tickets and attempts
 * @param deliveries over the inbox
 * @param budgets how much of each limit is used now, of those that somebody may see
 */
public record Figures(Tally tally, DeliveryRows deliveries, Function<Sight, List<BudgetUse>> budgets) {}
