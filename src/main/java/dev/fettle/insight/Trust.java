package dev.fettle.insight;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Proposed.Fate;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether people can rely on what Fettle says.
 *
 * @param gates what each gate said, by its name
 * @param rejections why people said no, the most frequent first
 * @param reviewers whom it asks for reviews, who has most to do first
 */
public record Trust(List<GateValue> gates, List<Rejection> rejections, List<Reviewer> reviewers) {
    /** How often a gate said what, over all attempts; outcomes in lower case. */
    public record GateValue(String gate, Map<String, Integer> outcomes) {
        /** How often it was asked. */
        public int asked() {
            return outcomes.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** How often it applied. */
        public int judged() {
            return asked() - count("skipped");
        }

        /** So often it said that. */
        public int count(String outcome) {
            return outcomes.getOrDefault(outcome, 0);
        }
    }

    /** Rejected tickets of one reason. */
    public record Rejection(String reason, Amount tickets) {}

    /**
     * A person who is asked for reviews.
     *
     * @param login "" where nobody in particular is asked
     * @param waiting pull requests and branches that wait for the review
     * @param decided those on which people decided in the last 30 days
     */
    public record Reviewer(String login, Amount waiting, Amount decided) {}

    private static final Condition READY = Condition.equal(Facet.STATUS, "ready");

    /** Counts. */
    public static Trust of(Tally tally, Instant now) {
        return new Trust(gates(tally), rejections(tally), reviewers(tally, Period.lately(now)));
    }

    private static List<GateValue> gates(Tally tally) {
        Map<String, Map<String, Integer>> gates = new TreeMap<>();
        tally.gates()
                .forEach(count -> gates.computeIfAbsent(count.gate(), gate -> new LinkedHashMap<>())
                        .put(count.outcome(), count.attempts()));
        List<GateValue> values = new ArrayList<>();
        gates.forEach((gate, outcomes) -> values.add(new GateValue(gate, outcomes)));
        return values;
    }

    private static List<Rejection> rejections(Tally tally) {
        Condition rejected = Condition.equal(Facet.STATUS, "rejected");
        List<Rejection> all = new ArrayList<>();
        for (Tally.Cell cell : tally.tickets(TicketFilter.where(rejected), Facet.OBJECTION, Facet.FATE)) {
            all.add(new Rejection(
                    why(cell.values().get(0), cell.values().get(1)),
                    new Amount(
                            cell.count(),
                            TicketFilter.where(
                                    rejected,
                                    Condition.equal(
                                            Facet.OBJECTION, cell.values().get(0)),
                                    Condition.equal(Facet.FATE, cell.values().get(1))))));
        }
        all.sort(Comparator.comparingInt((Rejection some) -> -some.tickets().number())
                .thenComparing(Rejection::reason));
        return all;
    }

    private static String why(String objection, String fate) {
        if (!objection.isEmpty()) {
            return objection;
        }
        if (fate.equals(Fate.CLOSED.name())) {
            return "closed without a word";
        }
        return fate.isEmpty() ? "no, before anything was proposed" : "no, in words";
    }

    private static List<Reviewer> reviewers(Tally tally, Period lately) {
        TicketFilter waiting = TicketFilter.where(READY, Condition.equal(Facet.WAITING, ""));
        TicketFilter decided = TicketFilter.where(
                lately.since(Facet.ENDED),
                lately.until(Facet.ENDED),
                Condition.not(Facet.FATE, ""),
                Condition.not(Facet.FATE, Fate.WITHDRAWN.name()));
        Map<String, Integer> waits = byReviewer(tally, waiting);
        Map<String, Integer> done = byReviewer(tally, decided);
        TreeMap<String, Integer> names = new TreeMap<>(waits);
        names.putAll(done);
        return names.keySet().stream()
                .map(login -> new Reviewer(
                        login,
                        new Amount(waits.getOrDefault(login, 0), waiting.and(asked(login))),
                        new Amount(done.getOrDefault(login, 0), decided.and(asked(login)))))
                .sorted(Comparator.comparingInt((Reviewer one) -> -one.waiting().number())
                        .thenComparing(Reviewer::login))
                .toList();
    }

    private static Map<String, Integer> byReviewer(Tally tally, TicketFilter filter) {
        Map<String, Integer> counts = new TreeMap<>();
        tally.tickets(filter, Facet.REVIEWER)
                .forEach(cell -> counts.put(cell.values().get(0), cell.count()));
        return counts;
    }

    private static Condition asked(String login) {
        return Condition.equal(Facet.REVIEWER, login);
    }
}
