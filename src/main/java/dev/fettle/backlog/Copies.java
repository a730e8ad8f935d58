package dev.fettle.backlog;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Copies of a ticket with some parts changed. */
final class Copies {
    private Copies() {}

    static Ticket metadata(Ticket t, Map<String, String> metadata) {
        return new Ticket(
                t.id(),
                t.repository(),
                t.fingerprint(),
                t.title(),
                t.description(),
                t.category(),
                t.priority(),
                t.status(),
                t.evidence(),
                t.proposedSolution(),
                t.testPlan(),
                t.filesToModify(),
                t.riskLevel(),
                t.estimatedEffort(),
                t.waiting(),
                metadata,
                t.count(),
                t.createdAt(),
                t.updatedAt());
    }

    static Ticket recurred(
            Ticket t, List<Evidence> evidence, Priority priority, Map<String, String> metadata, int count, Instant at) {
        return new Ticket(
                t.id(),
                t.repository(),
                t.fingerprint(),
                t.title(),
                t.description(),
                t.category(),
                priority,
                t.status(),
                evidence,
                t.proposedSolution(),
                t.testPlan(),
                t.filesToModify(),
                t.riskLevel(),
                t.estimatedEffort(),
                t.waiting(),
                metadata,
                count,
                t.createdAt(),
                at);
    }
}
