package dev.fettle.work;

import java.time.Instant;
import java.util.List;

/** Work that was given up after too many tries, where a person can see it. */
public interface ParkedWork {
    /** The newest first. */
    List<Entry> list();

    /** Queues it once more, with a clean count. Returns whether it was there. */
    boolean retry(WorkItem.Kind kind, String key);

    /**
     * One item.
     *
     * @param tries how often it was tried
     * @param reason what the last try ended with, redacted
     */
    record Entry(WorkItem item, int tries, String reason, Instant parkedAt) {}
}
