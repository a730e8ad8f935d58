package dev.fettle.web;

import dev.fettle.backlog.Milestone;
import dev.fettle.insight.Funnel;
import dev.fettle.web.DashboardViews.Bar;
import dev.fettle.web.DashboardViews.Count;
import dev.fettle.web.DashboardViews.FunnelView;
import dev.fettle.web.DashboardViews.StageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the funnel into words and bars. */
final class FunnelViews {
    private static final Count NONE = new Count("", "");

    private FunnelViews() {}

    /** @param whole whether deliveries that concern no repository are among them */
    static FunnelView view(Funnel funnel, Map<String, Integer> deliveries, boolean whole) {
        int all = funnel.stages().get(0).reached().number();
        List<StageView> stages = new ArrayList<>();
        int before = all;
        for (Funnel.Stage stage : funnel.stages()) {
            int here = stage.reached().number();
            stages.add(new StageView(
                    name(stage.milestone()),
                    meaning(stage.milestone()),
                    Words.bar(name(stage.milestone()), stage.reached(), all, ""),
                    kept(here, before, stage.milestone() == Milestone.TICKET),
                    NONE,
                    Words.count(stage.onTheWay()),
                    stage.left().stream()
                            .map(left -> Words.bar(left.reason(), left.tickets(), here, ""))
                            .toList()));
            before = here;
        }
        int old = funnel.old().number();
        stages.add(new StageView(
                "Still standing after 30 days",
                old == 0
                        ? "No change was merged more than 30 days ago yet."
                        : (old == 1 ? "was" : "were") + " merged more than 30 days ago; these were not taken back.",
                Words.bar("Still standing", funnel.lasting(), all, ""),
                kept(funnel.lasting().number(), old, false),
                old == 0 ? NONE : Words.count(funnel.old()),
                NONE,
                List.of()));
        return new FunnelView(bars(deliveries), stages, all == 0, whole);
    }

    private static List<Bar> bars(Map<String, Integer> deliveries) {
        int most =
                deliveries.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return deliveries.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed().thenComparing(Map.Entry::getKey))
                .map(entry -> new Bar(
                        outcome(entry.getKey()),
                        new Count(Words.number(entry.getValue()), Href.deliveries(entry.getKey(), 0)),
                        Words.length(entry.getValue(), most),
                        ""))
                .toList();
    }

    private static String kept(int here, int before, boolean first) {
        return first || before == 0 ? "" : Words.percent(100.0 * here / before);
    }

    /** What became of a delivery, in a few words. */
    static String outcome(String name) {
        return switch (name) {
            case "" -> "waits";
            case "TICKET" -> "made a ticket, or was seen again";
            case "NOTHING" -> "asked for nothing";
            default -> name.toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }

    private static String name(Milestone milestone) {
        return switch (milestone) {
            case TICKET -> "Tickets";
            case ATTEMPTED -> "Attempted";
            case REPRODUCED -> "Reproduced";
            case PATCHED -> "Patched";
            case GATED -> "Gates passed";
            case PULL_REQUEST -> "Pull request";
            case MERGED -> "Merged";
        };
    }

    private static String meaning(Milestone milestone) {
        return switch (milestone) {
            case TICKET -> "Something went wrong or was asked for.";
            case ATTEMPTED -> "A cycle took it.";
            case REPRODUCED -> "A test was seen failing.";
            case PATCHED -> "A change was found that passes every test.";
            case GATED -> "Every required gate passed.";
            case PULL_REQUEST -> "People were asked.";
            case MERGED -> "It is in the default branch.";
        };
    }
}
