package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketDrafts;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.Redactor;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.forge.Repository;
import dev.fettle.intake.Signal;
import dev.fettle.propose.Story;
import dev.fettle.work.Memory;
import dev.fettle.work.WorkQueue;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a signal to a ticket in the backlog, its first answer to people, and a cycle in the queue. Runs inside a transaction. */
public final class Intaking {
    private final Backlog backlog;
    private final Lookup lookup;
    private final Queueing queueing;
    private final TicketDrafts drafts;
    private final KnownTrees trees;
    private final WorkQueue queue;
    private final Teller teller;
    private final Endings endings;
    private final CutTraces cuts;
    private final Breaker breaker;
    private final Redactor redactor;
    private final InstantSource clock;

    public Intaking(
            Backlog backlog,
            TicketDrafts drafts,
            KnownTrees trees,
            WorkQueue queue,
            Outbox outbox,
            Breaker breaker,
            Redactor redactor,
            Memory memory,
            Queueing queueing,
            InstantSource clock) {
        this.queueing = queueing;
        this.cuts = new CutTraces(backlog, memory);
        this.redactor = redactor;
        this.backlog = backlog;
        this.lookup = new Lookup(backlog);
        this.drafts = drafts;
        this.trees = trees;
        this.queue = queue;
        this.breaker = breaker;
        this.teller = new Teller(outbox, clock);
        this.endings = new Endings(backlog, outbox, clock);
        this.clock = clock;
    }

    /** Foreign text without secrets and private data: what a signal is made of. */
    String clean(String foreign) {
        return redactor.redact(foreign);
    }

    /** What is known of the repositories' files. */
    KnownTrees trees() {
        return trees;
    }

    /** Looks at what is known of a repository, so that its tickets can name files. Outside of a transaction. */
    void look(Repository repository) {
        trees.look(repository);
    }

    /**
     * What would be a ticket of a signal by itself.
     *
     * @param ticket under the fingerprint of the one that stands for the same failure, where there is one
     * @param own the signal's own fingerprint
     * @param known whether there is such a ticket, whatever became of it
     */
    record Draft(Ticket ticket, String own, boolean known) {}

    /** Makes a signal's draft. */
    Draft draft(Signal signal) {
        Ticket ticket = drafts.draft(signal, trees);
        String own = ticket.fingerprint();
        boolean known =
                backlog.findByFingerprint(ticket.repository().key(), own).isPresent();
        Optional<String> other = known ? Optional.empty() : cuts.otherFingerprint(signal, own);
        return new Draft(Tickets.withFingerprint(ticket, other.orElse(own)), own, known || other.isPresent());
    }

    /**
     * Takes a signal in.
     *
     * @param extras for the ticket's metadata: the issue, who asked, the branch to mend
     * @param mayStart whether somebody who may start a repair is behind it; else the ticket waits for such a person
     */
    public Ticket take(
            Signal signal, Map<String, String> extras, RepositorySettings settings, boolean mayStart, String cause) {
        return take(signal, draft(signal), extras, settings, mayStart, cause);
    }

