package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.propose.Story;
import java.time.InstantSource;
import java.util.List;

/** Ends work on tickets because somebody, or the state of things, said so; and lets people see it. What people decide for good is in {@link Decisions}. Runs inside a transaction. */
final class Endings {
    private final Backlog backlog;
    private final Teller teller;

    Endings(Backlog backlog, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.teller = new Teller(outbox, clock);
    }

    /** Leaves a ticket alone from now on. One whose pull request is open stays ready, so that a person may still merge it. */
    void stop(String id, WaitingReason why, String cause) {
        Ticket now = backlog.find(id).orElseThrow(() -> new IllegalStateException("there is no ticket " + id));
        if (now.status().ended() || now.waiting() == why) {
            return;
        }
        boolean open = now.status() == Status.READY && now.metadata().containsKey(Metadata.PULL_REQUEST);
        Status status = open ? Status.READY : Status.FAILED;
        Ticket ended = backlog.update(id, t -> Tickets.moved(t, status, why), cause);
        teller.tell(new Story(ended, ended.title(), List.of(), new Story.Outcome.Stopped(why)));
    }
}
