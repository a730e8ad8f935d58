package dev.fettle.web;

import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Proposed.Fate;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TrackRecord;
import dev.fettle.insight.Calibration;
import dev.fettle.insight.Share;
import dev.fettle.insight.Trust;
import dev.fettle.insight.Trust.GateValue;
import dev.fettle.web.DashboardViews.Count;
import dev.fettle.web.DashboardViews.GateRow;
import dev.fettle.web.DashboardViews.ReviewerRow;
import dev.fettle.web.DashboardViews.RiskRow;
import dev.fettle.web.DashboardViews.TrustView;
import java.util.ArrayList;
import java.util.List;

/** Puts risk, gates, rejections and reviewers into rows. */
final class TrustViews {
    private TrustViews() {}

    static TrustView view(Trust trust, Calibration calibration) {
        List<RiskRow> risks = new ArrayList<>();
        calibration.byRisk().forEach((risk, record) -> risks.add(risk(risk, record)));
        int said = trust.rejections().stream()
                .mapToInt(some -> some.tickets().number())
                .sum();
        int waiting = trust.reviewers().stream()
                .mapToInt(one -> one.waiting().number())
                .max()
                .orElse(0);
        return new TrustView(
                risks,
                trust.gates().stream().map(TrustViews::gate).toList(),
                trust.rejections().stream()
                        .map(some -> Words.bar(Words.title(some.reason()), some.tickets(), said, ""))
                        .toList(),
                trust.reviewers().stream()
                        .map(one -> new ReviewerRow(
                                one.login().isEmpty() ? "nobody in particular" : one.login(),
                                Words.bar(one.login(), one.waiting(), waiting, ""),
                                Words.count(one.decided())))
                        .toList());
    }

    private static RiskRow risk(int risk, TrackRecord record) {
        TicketFilter proposed = EngineViews.proposed(Facet.PROPOSED_RISK, Integer.toString(risk));
        return new RiskRow(
                Integer.toString(risk),
                Words.count(record.proposed(), proposed),
                Words.count(record.open(), of(proposed, Fate.OPEN)),
                Words.count(record.merged(), of(proposed, Fate.MERGED)),
                Words.count(
                        record.notWanted(),
                        EngineViews.judged(proposed).and(Condition.not(Facet.FATE, Fate.MERGED.name()))),
                Words.count(record.withdrawn(), of(proposed, Fate.WITHDRAWN)),
                Words.interval(new Share(record.notWanted(), record.judged())));
    }

    private static TicketFilter of(TicketFilter proposed, Fate fate) {
        return proposed.and(Condition.equal(Facet.FATE, fate.name()));
    }

    private static GateRow gate(GateValue gate) {
        String name = gate.gate();
        return new GateRow(
                name,
                new Count(Words.number(gate.asked()), gate(name, null)),
                outcome(gate, "pass"),
                outcome(gate, "warn"),
                outcome(gate, "fail"),
                outcome(gate, "error"),
                outcome(gate, "skipped"),
                Words.length(gate.count("fail") + gate.count("error"), gate.judged()));
    }

    private static Count outcome(GateValue gate, String outcome) {
        return new Count(Words.number(gate.count(outcome)), gate(gate.gate(), outcome));
    }

    private static String gate(String gate, @org.jspecify.annotations.Nullable String outcome) {
        return Href.attempts(new AttemptFilter(null, null, null, null, gate, outcome, null), 0);
    }
}