    /** The same, where its draft was made already. */
    Ticket take(
            Signal signal,
            Draft made,
            Map<String, String> extras,
            RepositorySettings settings,
            boolean mayStart,
            String cause) {
        Ticket draft = made.ticket();
        cuts.note(signal, made);
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            draft = Metadata.with(draft, extra.getKey(), extra.getValue());
        }
        String pullRequest = extras.get(Metadata.SUGGEST_ON);
        if (pullRequest != null) {
            // The same failure on a person's branch is another matter than on the default one: it is mended elsewhere.
            Optional<Ticket> there =
                    backlog.findByFingerprint(draft.repository().key(), draft.fingerprint());
            if (there.isPresent() && there.get().status() == Status.REJECTED) {
                return there.get();
            }
            draft = Tickets.withFingerprint(draft, draft.fingerprint() + ":pull:" + pullRequest);
        }
        draft = NextFailure.after(backlog, draft, signal);
        draft = Tickets.moved(draft, Status.OPEN, waiting(signal, draft, settings, mayStart));
        Optional<Ticket> before = backlog.findByFingerprint(draft.repository().key(), draft.fingerprint());
        if (before.isEmpty()) {
            draft = Tickets.withId(draft, freeId(draft.id()));
        }
        Ticket news = draft;
        Backlog.Added added = backlog.add(draft, old -> again(old, news, signal, extras), cause);
        Ticket ticket = added.ticket();
        boolean anew = before.isPresent()
                && ((mayStart ? startsAnew(before.get(), signal) : waitsAnew(before.get()))
                        || cameBack(before.get(), signal));
        if (anew) {
            boolean circle = before.get().status() == Status.APPLIED && !(signal instanceof Signal.IssueRequested);
            ticket = backlog.update(
                    ticket.id(),
                    old -> {
                        Ticket again = anew(old, extras);
                        WaitingReason waiting =
                                circle ? WaitingReason.CAME_BACK : waiting(signal, again, settings, mayStart);
                        return Tickets.moved(again, Status.OPEN, waiting);
                    },
                    cause);
        } else if (mayStart && before.isPresent() && waitedForSomebody(before.get())) {
            ticket = backlog.update(
                    ticket.id(),
                    old -> Tickets.moved(askedBy(old, extras), Status.OPEN, waiting(old, settings, true)),
                    cause);
        }
        if (ticket.status() == Status.OPEN) {
            announce(ticket);
            if (ticket.waiting() == null) {
                queue.enqueue(CycleItems.of(ticket.repository(), clock));
            }
        }
        return ticket;
    }

    /**
     * Takes in what people answered about a ticket that waited for it, with new attempts. It stays the same ticket, also where the answer shows a failure that would have been found under
     * another fingerprint.
     *
     * @param extras for its metadata
     * @return empty where another ticket stands for what the answer shows: then nothing is changed
     */
    Optional<Ticket> answered(
            Ticket ticket, Signal signal, Map<String, String> extras, RepositorySettings settings, String cause) {
        Draft made = draft(signal);
        boolean another = backlog.findByFingerprint(
                        ticket.repository().key(), made.ticket().fingerprint())
                .filter(known -> !known.id().equals(ticket.id()))
                .isPresent();
        if (another) {
            return Optional.empty();
        }
        cuts.same(ticket.repository(), made.own(), ticket.fingerprint());
        String attempts = Integer.toString(backlog.attempts(ticket.id()).size());
        Ticket told = backlog.update(
                ticket.id(),
                old -> {
                    Ticket retold = Metadata.with(Tickets.retold(old, made.ticket()), Metadata.RETRIED_AFTER, attempts);
                    for (Map.Entry<String, String> extra : extras.entrySet()) {
                        retold = Metadata.with(retold, extra.getKey(), extra.getValue());
                    }
                    return Tickets.moved(retold, Status.OPEN, waiting(retold, settings, true));
                },
                cause);
        announce(told);
        if (told.waiting() == null) {
            queue.enqueue(CycleItems.of(told.repository(), clock));
        }
        return Optional.of(told);
    }

    /** Of many tickets within one second, two may have got the same four digits. */
    private String freeId(String id) {
        String stem = id.substring(0, id.length() - 4);
        int digits = Integer.parseInt(id.substring(stem.length()));
        String free = id;
        for (int next = 1; backlog.find(free).isPresent(); next++) {
            free = stem + String.format(Locale.ROOT, "%04d", (digits + next) % 10_000);
        }
        return free;
    }

    /** What a new ticket of a signal would wait for; null when a cycle would take it. */
    public static @Nullable WaitingReason waiting(
            Signal signal, Ticket draft, RepositorySettings settings, boolean mayStart) {
        if (signal instanceof Signal.SecretPushed) {
            return WaitingReason.SECRET_PUSHED;
        }
        if (noEngine(signal)) {
            return WaitingReason.NO_KNOWN_FIX;
        }
        // What programs and outsiders say may rank and describe; a repair begins when somebody who may write asks for
        // it.
        return !mayStart && reported(signal) ? WaitingReason.REPORTED : waiting(draft, settings, mayStart);
    }

    private static boolean noEngine(Signal signal) {
        return found(signal) && !(signal instanceof Signal.RuleFinding finding && finding.fixable());
    }

    private static boolean found(Signal signal) {
        return signal instanceof Signal.RuleFinding
                || signal instanceof Signal.VulnerableDependency
                || signal instanceof Signal.TestSlower;
    }

    /** A finding that was gone for a while. */
    public static boolean cameBack(Ticket before, Signal signal) {
        return found(signal) && waitsAnew(before);
    }

    /** Ends a ticket whose finding is gone. One that a person has begun to work on, or that has ended, is left as it is. */
    public void gone(Ticket ticket, String cause) {
        if (ticket.status() == Status.OPEN) {
            endings.stop(ticket.id(), WaitingReason.OBSOLETE, cause);
        }
    }

    private static @Nullable WaitingReason waiting(Ticket ticket, RepositorySettings settings, boolean mayStart) {
        if (ticket.metadata().containsKey(Metadata.NOT_ATTEMPTED)) {
            return WaitingReason.UNSUPPORTED;
        }
        if (ticket.metadata().containsKey(Metadata.IN_HANDS)) {
            return WaitingReason.IN_HANDS;
        }
        if (ticket.metadata().containsKey(Metadata.OWN_CHANGE)) {
            return WaitingReason.OWN_CHANGE;
        }
        return !mayStart || Tickets.tooRisky(ticket, settings)
                ? WaitingReason.NEEDS_APPROVAL
                : settings.mode() == Mode.OBSERVE ? WaitingReason.OBSERVE_ONLY : null;
    }

    private static boolean reported(Signal signal) {
        return signal instanceof Signal.ExceptionSeen
                || signal instanceof Signal.AnomalySeen
                || signal instanceof Signal.FeedbackGiven;
    }

    /** What was over is so again, and waits as it did before. */
    private static boolean waitsAnew(Ticket before) {
        return before.status() == Status.FAILED && before.waiting() == WaitingReason.OBSOLETE;
    }

    private Ticket again(Ticket old, Ticket news, Signal signal, Map<String, String> extras) {
        Ticket again = SameNews.is(old, signal) ? old : TicketDrafts.seenAgain(old, news, signal);
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            if (extra.getKey().equals(Metadata.DELIVERIES)) {
                again = Metadata.toldBy(again, extra.getValue());
            } else if (extra.getKey().equals(Metadata.RUN_URL)
                    || !again.metadata().containsKey(extra.getKey())) {
                again = Metadata.with(again, extra.getKey(), extra.getValue());
            }
        }
        return again;
    }

    /**
     * Whether a ticket that had ended is opened once more: a failure that is seen on a new commit, a merged fix that did not last (which then waits for a person, whoever
     * took it back or whatever broke it: by itself Fettle would mend the same for ever), or a person who asks again. What a person stopped only a person starts; what a person rejected nobody does. The budget of attempts goes on counting. What was only reported so far starts as
     * soon as somebody who may start it says the same.
     */
    private static boolean startsAnew(Ticket before, Signal signal) {
        boolean person = signal instanceof Signal.IssueRequested;
        if (before.status() == Status.OPEN) {
            WaitingReason waiting = before.waiting();
            return waiting == WaitingReason.REPORTED || person && waiting != null && waiting.circle();
        }
        if (before.status() == Status.APPLIED) {
            return person || !SameNews.is(before, signal);
        }
        return before.status() == Status.FAILED
                && (person || before.waiting() != WaitingReason.SWITCHED_OFF && !SameNews.is(before, signal));
    }

    /** Whether only somebody was missing who may start work: a source that may has now told of the same. */
    private static boolean waitedForSomebody(Ticket before) {
        return before.status() == Status.OPEN && before.waiting() == WaitingReason.NEEDS_APPROVAL;
    }

    /** Who may start work is answerable for it from now on, and not who had told of it before. */
    private static Ticket askedBy(Ticket old, Map<String, String> extras) {
        String person = extras.get(Metadata.REQUESTED_BY);
        return person == null
                ? Metadata.without(old, Metadata.REQUESTED_BY)
                : Metadata.with(old, Metadata.REQUESTED_BY, person);
    }

    private Ticket anew(Ticket old, Map<String, String> extras) {
        Ticket anew = old;
        String person = extras.get(Metadata.REQUESTED_BY);
        if (person != null) {
            anew = Metadata.with(anew, Metadata.REQUESTED_BY, person);
        }
        if (old.status() == Status.APPLIED) {
            String merged = old.metadata().get(Metadata.PULL_REQUEST);
            anew = Metadata.without(Metadata.without(anew, Metadata.PULL_REQUEST), Metadata.PULL_REQUEST_URL);
            // who approved of that patch has not seen the next one
            anew = Metadata.without(anew, Metadata.APPROVED_BY);
            anew = merged == null ? anew : Metadata.with(anew, Metadata.MENDED_BEFORE, merged);
            anew = Metadata.with(
                    anew,
                    Metadata.RETRIED_AFTER,
                    Integer.toString(backlog.attempts(old.id()).size()));
        }
        return anew;
    }

    /** Lets go on what waited only because of the repository's mode. */
    int resume(RepositoryRef repository, RepositorySettings settings) {
        if (settings.mode() == Mode.OBSERVE) {
            return 0;
        }
        List<Ticket> waiting =
                lookup.standing(repository, Condition.equal(Facet.WAITING, WaitingReason.OBSERVE_ONLY.name())).stream()
                        .filter(ticket -> ticket.status() == Status.OPEN)
                        .toList();
        waiting.forEach(ticket -> reopen(ticket, "", "the mode allows it now"));
        if (!lookup.standing(repository, Condition.equal(Facet.WAITING, WaitingReason.DEFERRED.name()))
                .isEmpty()) {
            // It may have waited for these settings: the next cycle sees.
            queue.enqueue(CycleItems.of(repository, clock));
        }
        return waiting.size();
    }

    /** A person's pull request is closed: what waited for it goes on. */
    void released(RepositoryRef repository, long pullRequest) {
        String number = Long.toString(pullRequest);
        lookup.standing(repository, Condition.equal(Facet.IN_HANDS, number)).stream()
                .filter(ticket -> ticket.status() == Status.OPEN && ticket.waiting() == WaitingReason.IN_HANDS)
                .forEach(ticket -> reopen(ticket, "", "pull request #" + number + " was closed"));
    }

    /** Something that a merge may have waited for has come. */
    void lookAtMerge(Ticket ticket) {
        queue.enqueue(CycleItems.merge(ticket, clock));
    }

    /** Lets people see that a ticket stands and how. */
    void announce(Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        if (ticket.status() != Status.OPEN) {
            return;
        }
        Optional<Breaker.Storm> storm = breaker.open(ticket.repository());
        if (waiting == null && storm.isEmpty() && !Teller.hasPlace(ticket)) {
            return; // nobody would read of its place in the queue
        }
        Story.Outcome outcome = waiting != null
                ? new Story.Outcome.Waiting(waiting, detail(ticket))
                : storm.isPresent()
                        ? new Story.Outcome.Waiting(
                                WaitingReason.EVENT_STORM,
                                Holds.storm(storm.get()).words())
                        : queueing.turn(ticket);
        teller.tell(new Story(ticket, ticket.title(), List.of(), outcome));
    }

    private static String detail(Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        if (waiting != null && waiting.circle()) {
            String merged = ticket.metadata()
                    .get(waiting == WaitingReason.OWN_CHANGE ? Metadata.OWN_CHANGE : Metadata.MENDED_BEFORE);
            return merged == null ? "" : "The merged change is pull request number " + merged + ".";
        }
        String hands = ticket.metadata().get(Metadata.IN_HANDS);
        return hands == null
                ? ticket.metadata()
                        .getOrDefault(Metadata.NOT_ATTEMPTED, ticket.metadata().getOrDefault(Metadata.HELD, ""))
                : InHands.sentence(hands);
    }

    /**
     * Lets a waiting or ended ticket be tried again, with new attempts.
     *
     * @param by login of the person who asks, who is now answerable for it; "" for nobody new
     */
    Ticket reopen(Ticket ticket, String by, String cause) {
        if (ticket.waiting() != null && ticket.waiting().forPeopleOnly()) {
            return ticket;
        }
        int attempts = backlog.attempts(ticket.id()).size();
        Ticket open = backlog.update(
                ticket.id(),
                t -> {
                    Ticket again = Metadata.anew(Metadata.freed(t, !by.isEmpty()), attempts);
                    again = by.isEmpty() ? again : Metadata.with(again, Metadata.REQUESTED_BY, by);
                    return Tickets.moved(again, Status.OPEN, null);
                },
                cause);
        queue.enqueue(CycleItems.of(ticket.repository(), clock));
        announce(open);
        return open;
    }
}
