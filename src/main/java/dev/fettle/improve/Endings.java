package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.propose.Story;
import java.time.InstantSource;
import java.util.List;

/** Ends tickets because somebody, or the state of things, said so; and lets people see it. Runs inside a transaction. */
final class Endings {
    private final Backlog backlog;
    private final Outbox outbox;
    private final Writes writes;
    private final Teller teller;

    Endings(Backlog backlog, Outbox outbox, InstantSource clock) {
        this.backlog = backlog;
        this.outbox = outbox;
        this.writes = new Writes(clock);
        this.teller = new Teller(outbox, clock);
    }

    /** Leaves a ticket alone from now on. One whose pull request is open stays ready, so that a person may still merge it. */
    void stop(String id, WaitingReason why, String cause) {
        Ticket now = fresh(id);
        if (now.status().ended() || now.waiting() == why) {
            return;
        }
        boolean open = now.status() == Status.READY && now.metadata().containsKey(Metadata.PULL_REQUEST);
        Status status = open ? Status.READY : Status.FAILED;
        Ticket ended = backlog.update(id, t -> Tickets.moved(t, status, why), cause);
        teller.tell(new Story(ended, ended.title(), List.of(), new Story.Outcome.Stopped(why)));
    }

    /** A person said no: remembered for good, and what is open of it is closed. */
    void reject(String id, String cause) {
        Ticket now = fresh(id);
        if (now.status() == Status.APPLIED || now.status() == Status.REJECTED) {
            return;
        }
        Ticket rejected = backlog.update(id, t -> Tickets.moved(t, Status.REJECTED, null), cause);
        String number = now.metadata().get(Metadata.PULL_REQUEST);
        if (number != null) {
            outbox.put(writes.close(now.repository(), id, Long.parseLong(number)));
        }
        teller.tell(new Story(rejected, rejected.title(), List.of(), new Story.Outcome.Rejected(cause)));
    }

    private Ticket fresh(String id) {
        return backlog.find(id).orElseThrow(() -> new IllegalStateException("there is no ticket " + id));
    }
}
