package dev.fettle.improve;

import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of a ticket in several places, and copies of it with one thing changed. The store sets {@code updatedAt}. */
final class Tickets {
    private Tickets() {}

    /** Whether a repository's settings leave it to a person, and none has approved it. */
    static boolean tooRisky(Ticket t, RepositorySettings settings) {
        return t.riskLevel() > settings.maxRiskLevel() && !t.metadata().containsKey(Metadata.APPROVED_BY);
    }

    /** Whether asking for another try is enough for one. */
    static boolean mayRetry(Ticket t, RepositorySettings settings) {
        boolean idle = t.status() == Status.FAILED || t.status() == Status.OPEN;
        return idle && !tooRisky(t, settings) && settings.mode() != Mode.OBSERVE;
    }

    static Ticket withMetadata(Ticket t, Map<String, String> metadata) {
        return copy(t, t.status(), t.waiting(), metadata);
    }

    static Ticket moved(Ticket t, Status status, @Nullable WaitingReason waiting) {
        return copy(t, status, waiting, t.metadata());
    }

    static Ticket withFingerprint(Ticket t, String fingerprint) {
        return copy(t, t.id(), fingerprint, t.status(), t.waiting(), t.filesToModify(), t.metadata());
    }

    static Ticket withId(Ticket t, String id) {
        return copy(t, id, t.fingerprint(), t.status(), t.waiting(), t.filesToModify(), t.metadata());
    }

    static Ticket withFiles(Ticket t, List<String> files) {
        return copy(t, t.id(), t.fingerprint(), t.status(), t.waiting(), files, t.metadata());
    }

    /** A ticket of which more is known now: what it says and how it is rated are the draft's, all else is its own. */
    static Ticket retold(Ticket t, Ticket draft) {
        Map<String, String> metadata = new HashMap<>(t.metadata());
        metadata.put(TicketDrafts.REASONS, draft.metadata().getOrDefault(TicketDrafts.REASONS, ""));
        return new Ticket(
                t.id(),
                t.repository(),
                t.fingerprint(),
                draft.title(),
                draft.description(),
                draft.category(),
                draft.priority(),
                t.status(),
                draft.evidence(),
                draft.proposedSolution(),
                draft.testPlan(),
                draft.filesToModify(),
                draft.riskLevel(),
                draft.estimatedEffort(),
                t.waiting(),
                metadata,
                t.count(),
                t.createdAt(),
                t.updatedAt());
    }

    private static Ticket copy(Ticket t, Status status, @Nullable WaitingReason waiting, Map<String, String> metadata) {
        return copy(t, t.id(), t.fingerprint(), status, waiting, t.filesToModify(), metadata);
    }

    private static Ticket copy(
            Ticket t,
            String id,
            String fingerprint,
            Status status,
            @Nullable WaitingReason waiting,
            List<String> files,
            Map<String, String> metadata) {
        return new Ticket(
                id,
                t.repository(),
                fingerprint,
                t.title(),
                t.description(),
                t.category(),
                t.priority(),
                status,
                t.evidence(),
                t.proposedSolution(),
                t.testPlan(),
                files,
                t.riskLevel(),
                t.estimatedEffort(),
                waiting,
                metadata,
                t.count(),
                t.createdAt(),
                t.updatedAt());
    }
}
