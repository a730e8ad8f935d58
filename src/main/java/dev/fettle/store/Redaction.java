package dev.fettle.store;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.Redactor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The last look before a write: whoever made a text has redacted it already, and this makes sure of it for every field that quotes
 * somebody. Ids and commits are left as they are.
 */
final class Redaction {
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z_.:# +-]*");

    /** PostgreSQL holds no text with it; what one database cannot keep, neither keeps. */
    private static final char NUL = '\0';

    private static final char REPLACEMENT = '\uFFFD';

    private final Redactor redactor;

    Redaction(Redactor redactor) {
        this.redactor = redactor;
    }

    String text(String text) {
        return text.isEmpty() ? text : redactor.redact(text).replace(NUL, REPLACEMENT);
    }

    private List<String> texts(List<String> texts) {
        return texts.stream().map(this::text).toList();
    }

    /** Names of keys are ours. Of the values, ids, commits and times are what the loop reads again. */
    private Map<String, String> metadata(Map<String, String> metadata) {
        Map<String, String> clean = new HashMap<>();
        metadata.forEach((key, value) -> clean.put(key, PLAIN.matcher(value).matches() ? value : text(value)));
        return clean;
    }

    Ticket ticket(Ticket t) {
        return new Ticket(
                t.id(),
                t.repository(),
                t.fingerprint(),
                text(t.title()),
                text(t.description()),
                t.category(),
                t.priority(),
                t.status(),
                t.evidence().stream().map(this::evidence).toList(),
                text(t.proposedSolution()),
                text(t.testPlan()),
                texts(t.filesToModify()),
                t.riskLevel(),
                t.estimatedEffort(),
                t.waiting(),
                metadata(t.metadata()),
                t.count(),
                t.createdAt(),
                t.updatedAt());
    }

    Attempt attempt(Attempt a) {
        return new Attempt(
                a.id(),
                a.ticketId(),
                a.number(),
                a.branchName(),
                text(a.changesSummary()),
                a.testResults(),
                a.success(),
                text(a.errorMessage()),
                a.timestamp());
    }

    private Evidence evidence(Evidence piece) {
        if (piece instanceof Evidence.ExceptionSeen e) {
            return new Evidence.ExceptionSeen(
                    text(e.type()), text(e.message()), e.count(), e.firstSeen(), e.lastSeen(), text(e.stackTrace()));
        } else if (piece instanceof Evidence.Feedback f) {
            return new Evidence.Feedback(text(f.text()), f.sentiment(), f.timestamp());
        } else if (piece instanceof Evidence.CiFailure c) {
            return new Evidence.CiFailure(
                    c.run(),
                    c.commit(),
                    c.branch(),
                    texts(c.tests()),
                    text(c.excerpt()),
                    c.count(),
                    c.firstSeen(),
                    c.lastSeen());
        } else if (piece instanceof Evidence.LabelledIssue i) {
            return new Evidence.LabelledIssue(i.number(), text(i.title()), text(i.text()), i.author());
        } else if (piece instanceof Evidence.Finding f) {
            return new Evidence.Finding(f.rule(), text(f.file()), f.line(), text(f.message()));
        }
        return piece;
    }
}
