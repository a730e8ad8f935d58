package dev.fettle.backlog;

import dev.fettle.base.RepositoryRef;
import dev.fettle.base.TicketBranch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One improvement that is wanted.
 *
 * @param id {@code <source>_<epoch seconds>_<4 digits>} or the caller's own, valid as a branch component
 * @param repository it belongs to
 * @param fingerprint what makes two signals the same
 * @param evidence one piece a source, redacted
 * @param filesToModify paths relative to the repository's root
 * @param riskLevel 1 to 10
 * @param estimatedEffort 1 to 10
 * @param waiting why it is not being worked on or how it was given up, null when nothing holds it
 * @param metadata named extras: {@code issue}, {@code pull_request}, {@code branch}, {@code base}, {@code approved_by}, {@code reasons}, …
 * @param count how often its signal was seen
 */
public record Ticket(
        String id,
        RepositoryRef repository,
        String fingerprint,
        String title,
        String description,
        Category category,
        Priority priority,
        Status status,
        List<Evidence> evidence,
        String proposedSolution,
        String testPlan,
        List<String> filesToModify,
        int riskLevel,
        int estimatedEffort,
        @Nullable WaitingReason waiting,
        Map<String, String> metadata,
        int count,
        Instant createdAt,
        Instant updatedAt) {
    public Ticket {
        evidence = List.copyOf(evidence);
        filesToModify = List.copyOf(filesToModify);
        metadata = Map.copyOf(metadata);
        if (riskLevel < 1 || riskLevel > 10 || estimatedEffort < 1 || estimatedEffort > 10) {
            throw new IllegalArgumentException("risk and effort are from 1 to 10");
        }
    }

    /** Metadata: ids of the deliveries of a forge that told of it, with a space between: the first, and the last few. */
    public static final String DELIVERIES = "deliveries";

    /** Metadata: what is known of where the lines of its trace are now, in sentences. */
    public static final String LINES = "lines";

    /** Metadata: what keeps it waiting though it is its turn, and what lets it go on. */
    public static final String HELD = "held";

    /** Why it waits or was given up, and what keeps it where something does: for people, and partly foreign. "" when nothing holds it. */
    public String whyItWaits() {
        if (waiting == null) {
            return "";
        }
        String held = metadata.getOrDefault(HELD, "");
        return held.isEmpty() ? waiting.sentence() : waiting.sentence() + " " + held;
    }

    /** The branch that its pull request comes from. */
    public String branch() {
        return TicketBranch.of(id);
    }

    /** {@code (10 − priority) + risk/2 + effort/2}; the lowest is taken first. */
    public double score() {
        return (10 - priority.weight()) + riskLevel / 2.0 + estimatedEffort / 2.0;
    }

    /** Whether the next step is a person's: a review, an approval, an answer, or what only people can mend. */
    public boolean needsPerson() {
        return waiting == null ? status == Status.READY : !status.ended() && waiting.asksPerson();
    }

    /** The same ticket with another status, and what it waits for. */
    public Ticket withStatus(Status newStatus, @Nullable WaitingReason newWaiting) {
        return copy(priority, newStatus, evidence, newWaiting, metadata, count, updatedAt);
    }

    /** The same ticket with one named extra more, or with another value for it. */
    public Ticket withMetadata(String name, String value) {
        Map<String, String> extended = new HashMap<>(metadata);
        extended.put(name, value);
        return copy(priority, status, evidence, waiting, extended, count, updatedAt);
    }

    /** The same ticket after its signal was seen more often. */
    public Ticket withSightings(int newCount, Priority newPriority, List<Evidence> newEvidence) {
        return copy(newPriority, status, newEvidence, waiting, metadata, newCount, updatedAt);
    }

    /** The same ticket, changed at that time. */
    public Ticket withUpdatedAt(Instant at) {
        return copy(priority, status, evidence, waiting, metadata, count, at);
    }

    private Ticket copy(
            Priority newPriority,
            Status newStatus,
            List<Evidence> newEvidence,
            @Nullable WaitingReason newWaiting,
            Map<String, String> newMetadata,
            int newCount,
            Instant newUpdatedAt) {
        return new Ticket(
                id,
                repository,
                fingerprint,
                title,
                description,
                category,
                newPriority,
                newStatus,
                newEvidence,
                proposedSolution,
                testPlan,
                filesToModify,
                riskLevel,
                estimatedEffort,
                newWaiting,
                newMetadata,
                newCount,
                createdAt,
                newUpdatedAt);
    }
}
