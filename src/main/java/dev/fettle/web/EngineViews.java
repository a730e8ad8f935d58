package dev.fettle.web;

import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Proposed.Fate;
import dev.fettle.backlog.Tally.EngineAttempts;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.insight.Calibration;
import dev.fettle.insight.Share;
import dev.fettle.web.DashboardViews.Count;
import dev.fettle.web.DashboardViews.EngineRow;
import dev.fettle.web.DashboardViews.EnginesView;
import dev.fettle.web.DashboardViews.RuleRow;
import java.util.ArrayList;
import java.util.List;

/** Puts what engines and rules did into rows. */
final class EngineViews {
    private EngineViews() {}

    static EnginesView view(List<EngineAttempts> engines, Calibration calibration) {
        List<RuleRow> rules = new ArrayList<>();
        calibration.byRule().forEach((name, record) -> {
            TicketFilter proposed = proposed(Facet.RULE, name.equals(Calibration.NOT_NOTED) ? "" : name);
            rules.add(new RuleRow(
                    name,
                    Words.count(record.proposed(), proposed),
                    Words.count(record.judged(), judged(proposed)),
                    Words.count(record.merged(), merged(proposed)),
                    Words.interval(new Share(record.merged(), record.judged()))));
        });
        return new EnginesView(
                engines.stream().map(engine -> row(engine, calibration)).toList(), rules);
    }

    private static EngineRow row(EngineAttempts engine, Calibration calibration) {
        TrackRecord record = calibration.of(engine);
        TicketFilter proposed = proposed(Facet.ENGINE, engine.engine());
        AttemptFilter all = AttemptFilter.engine(engine.engine());
        return new EngineRow(
                engine.engine().isEmpty() ? "ended before an engine searched" : engine.engine(),
                count(engine.attempts(), all),
                count(engine.plausible(), new AttemptFilter(engine.engine(), null, true, null, null, null, null)),
                Words.interval(new Share(engine.plausible(), engine.attempts())),
                count(engine.gated(), new AttemptFilter(engine.engine(), true, null, null, null, null, null)),
                Words.count(record.judged(), judged(proposed)),
                Words.count(record.merged(), merged(proposed)),
                Words.interval(new Share(record.merged(), record.judged())),
                Words.time(engine.medianMillis()));
    }

    private static Count count(int number, AttemptFilter filter) {
        return new Count(Words.number(number), Href.attempts(filter, 0));
    }

    /** Those for which something was proposed. */
    static TicketFilter proposed(Facet facet, String value) {
        return TicketFilter.where(Condition.equal(facet, value), Condition.not(Facet.FATE, ""));
    }

    /** Those on which people decided. */
    static TicketFilter judged(TicketFilter proposed) {
        return proposed.and(
                Condition.not(Facet.FATE, Fate.OPEN.name()), Condition.not(Facet.FATE, Fate.WITHDRAWN.name()));
    }

    private static TicketFilter merged(TicketFilter proposed) {
        return proposed.and(Condition.equal(Facet.FATE, Fate.MERGED.name()));
    }
}
