package dev.fettle.insight;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Proposed.Fate;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TrackRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The risk that patches were said to have, beside what became of them; the same by the rule and by the engine that made them. Over all tickets.
 *
 * @param byRisk of each level that something was proposed with, 1 to 10, ascending
 * @param byRule of each rule, the most proposed first
 * @param byEngine of each engine, the most proposed first
 */
public record Calibration(
        Map<Integer, TrackRecord> byRisk, Map<String, TrackRecord> byRule, Map<String, TrackRecord> byEngine) {
    /** Proposals of tickets from before the rule, or the engine, was noted. */
    public static final String NOT_NOTED = "(not noted)";

    private static final TicketFilter PROPOSED = TicketFilter.where(Condition.not(Facet.FATE, ""));

    /** Counts. */
    public static Calibration of(Tally tally) {
        List<Tally.Cell> cells = tally.tickets(PROPOSED, Facet.FATE, Facet.PROPOSED_RISK, Facet.RULE, Facet.ENGINE);
        Map<Integer, TrackRecord> byRisk = new TreeMap<>();
        records(cells, 1).forEach((risk, record) -> byRisk.put(Integer.valueOf(risk), record));
        return new Calibration(byRisk, byName(records(cells, 2)), byName(records(cells, 3)));
    }

    /** What became of the proposals of an engine, as {@link Tally#engines} names it. */
    public TrackRecord of(Tally.EngineAttempts engine) {
        return byEngine.getOrDefault(engine.engine().isEmpty() ? NOT_NOTED : engine.engine(), TrackRecord.NONE);
    }

    /** Whether nothing was proposed yet. */
    public boolean empty() {
        return byRisk.isEmpty();
    }

    /** The rows by risk, each with {@code risk}, the counts, and {@code not_wanted}: a share from 0 to 1, null before anybody decided. */
    public List<Map<String, Object>> riskRows() {
        return byRisk.entrySet().stream()
                .map(row -> row("risk", row.getKey(), row.getValue()))
                .toList();
    }

    /** The rows by rule, as {@link #riskRows}. */
    public List<Map<String, Object>> ruleRows() {
        return byRule.entrySet().stream()
                .map(row -> row("rule", row.getKey(), row.getValue()))
                .toList();
    }

    private static Map<String, TrackRecord> byName(Map<String, TrackRecord> all) {
        List<Map.Entry<String, TrackRecord>> records = new ArrayList<>(all.entrySet());
        records.sort(Comparator.comparingInt((Map.Entry<String, TrackRecord> record) ->
                        -record.getValue().proposed())
                .thenComparing(Map.Entry::getKey));
        Map<String, TrackRecord> byName = new LinkedHashMap<>();
        records.forEach(
                record -> byName.put(record.getKey().isEmpty() ? NOT_NOTED : record.getKey(), record.getValue()));
        return byName;
    }

    /** By the value at that place. */
    private static Map<String, TrackRecord> records(List<Tally.Cell> cells, int at) {
        Map<String, Map<Fate, Integer>> fates = new TreeMap<>();
        for (Tally.Cell cell : cells) {
            fates.computeIfAbsent(cell.values().get(at), name -> new EnumMap<>(Fate.class))
                    .merge(Fate.valueOf(cell.values().get(0)), cell.count(), Integer::sum);
        }
        Map<String, TrackRecord> records = new TreeMap<>();
        fates.forEach((name, counts) -> records.put(
                name,
                new TrackRecord(
                        counts.getOrDefault(Fate.OPEN, 0),
                        counts.getOrDefault(Fate.MERGED, 0),
                        counts.getOrDefault(Fate.CLOSED, 0),
                        counts.getOrDefault(Fate.REJECTED, 0),
                        counts.getOrDefault(Fate.REVERTED, 0),
                        counts.getOrDefault(Fate.WITHDRAWN, 0))));
        return records;
    }

    private static Map<String, Object> row(String name, Object key, TrackRecord record) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(name, key);
        row.put("proposed", record.proposed());
        row.put("open", record.open());
        row.put("merged", record.merged());
        row.put("closed", record.closed());
        row.put("rejected", record.rejected());
        row.put("reverted", record.reverted());
        row.put("withdrawn", record.withdrawn());
        OptionalDouble share = record.shareNotWanted();
        row.put("not_wanted", share.isPresent() ? share.getAsDouble() : null);
        return row;
    }
}
