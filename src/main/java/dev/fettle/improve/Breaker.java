package dev.fettle.improve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.RepositoryRef;
import dev.fettle.work.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens for a repository on a storm of events: what comes is taken in all the same, but no new work starts. It closes by itself, once the last hour had at most half of what
 * opened it, so that it does not flutter. Durable: a restart does not close it.
 */
public final class Breaker {
    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPE = "breaker";
    private static final long WINDOW = Duration.ofHours(1).toMinutes();
    private final Memory memory;
    private final InstantSource clock;

    public Breaker(Memory memory, InstantSource clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * A storm that goes on.
     *
     * @param repository owner/name
     * @param events in the last hour
     * @param limit how many are no storm
     */
    public record Storm(String repository, Instant since, int events, int limit) {
        /** One sentence for people. */
        public String sentence() {
            return repository + ": " + events + " events within the last hour, the limit is " + limit
                    + ". New work waits since " + since + " until the last hour has at most " + limit / 2 + ".";
        }
    }

    /**
     * What is kept of a repository.
     *
     * @param minutes events by minute since the epoch
     * @param since when it opened, in milliseconds since the epoch; 0 for closed
     * @param limit that it opened at
     */
    record Kept(String repository, TreeMap<Long, Integer> minutes, long since, int limit) {
        int events() {
            return minutes.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** Counts an event that may start work, and says so in the log when it is the one too many. Runs inside a transaction. */
    void note(RepositoryRef repository, int limit) {
        Kept before = kept(repository.key()).orElseGet(() -> new Kept(repository.slug(), new TreeMap<>(), 0, limit));
        boolean open = isOpen(before);
        before.minutes().merge(minute(), 1, Integer::sum);
        Kept now = open ? before : new Kept(repository.slug(), before.minutes(), 0, limit);
        if (!open && now.events() > limit) {
            now = new Kept(repository.slug(), now.minutes(), clock.instant().toEpochMilli(), limit);
            LOG.warn("storm of events: {}", storm(now).sentence());
        }
        memory.put(SCOPE, repository.key(), json(now));
    }

    /** The storm that keeps new work of a repository waiting; empty when there is none. */
    public Optional<Storm> open(RepositoryRef repository) {
        return kept(repository.key()).filter(Breaker::isOpen).map(Breaker::storm);
    }

    /** All storms that go on. */
    public List<Storm> all() {
        return memory.all(SCOPE).values().stream()
                .map(this::read)
                .filter(Breaker::isOpen)
                .map(Breaker::storm)
                .toList();
    }

    /**
     * What was heard of a repository lately.
     *
     * @param events that may start work, in the last hour
     */
    public record Heard(String repositoryKey, String repository, int events) {}

    /** Of all repositories of which anything was ever counted. */
    public List<Heard> heard() {
        return memory.all(SCOPE).entrySet().stream()
                .map(entry -> {
                    Kept kept = read(entry.getValue());
                    return new Heard(entry.getKey(), kept.repository(), kept.events());
                })
                .toList();
    }

    private static boolean isOpen(Kept kept) {
        return kept.since() > 0 && kept.events() > kept.limit() / 2;
    }

    private static Storm storm(Kept kept) {
        return new Storm(kept.repository(), Instant.ofEpochMilli(kept.since()), kept.events(), kept.limit());
    }

    private Optional<Kept> kept(String key) {
        return memory.get(SCOPE, key).map(this::read);
    }

    /** Without what is older than an hour. */
    private Kept read(String json) {
        try {
            Kept kept = JSON.readValue(json, Kept.class);
            kept.minutes().headMap(minute() - WINDOW, true).clear();
            return kept;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot read what was counted of a repository's events", e);
        }
    }

    private static String json(Kept kept) {
        try {
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write what was counted of a repository's events", e);
        }
    }

    private long minute() {
        return clock.instant().getEpochSecond() / 60;
    }
}
