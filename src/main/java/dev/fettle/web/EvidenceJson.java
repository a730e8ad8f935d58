package dev.fettle.web;

import dev.fettle.backlog.Evidence;
import java.util.LinkedHashMap;
import java.util.Map;

/** Evidence in the mission's shapes: {@code {"exception": {"type": …}}}. */
final class EvidenceJson {
    private EvidenceJson() {}

    static Map<String, Object> of(Evidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (evidence instanceof Evidence.ExceptionSeen seen) {
            json.put("type", seen.type());
            json.put("message", seen.message());
            json.put("count", seen.count());
            json.put("first_seen", seen.firstSeen().toString());
            json.put("last_seen", seen.lastSeen().toString());
            json.put("stack_trace", seen.stackTrace());
            return Map.of("exception", json);
        }
        if (evidence instanceof Evidence.Anomaly anomaly) {
            json.put("metric", anomaly.metric());
            json.put("value", anomaly.value());
            json.put("threshold", anomaly.threshold());
            json.put("severity", anomaly.severity());
            return Map.of("anomaly", json);
        }
        if (evidence instanceof Evidence.Feedback feedback) {
            json.put("text", feedback.text());
            json.put("sentiment", feedback.sentiment());
            json.put("timestamp", feedback.timestamp().toString());
            return Map.of("feedback", json);
        }
        if (evidence instanceof Evidence.CiFailure failure) {
            json.put("run", failure.run());
            json.put("commit", failure.commit());
            json.put("branch", failure.branch());
            json.put("tests", failure.tests());
            json.put("excerpt", failure.excerpt());
            json.put("count", failure.count());
            json.put("first_seen", failure.firstSeen().toString());
            json.put("last_seen", failure.lastSeen().toString());
            return Map.of("ci", json);
        }
        if (evidence instanceof Evidence.LabelledIssue issue) {
            json.put("number", issue.number());
            json.put("title", issue.title());
            json.put("text", issue.text());
            json.put("author", issue.author());
            return Map.of("issue", json);
        }
        if (evidence instanceof Evidence.Finding finding) {
            json.put("rule", finding.rule());
            json.put("file", finding.file());
            json.put("line", finding.line());
            json.put("message", finding.message());
            return Map.of("finding", json);
        }
        return Map.of("manual", true);
    }
}
