package dev.fettle.web.api;

/** Of what the views of the dashboard show. */
final class DashboardSchemas {
    private DashboardSchemas() {}

    static Schema dashboard() {
        return Schema.object("More numbers may stand beside these; null means unknown.")
                .must("health_score", Schema.number("0 to 100").orNull())
                .must(
                        "improvement_velocity",
                        Schema.number("Tickets applied a day.").orNull())
                .must(
                        "risk_exposure",
                        Schema.number("Mean risk level of what has not ended, 1 to 10.")
                                .orNull())
                .must(
                        "quality_trend",
                        Schema.number(
                                        "Points by which the share of resolved tickets differs from that of the 30 days before.")
                                .orNull())
                .must("health_parts", Schema.list("What the health score is the mean of.", part()))
                .must("key_metrics", StatusSchemas.keyMetrics())
                .must("weeks", Schema.list("The last 13 weeks, the oldest first; the last is not over.", week()))
                .must("funnel", funnel())
                .must("engines", Schema.list("What each engine did, the most attempts first.", engine()))
                .must("gates", Schema.list("What each gate said, over all attempts.", gate()))
                .must("rejections", Schema.list("Why people said no, the most frequent first.", because()))
                .must("reviewers", Schema.list("Whom Fettle asks for reviews.", reviewer()))
                .must("budgets", Schema.list("How much of each limit is used now.", budget()))
                .named("Dashboard");
    }

    private static Schema share(Schema of, String hits) {
        return of.must(hits, Schema.integer(""))
                .must("of", Schema.integer(""))
                .must(
                        "share",
                        Schema.number("Of these, 0 to 1; null where they are fewer than 5.")
                                .orNull());
    }

    private static Schema part() {
        return share(Schema.object("").must("name", Schema.text("resolved, wanted, lasting or fresh")), "hits");
    }

    private static Schema week() {
        return share(
                Schema.object("")
                        .must("monday", Schema.text("The day on which it begins, in UTC."))
                        .must("created", Schema.integer("Tickets that came in it.")),
                "merged");
    }

    private static Schema funnel() {
        Schema stage = Schema.object("")
                .must("stage", Schema.text("As in the dashboard, from ticket to merged."))
                .must("reached", Schema.integer("Tickets that got so far or further."))
                .must("on_the_way", Schema.integer("Those of them that are here and may still go on."))
                .must("got_no_further", Schema.list("The others that are here.", because()));
        return Schema.object("How far tickets got.")
                .must("stages", Schema.list("", stage))
                .must("merged_30_days_ago", Schema.integer("Changes that were merged more than 30 days ago."))
                .must("still_standing", Schema.integer("Those of them that nobody took back."));
    }

    private static Schema because() {
        return Schema.object("").must("reason", Schema.text("").fromOthers()).must("tickets", Schema.integer(""));
    }

    private static Schema engine() {
        return Schema.object("")
                .must("engine", Schema.text("\"\" for attempts that ended before one searched."))
                .must("attempts", Schema.integer(""))
                .must("plausible", Schema.integer("Attempts that found a change that passes every test."))
                .must("gates_passed", Schema.integer("Attempts whose change passed every required gate."))
                .must("decided", Schema.integer("Proposals on which people decided."))
                .must("merged", Schema.integer("Those of them that were merged and not taken back."))
                .must(
                        "median_seconds",
                        Schema.number("From checkout to the end; null where it was not measured.")
                                .orNull());
    }

    private static Schema gate() {
        return Schema.object("")
                .must("gate", Schema.text(""))
                .must("outcomes", Schema.object("How often it said pass, warn, fail, error or skipped."));
    }

    private static Schema reviewer() {
        return Schema.object("")
                .must(
                        "login",
                        Schema.text("\"\" where nobody in particular is asked.").fromOthers())
                .must("waiting", Schema.integer("What waits for the review."))
                .must("decided", Schema.integer("On how much people decided in the last 30 days."));
    }

    private static Schema budget() {
        return Schema.object("")
                .must("name", Schema.text("What is limited, with whose it is.").fromOthers())
                .must("used", Schema.integer(""))
                .must("limit", Schema.integer(""))
                .must("note", Schema.text("A short sentence that says more, or \"\"."));
    }
}
