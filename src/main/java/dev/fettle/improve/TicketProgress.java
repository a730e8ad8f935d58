package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.improve.RepairPipeline.NotMended;
import dev.fettle.propose.Story;
import dev.fettle.propose.Story.StageTime;
import dev.fettle.repair.Progress;
import dev.fettle.repair.RepairReason;
import dev.fettle.work.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Shows a ticket's progress where its people look, and keeps the time of the stages before the pipeline. For one thread. */
final class TicketProgress implements Progress {
    private static final Set<Stage> OWN = EnumSet.of(Stage.CHECKOUT, Stage.PREPARE);
    private final Ticket ticket;
    private final Backlog backlog;
    private final Transactions transactions;
    private final Teller teller;
    private final Progress listener;
    private final InstantSource clock;
    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
    private Stage current = Stage.CHECKOUT;
    private Instant since;

    TicketProgress(
            Ticket ticket,
            Backlog backlog,
            Transactions transactions,
            Teller teller,
            Progress listener,
            InstantSource clock) {
        this.ticket = ticket;
        this.backlog = backlog;
        this.transactions = transactions;
        this.teller = teller;
        this.listener = listener;
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public void stage(Stage stage) {
        if (stage != current) {
            close();
            current = stage;
        }
        listener.stage(stage);
        Story.Outcome working = new Story.Outcome.Working();
        boolean ours = transactions.inOne(() -> {
            Ticket now = backlog.find(ticket.id()).orElse(ticket);
            if (now.status() != Status.IN_PROGRESS && now.status() != Status.TESTING) {
                return false;
            }
            if (stage == Stage.PROVE) {
                now = backlog.update(
                        ticket.id(),
                        t -> Tickets.moved(at(t, stage), Status.TESTING, null),
                        "a patch is applied, tests run");
            } else {
                now = backlog.update(ticket.id(), t -> at(t, stage), "");
            }
            teller.tell(new Story(now, now.title(), soFar(), working));
            return true;
        });
        if (!ours) {
            throw new StoppedException();
        }
    }

    private static Ticket at(Ticket ticket, Stage stage) {
        return Metadata.with(ticket, Metadata.STAGE, stage.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void note(String text) {
        listener.note(text);
    }

    /** The times of the stages before the pipeline took over. */
    StageTimes times() {
        close();
        Map<Stage, Duration> own = new EnumMap<>(times);
        own.keySet().retainAll(OWN);
        return new StageTimes(own);
    }

    /** An end before the pipeline took over. */
    NotMended ended(RepairReason reason, String detail, boolean error) {
        return new NotMended(reason, current, detail, error, null, null, times());
    }

    private List<StageTime> soFar() {
        List<StageTime> stages = new ArrayList<>();
        times.forEach((stage, time) -> stages.add(new StageTime(stage, time)));
        stages.add(new StageTime(current, null));
        return stages;
    }

    private void close() {
        Instant now = clock.instant();
        times.merge(current, Duration.between(since, now), Duration::plus);
        since = now;
    }
}
