package dev.fettle.backlog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What becomes of a ticket when its signal is seen again. */
final class Recurrence {
    private Recurrence() {}

    static Ticket apply(Ticket ticket, Ticket again, Instant at) {
        Evidence news = again.evidence().get(0);
        boolean fresher = fresher(ticket, again);
        List<Evidence> evidence = new ArrayList<>();
        boolean merged = false;
        for (Evidence old : ticket.evidence()) {
            Evidence both = merge(old, news, fresher);
            merged |= both != old;
            evidence.add(both);
        }
        if (!merged && !evidence.contains(news)) {
            evidence.add(news);
        }
        int count = ticket.count() + again.count();
        Priority byCount = ticket.category() == Category.BUG_FIX ? Rating.byCount(count) : Priority.LOW;
        // What gets worse is more urgent; what is told in milder words once is not less so.
        Priority priority = Stream.of(ticket.priority(), again.priority(), byCount)
                .max(Comparator.comparingInt(Priority::weight))
                .orElse(ticket.priority());
        Map<String, String> metadata = new HashMap<>(again.metadata());
        metadata.putAll(ticket.metadata());
        if (fresher) {
            metadata.put(TicketDrafts.REVISION, again.metadata().get(TicketDrafts.REVISION));
            metadata.remove(Ticket.LINES);
        }
        return Copies.recurred(ticket, evidence, priority, metadata, count, at);
    }

    /**
     * Whether what was seen again says more of where the code stands now: it names a revision, another one than the ticket's, and has all the causes that the ticket's trace has. What was begun goes
     * on with what it began with.
     */
    private static boolean fresher(Ticket ticket, Ticket again) {
        String revision = again.metadata().getOrDefault(TicketDrafts.REVISION, "");
        return ticket.status() == Status.OPEN
                && !revision.isEmpty()
                && !revision.equals(ticket.metadata().get(TicketDrafts.REVISION))
                && again.evidence().get(0) instanceof Evidence.ExceptionSeen news
                && ticket.evidence().stream()
                        .filter(Evidence.ExceptionSeen.class::isInstance)
                        .map(Evidence.ExceptionSeen.class::cast)
                        .anyMatch(old -> !news.lastSeen().isBefore(old.lastSeen())
                                && causes(news.stackTrace()) >= causes(old.stackTrace()));
    }

    /** How many exceptions a trace tells of; none where there is no trace. */
    private static long causes(String stackTrace) {
        return stackTrace.isEmpty()
                ? 0
                : 1
                        + stackTrace
                                .lines()
                                .filter(line -> line.startsWith("Caused by: "))
                                .count();
    }

    /** The old piece with the new one folded in, or the old one itself where they are of different sources. */
    private static Evidence merge(Evidence old, Evidence news, boolean fresher) {
        if (old instanceof Evidence.ExceptionSeen a && news instanceof Evidence.ExceptionSeen b) {
            return new Evidence.ExceptionSeen(
                    a.type(),
                    fresher ? b.message() : a.message(),
                    a.count() + b.count(),
                    earlier(a.firstSeen(), b.firstSeen()),
                    later(a.lastSeen(), b.lastSeen()),
                    fresher || a.stackTrace().isEmpty() ? b.stackTrace() : a.stackTrace());
        }
        if (old instanceof Evidence.CiFailure a && news instanceof Evidence.CiFailure b) {
            return new Evidence.CiFailure(
                    b.run(),
                    b.commit(),
                    b.branch(),
                    b.tests().isEmpty() ? a.tests() : b.tests(),
                    b.excerpt(),
                    a.count() + b.count(),
                    earlier(a.firstSeen(), b.firstSeen()),
                    later(a.lastSeen(), b.lastSeen()));
        }
        if (old instanceof Evidence.Anomaly && news instanceof Evidence.Anomaly) {
            return news.equals(old) ? old : news;
        }
        if (old instanceof Evidence.Feedback a && news instanceof Evidence.Feedback b) {
            // The same words: one piece, as old as the last time that they were said.
            return new Evidence.Feedback(a.text(), b.sentiment(), later(a.timestamp(), b.timestamp()));
        }
        if (old instanceof Evidence.Finding a && news instanceof Evidence.Finding b && samePlace(a, b)) {
            return b;
        }
        if (old instanceof Evidence.LabelledIssue a
                && news instanceof Evidence.LabelledIssue b
                && a.number() == b.number()) {
            return b;
        }
        return old;
    }

    /** Lines move with each commit. */
    private static boolean samePlace(Evidence.Finding a, Evidence.Finding b) {
        return a.rule().equals(b.rule()) && a.file().equals(b.file());
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
