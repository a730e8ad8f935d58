package dev.fettle.improve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.IssueDraft;
import dev.fettle.forge.StandingIssue;
import dev.fettle.propose.BacklogIssueText;
import dev.fettle.propose.BacklogTick;
import dev.fettle.work.Memory;
import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is kept of the issues that mirror the backlog, and when they are written anew: a minute after the first change, so that what happens together is told together, and
 * not within five minutes of the last time, unless a person ticked a box and waits for it. Calls join the open transaction.
 */
public final class BacklogIssues {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPE = "backlog issue";
    private static final Duration QUIET = Duration.ofMinutes(1);
    private static final Duration APART = Duration.ofMinutes(5);
    private static final int PRIORITY = 30;

    private final SettingsSource settings;
    private final Memory memory;
    private final Outbox outbox;
    private final WorkQueue queue;
    private final InstantSource clock;

    public BacklogIssues(SettingsSource settings, Memory memory, Outbox outbox, WorkQueue queue, InstantSource clock) {
        this.settings = settings;
        this.memory = memory;
        this.outbox = outbox;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * What is known of one.
     *
     * @param number 0 as long as there is none
     * @param written when it was last brought up to date, in milliseconds since the epoch
     * @param heard the ticked boxes that were dealt with, and are still ticked there
     * @param asked whether a person ticked a box since, and waits to see what became of it
     * @param off whether it says that it is switched off
     */
    record Kept(long number, long written, Set<String> heard, boolean asked, boolean off) {
        static final Kept NOTHING = new Kept(0, 0, Set.of(), false, false);

        Kept {
            heard = Set.copyOf(heard);
        }

        Kept heard(Set<String> now, boolean asks) {
            return new Kept(number, written, now, asked || asks, off);
        }

        Kept off(boolean now) {
            return new Kept(number, written, heard, asked, now);
        }
    }

    /** A ticket of that repository was added or changed. */
    public void changed(RepositoryRef repository) {
        if (settings.lastRead(repository).backlogIssue()) {
            ask(repository, QUIET);
        }
    }

    /** The settings of that repository were read anew: they may say otherwise now. */
    void settingsRead(RepositoryRef repository) {
        if (settings.lastRead(repository).backlogIssue() || kept(repository).number() != 0) {
            ask(repository, QUIET);
        }
    }

    /** Has it looked at soon. */
    void ask(RepositoryRef repository, Duration after) {
        queue.enqueue(new WorkItem(
                WorkItem.Kind.BACKLOG_ISSUE,
                RepositoryWork.key(repository),
                "",
                PRIORITY,
                clock.instant().plus(after)));
    }

    /** From when on it may be written again. */
    Instant notBefore(Kept kept) {
        return kept.asked()
                ? Instant.EPOCH
                : Instant.ofEpochMilli(kept.written()).plus(APART);
    }

    Kept kept(RepositoryRef repository) {
        return memory.get(SCOPE, repository.key()).map(BacklogIssues::read).orElse(Kept.NOTHING);
    }

    void keep(RepositoryRef repository, Kept kept) {
        memory.put(SCOPE, repository.key(), json(kept));
    }

    /** Notes which issue it is, and which boxes are ticked on it no more. */
    void stands(RepositoryRef repository, IssueDraft draft, StandingIssue standing) {
        Kept before = kept(repository);
        long number = standing.issue().number();
        Set<String> still = new TreeSet<>(before.heard());
        still.retainAll(names(BacklogIssueText.ticked(standing.issue().body())));
        boolean asWanted = standing.asWanted();
        keep(
                repository,
                new Kept(
                        number,
                        asWanted ? clock.instant().toEpochMilli() : before.written(),
                        still,
                        !asWanted && before.asked(),
                        before.off()));
        if (draft.number() == 0 && standing.issue().open()) {
            outbox.put(new Writes(clock).pin(repository, number));
        }
        if (!asWanted && standing.issue().open()) {
            ask(repository, QUIET);
        }
    }

    /** The forge will not have it; it is tried again as seldom as it would be written. */
    void refused(RepositoryRef repository) {
        Kept kept = kept(repository);
        keep(repository, new Kept(kept.number(), clock.instant().toEpochMilli(), kept.heard(), false, kept.off()));
    }

    static Set<String> names(Set<BacklogTick> ticks) {
        Set<String> names = new TreeSet<>();
        ticks.forEach(tick -> names.add(name(tick)));
        return names;
    }

    static String name(BacklogTick tick) {
        return tick.verb() + " " + tick.ticketId();
    }

    private static Kept read(String json) {
        try {
            return JSON.readValue(json, Kept.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read what is kept of a backlog issue", e);
        }
    }

    private static String json(Kept kept) {
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write what is kept of a backlog issue", e);
        }
    }
}
