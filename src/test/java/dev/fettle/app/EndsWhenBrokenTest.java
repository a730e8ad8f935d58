package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.work.WorkItem;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A process whose classes cannot be linked ends, once; any other failure is the queue's. */
class EndsWhenBrokenTest {
    private static final WorkItem ITEM = new WorkItem(Kind.CYCLE, "1", "1", 50, Instant.EPOCH);

    private final AtomicInteger ends = new AtomicInteger();
    private final AtomicBoolean broken = new AtomicBoolean();

    private Worker throwing(Throwable thrown) {
        return new EndsWhenBroken(
                item -> {
                    if (thrown instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) thrown;
                },
                ends::incrementAndGet,
                broken);
    }

    @Test
    void aClassThatCannotBeLinkedEndsTheProcessOnceAndTheItemFails() {
        Worker one = throwing(new NoClassDefFoundError("dev/fettle/Gone"));
        Worker other = throwing(new NoSuchMethodError("gone()"));

        assertThatThrownBy(() -> one.work(ITEM)).isInstanceOf(NoClassDefFoundError.class);
        assertThatThrownBy(() -> other.work(ITEM)).isInstanceOf(NoSuchMethodError.class);

        assertThat(ends).hasValue(1);
    }

    @Test
    void anyOtherFailureIsTheQueues() {
        assertThatThrownBy(() -> throwing(new IllegalStateException("no")).work(ITEM))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ends).hasValue(0);
    }
}
