package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.intake.Signal;
import java.util.Optional;

/** A run that does not say what is red has nothing by which it would be the failure that was mended: what comes after the merge is another one. */
final class NextFailure {
    private NextFailure() {}

    /** The draft, under a fingerprint of its own where a ticket under its own is mended. */
    static Ticket after(Backlog backlog, Ticket draft, Signal signal) {
        if (!(signal instanceof Signal.RedTests red) || red.saysWhat()) {
            return draft;
        }
        Ticket next = draft;
        for (int mended = 1; isMended(backlog, next, signal); mended++) {
            next = Tickets.withFingerprint(draft, draft.fingerprint() + ":after:" + mended);
        }
        return next;
    }

    private static boolean isMended(Backlog backlog, Ticket draft, Signal signal) {
        Optional<Ticket> known = backlog.findByFingerprint(draft.repository().key(), draft.fingerprint());
        return known.filter(ticket -> ticket.status() == Status.APPLIED && !SameNews.is(ticket, signal))
                .isPresent();
    }
}
