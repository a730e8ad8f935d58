package dev.fettle.web.api;

import dev.fettle.backlog.Status;

/** Of the numbers that are told of all tickets together. */
final class StatusSchemas {
    private StatusSchemas() {}

    static Schema status() {
        Schema byStatus = Schema.object("How many are where.");
        for (Status status : Status.values()) {
            byStatus = byStatus.must(TicketJson.word(status), Schema.integer(""));
        }
        return Schema.object("")
                .must("total_tickets", Schema.integer(""))
                .must("ready_for_review", Schema.integer("With a pull request or branch that waits for a person."))
                .must("in_progress", Schema.integer("With a cycle under way."))
                .must("by_status", byStatus)
                .may("key_metrics", keyMetrics())
                .may(
                        "risk_calibration",
                        Schema.list(
                                "What became of proposals, by the risk that they were said to have.",
                                record("risk", Schema.integer("1 to 10"))))
                .may("rule_records", Schema.list("The same by rule.", record("rule", Schema.text(""))))
                .may(
                        "warnings",
                        Schema.list("What an operator must know as long as it lasts.", Schema.text(""))
                                .fromOthers())
                .may(
                        "last_delivery",
                        Schema.time("When the last webhook was accepted.").orNull())
                .named("Status");
    }

    static Schema keyMetrics() {
        return Schema.object(
                        "Rates and distributions. Of a status, not for a key of one repository, as all that follows.")
                .must("ticket_creation_rate", rate("Tickets made."))
                .must("resolution_rate", rate("Tickets whose change was merged."))
                .must("attempts", Schema.integer("Cycles that ended."))
                .must(
                        "success_rate",
                        Schema.number("Attempts that passed every required gate, 0 to 1; null before the first.")
                                .orNull())
                .must("risk_distribution", Schema.object("Tickets by risk level, 1 to 10."))
                .must("category_distribution", Schema.object("Tickets by category, those that occur."))
                .named("KeyMetrics");
    }

    private static Schema rate(String of) {
        return Schema.object(of).must("last_hour", Schema.integer("")).must("last_day", Schema.integer(""));
    }

    private static Schema record(String name, Schema key) {
        return Schema.object("")
                .must(name, key)
                .must("proposed", Schema.integer(""))
                .must("open", Schema.integer(""))
                .must("merged", Schema.integer(""))
                .must("closed", Schema.integer(""))
                .must("rejected", Schema.integer(""))
                .must("reverted", Schema.integer(""))
                .must("withdrawn", Schema.integer(""))
                .must(
                        "not_wanted",
                        Schema.number("A share, 0 to 1; null before anybody decided.")
                                .orNull());
    }
}
