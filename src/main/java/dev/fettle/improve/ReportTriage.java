package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Fingerprint;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.base.settings.SettingsException;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Repository;
import dev.fettle.intake.IntakeKeys;
import dev.fettle.intake.ReportLog;
import dev.fettle.intake.ReportLog.Pending;
import dev.fettle.intake.Signal;
import dev.fettle.work.Memory;
import dev.fettle.work.Transactions;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From what programs outside reported to tickets, which wait for a person: whoever can send a report could else have Fettle run and change code. Reports go and tickets come in one
 * transaction, so that each is counted once.
 */
public final class ReportTriage implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ReportTriage.class);
    private static final String SCOPE = "reported";
    /** In one transaction: who reports meanwhile waits for it. */
    private static final int AT_ONCE = 25;

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration UNREADABLE = Duration.ofMinutes(10);
    private static final Duration ASKED_ANEW = Duration.ofMinutes(5);

    private final ReportLog reports;
    private final IntakeKeys keys;
    private final Forge forge;
    private final SettingsSource settingsSource;
    private final Intaking intaking;
    private final Backlog backlog;
    private final Endings endings;
    private final Memory memory;
    private final TracePlaces places;
    private final Analyses analyses;
    private final int newTicketsPerDay;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();

    /** @param newTicketsPerDay of one repository; what it has tickets for already is always counted */
    public ReportTriage(
            ReportLog reports,
            IntakeKeys keys,
            Forge forge,
            SettingsSource settingsSource,
            Intaking intaking,
            Backlog backlog,
            Outbox outbox,
            Memory memory,
            Transactions transactions,
            int newTicketsPerDay,
            InstantSource clock) {
        this.newTicketsPerDay = newTicketsPerDay;
        this.reports = reports;
        this.keys = keys;
        this.forge = forge;
        this.settingsSource = settingsSource;
        this.intaking = intaking;
        this.backlog = backlog;
        this.endings = new Endings(backlog, outbox, clock);
        this.memory = memory;
        this.transactions = transactions;
        this.analyses = new Analyses(backlog, intaking, memory);
        this.places = new TracePlaces(intaking.trees(), backlog, transactions);
        this.clock = clock;
    }

    @Override
    public Result work(WorkItem item) {
        Optional<RepositoryRef> named = reports.repository(item.key());
        if (named.isEmpty()) {
            return new Result.Done();
        }
        try {
            Optional<Repository> known = resolved(item.key(), named.get());
            if (known.isEmpty()) {
                LOG.warn(
                        "{} has reports, and the forge does not show it; they are kept",
                        named.get().slug());
                return later(UNREADABLE, "the forge does not show the repository");
            }
            RepositoryRef repository = known.get().ref();
            List<Ticket> fresh = new ArrayList<>();
            int taken = take(item.key(), repository, settingsSource.lastRead(repository), fresh);
            fresh.forEach(ticket -> places.look(ticket, known.get()));
            return taken == AT_ONCE ? later(Duration.ZERO, "more reports wait") : whenDeferred(item.key());
        } catch (SettingsException e) {
            LOG.warn("the settings of {} have mistakes: {}", named.get().slug(), e.getMessage());
            return later(UNREADABLE, "the settings have mistakes");
        } catch (ForgeException e) {
            LOG.info("the reports of {} wait: {}", named.get().slug(), e.getMessage());
            return ForgeTrouble.putOff(e, clock.instant().plus(PAUSE))
                    .orElseGet(() -> later(UNREADABLE, e.kind().name()));
        }
    }

    /** The repository as the forge knows it, with its settings read: in a burst not at each turn, since forges count what they are asked. */
    private Optional<Repository> resolved(String key, RepositoryRef named) {
        Asked before = asked.get(key);
        if (before != null && before.at().plus(ASKED_ANEW).isAfter(clock.instant())) {
            return Optional.of(before.repository());
        }
        Optional<Repository> repository = forge.repository(named);
        repository.ifPresent(found -> {
            RepositorySettings unused = settingsSource.of(found);
            keys.resolved(found.ref());
            intaking.look(found);
            asked.put(key, new Asked(found, clock.instant()));
        });
        return repository;
    }

    private record Asked(Repository repository, Instant at) {}

    /** One that cannot be made a ticket must not keep the others: then they are taken one by one. */
    private int take(String key, RepositoryRef repository, RepositorySettings settings, List<Ticket> fresh) {
        try {
            List<Ticket> together = new ArrayList<>();
            int all = transactions.inOne(() -> take(key, repository, settings, AT_ONCE, together));
            fresh.addAll(together);
            return all;
        } catch (RuntimeException e) {
            LOG.warn("{}: reports are taken one by one, since together they failed", repository.slug(), e);
        }
        int taken = 0;
        for (int one = 1; one == 1 && taken < AT_ONCE; taken += one) {
            one = alone(key, repository, settings, fresh);
        }
        return taken;
    }

    private int alone(String key, RepositoryRef repository, RepositorySettings settings, List<Ticket> fresh) {
        try {
            return transactions.inOne(() -> take(key, repository, settings, 1, fresh));
        } catch (RuntimeException e) {
            LOG.error(
                    "{}: a report could not be made a ticket; it is kept and tried again tomorrow",
                    repository.slug(),
                    e);
            return transactions.inOne(() -> {
                List<Pending> next = reports.take(key, clock.instant(), 1);
                next.forEach(pending -> reports.defer(pending, tomorrow()));
                return next.size();
            });
        }
    }

    private int take(String key, RepositoryRef repository, RepositorySettings settings, int most, List<Ticket> fresh) {
        List<Pending> due = reports.take(key, clock.instant(), most);
        int deferred = 0;
        for (Pending pending : due) {
            Signal signal = pending.report().signal().of(repository);
            Optional<String> refusal = Listening.refusal(settings, repository, pending.source());
            if (refusal.isPresent()) {
                LOG.info(
                        "{} report(s) through {} go: {}",
                        signal.count(),
                        pending.source().word(),
                        refusal.get());
            } else if (signal instanceof Signal.AnalysisEnded ended) {
                List<Ticket> over = analyses.ended(ended);
                LOG.info("{}: {} found no longer by {}", repository.slug(), over.size(), ended.tool());
            } else if (pending.report().isOver()) {
                over(signal);
            } else if (!taken(pending, signal, repository, settings, fresh)) {
                deferred++;
                reports.defer(pending, tomorrow());
            }
        }
        if (deferred > 0) {
            LOG.warn(
                    "{}: {} more kinds of failure wait, {} new tickets of reports were made today",
                    repository.slug(),
                    deferred,
                    newTicketsPerDay);
        }
        return due.size();
    }

    /** What is over needs no repair, unless a person asked for it or it was begun. */
    private void over(Signal signal) {
        backlog.findByFingerprint(signal.repository().key(), Fingerprint.of(signal))
                .filter(ticket -> ticket.status() == Status.OPEN)
                .filter(ticket -> !ticket.metadata().containsKey(Metadata.APPROVED_BY))
                .ifPresent(ticket ->
                        endings.stop(ticket.id(), WaitingReason.OBSOLETE, "reported to be over at " + signal.seenAt()));
    }

    private boolean taken(
            Pending pending, Signal signal, RepositoryRef repository, RepositorySettings settings, List<Ticket> fresh) {
        Intaking.Draft draft = intaking.draft(signal);
        if (!draft.known() && !roomToday(repository)) {
            return false;
        }
        Ticket ticket = intaking.take(
                signal,
                draft,
                Map.of(),
                settings,
                false,
                "reported through " + pending.source().word());
        if (!draft.known()) {
            fresh.add(ticket);
        }
        LOG.debug("{}: seen {} time(s) more", ticket.id(), signal.count());
        return true;
    }

    /** Takes one of the day's places, if there is one left. */
    private boolean roomToday(RepositoryRef repository) {
        String today = clock.instant().truncatedTo(ChronoUnit.DAYS) + " ";
        int used = memory.get(SCOPE, repository.key())
                .filter(note -> note.startsWith(today))
                .map(note -> Integer.parseInt(note.substring(today.length())))
                .orElse(0);
        if (used >= newTicketsPerDay) {
            return false;
        }
        memory.put(SCOPE, repository.key(), today + (used + 1));
        return true;
    }

    private Result whenDeferred(String key) {
        return reports.waiting(key) == 0
                ? new Result.Done()
                : new Result.Later(tomorrow(), "the day's new tickets are used up");
    }

    private Instant tomorrow() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }

    private Result later(Duration pause, String why) {
        return new Result.Later(clock.instant().plus(pause), why);
    }
}
