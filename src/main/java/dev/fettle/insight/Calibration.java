package dev.fettle.insight;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.TrackRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The risk that patches were said to have, beside what became of them; and the same by the rule that made them. From the newest five thousand tickets.
 *
 * @param byRisk of each level that something was proposed with, 1 to 10, ascending
 * @param byRule of each rule, the most proposed first
 */
public record Calibration(Map<Integer, TrackRecord> byRisk, Map<String, TrackRecord> byRule) {
    private static final int MOST = 5_000;

    /** Proposals of tickets from before the rule was noted. */
    private static final String NO_RULE = "(not noted)";

    /** Counts. */
    public static Calibration of(Backlog backlog) {
        List<Proposed> all = Proposed.newest(backlog, MOST);
        Map<Integer, TrackRecord> byRisk = new TreeMap<>();
        all.stream()
                .collect(Collectors.groupingBy(Proposed::risk))
                .forEach((risk, some) -> byRisk.put(risk, TrackRecord.of(some)));
        List<Map.Entry<String, TrackRecord>> rules = new ArrayList<>();
        all.stream()
                .collect(Collectors.groupingBy(one -> one.rule().isEmpty() ? NO_RULE : one.rule()))
                .forEach((rule, some) -> rules.add(Map.entry(rule, TrackRecord.of(some))));
        rules.sort(Comparator.comparingInt((Map.Entry<String, TrackRecord> rule) ->
                        -rule.getValue().proposed())
                .thenComparing(Map.Entry::getKey));
        Map<String, TrackRecord> byRule = new LinkedHashMap<>();
        rules.forEach(rule -> byRule.put(rule.getKey(), rule.getValue()));
        return new Calibration(byRisk, byRule);
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
