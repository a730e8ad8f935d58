package dev.fettle.work;

import java.time.Instant;

/** Does one item of work. A throw is an attempt that failed; the queue tries again with a growing delay and parks it after five. */
public interface Worker {
    Result work(WorkItem item);

    /** What became of an item. */
    sealed interface Result {
        /** Done, forget it. */
        record Done() implements Result {}

        /** Not now: again at that time, or sooner when the item was queued again meanwhile; not counted as a failure (a forge's limit, a lane that is busy). */
        record Later(Instant when, String reason) implements Result {}
    }
}
