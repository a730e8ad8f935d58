package dev.fettle.web;

import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketRows;
import dev.fettle.base.Sight;
import dev.fettle.intake.DeliveryRows;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Who looks at the pages, and all that is read for them: pages have no other way to tickets, counts and deliveries, so that none can show what the onlooker may not see.
 *
 * @param login "" where nobody signs in
 * @param names of the repositories that they see, none for who sees everything without having signed in
 * @param holds whether they may still see that, as far as is known without asking anybody
 */
record Onlooker(WebParts parts, Sight sight, String login, List<String> names, BooleanSupplier holds) {
    private static final int MOST_NAMED = 5;

    /** Tells who makes a request. */
    @FunctionalInterface
    interface Source {
        Onlooker of(Context ctx);
    }

    /** Whoever reaches the pages, where nobody signs in. */
    static Onlooker everybody(WebParts parts) {
        return new Onlooker(parts, Sight.ALL, "", List.of(), () -> true);
    }

    /** Who is not signed in, where one must be. */
    static Onlooker nobody(WebParts parts) {
        return new Onlooker(parts, Sight.NOTHING, "", List.of(), () -> false);
    }

    TicketRows tickets() {
        return parts.backlog().seenBy(sight);
    }

    Tally tally() {
        return parts.figures().tally().seenBy(sight);
    }

    DeliveryRows deliveries() {
        return parts.figures().deliveries().seenBy(sight);
    }

    List<BudgetUse> budgets() {
        return parts.figures().budgets().apply(sight);
    }

    /** Whether they see what concerns the whole installation and no repository: who may read every repository does. */
    boolean seesTheWhole() {
        return sight.sees(Sight.OF_NONE);
    }

    /** Whether they see the repository that bears that name now. */
    boolean seesNamed(String owner, String name) {
        return sight.all() || names.stream().anyMatch((owner + "/" + name)::equalsIgnoreCase);
    }

    /** What an operator must know, where it is theirs to know. */
    List<String> warnings() {
        return seesTheWhole() ? parts.warnings().get() : List.of();
    }

    /** What stands on each page of somebody who does not see everything; "" for everybody else. */
    String note() {
        if (sight.all() || names.isEmpty()) {
            return "";
        }
        if (seesTheWhole()) {
            return "What belongs to repositories that Fettle is not installed on any more is not shown: nobody can say who may read them.";
        }
        String more = names.size() > MOST_NAMED ? " and " + Words.number(names.size() - MOST_NAMED) + " more" : "";
        return "Shown and counted is what belongs to the repositories that " + login + " may read: "
                + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))) + more
                + ". What concerns the whole installation is for who may read all of its repositories.";
    }
}
