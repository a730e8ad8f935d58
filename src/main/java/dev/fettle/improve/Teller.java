package dev.fettle.improve;

import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.CheckRun;
import dev.fettle.propose.CheckText;
import dev.fettle.propose.StatusCommentText;
import dev.fettle.propose.Story;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Lets people see how a ticket stands: the one comment on its issue or on the person's pull request, or, where there is neither, a check run on the red
 * commit once it has ended. Writes go through the outbox; what is not sent yet is replaced.
 */
final class Teller {
    private final Outbox outbox;
    private final Writes writes;

    Teller(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.writes = new Writes(clock);
    }

    void tell(Story story) {
        Ticket ticket = story.ticket();
        Optional<Long> place = place(story);
        label(story);
        if (place.isPresent()) {
            String key = "comment:" + ticket.id() + ":status";
            String marker = StatusCommentText.marker(ticket.id());
            String body = StatusCommentText.body(story);
            outbox.put(Writes.about(
                    ticket.id(),
                    story.outcome() instanceof Story.Outcome.Working
                            ? writes.progress(ticket.repository(), key, place.get(), marker, body)
                            : writes.comment(ticket.repository(), key, place.get(), marker, body)));
        } else if (story.outcome() instanceof Story.Outcome.Abstained
                || story.outcome() instanceof Story.Outcome.Failed
                || story.outcome() instanceof Story.Outcome.Waiting) {
            redCommit(ticket).ifPresent(sha -> {
                CheckRun check = CheckText.outcome(sha, story);
                outbox.put(writes.check(ticket.repository(), check));
            });
        }
    }

    /** Whether there is an issue, or a person's pull request, that gets the comment from the beginning. */
    static boolean hasPlace(Ticket ticket) {
        return ticket.metadata().containsKey(Metadata.ISSUE)
                || ticket.metadata().containsKey(Metadata.SUGGEST_ON);
    }

    /** An issue that waits for an answer can be found by its label, for as long as it waits. */
    private void label(Story story) {
        Ticket ticket = story.ticket();
        String issue = ticket.metadata().get(Metadata.ISSUE);
        if (issue != null && ticket.metadata().containsKey(Metadata.ASKED)) {
            boolean waits = ticket.waiting() == WaitingReason.NEEDS_INFO;
            outbox.put(writes.label(
                    ticket.repository(), Long.parseLong(issue), RepositorySettings.NEEDS_INFO_LABEL, waits));
        }
    }

    /** The issue, or the person's pull request, that gets the comment; our own pull request only when we leave it to people. */
    private static Optional<Long> place(Story story) {
        Map<String, String> metadata = story.ticket().metadata();
        boolean left = story.outcome() instanceof Story.Outcome.Stopped;
        return Optional.ofNullable(metadata.get(Metadata.ISSUE))
                .or(() -> Optional.ofNullable(metadata.get(Metadata.SUGGEST_ON)))
                .or(() -> left ? Optional.ofNullable(metadata.get(Metadata.PULL_REQUEST)) : Optional.empty())
                .map(Long::valueOf);
    }

    private static Optional<String> redCommit(Ticket ticket) {
        return ticket.evidence().stream()
                .filter(Evidence.CiFailure.class::isInstance)
                .map(Evidence.CiFailure.class::cast)
                .map(Evidence.CiFailure::commit)
                .filter(sha -> sha.length() == 40)
                .reduce((first, last) -> last);
    }
}
