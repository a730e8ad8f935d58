package dev.fettle.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.store.sql.WriteTurn.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for an answer goes ahead, and yet nobody waits for ever. */
@Timeout(60)
class WriteTurnTest {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private final WriteTurn turn = new WriteTurn();
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());

    private Thread queued(String name, Place place) {
        Thread thread = new Thread(() -> {
            turn.take(PATIENCE, place);
            order.add(name);
            turn.end();
        });
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void whoWaitsForAnAnswerGoesAheadAndAfterFourOfThemOneOfTheOthersGoes() throws Exception {
        turn.take(PATIENCE, Place.IN_LINE);
        List<Thread> threads = new ArrayList<>();
        threads.add(queued("work 1", Place.IN_LINE));
        threads.add(queued("work 2", Place.IN_LINE));
        for (int i = 1; i <= 6; i++) {
            threads.add(queued("delivery " + i, Place.AHEAD));
        }

        turn.end();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order)
                .containsExactly(
                        "delivery 1",
                        "delivery 2",
                        "delivery 3",
                        "delivery 4",
                        "work 1",
                        "delivery 5",
                        "delivery 6",
                        "work 2");
    }

    @Test
    void oneThatWritesForManyGoesOnAsOftenAsFourOfThemWouldHaveGone() throws Exception {
        turn.take(PATIENCE, Place.AHEAD);
        assertThat(turn.mayGoOn()).as("nobody waits").isTrue();
        Thread work = queued("work", Place.IN_LINE);
        int more = 0;
        while (turn.mayGoOn()) {
            more++;
        }
        assertThat(more).isEqualTo(3);
        turn.end();
        work.join();

        turn.take(PATIENCE, Place.AHEAD);
        Thread another = queued("another for an answer", Place.AHEAD);
        assertThat(turn.mayGoOn()).as("another waits for an answer").isFalse();
        turn.end();
        another.join();
    }

    @Test
    void aThreadThatHasTheTurnHasItOnceMoreAndEndsItAsOften() throws Exception {
        turn.take(PATIENCE, Place.IN_LINE);
        turn.take(PATIENCE, Place.AHEAD);
        Thread other = queued("other", Place.AHEAD);
        turn.end();
        assertThat(order).isEmpty();
        turn.end();
        other.join();
        assertThat(order).containsExactly("other");
    }

    @Test
    void whoHasNoPatienceLeftIsToldAndHoldsNobodyUp() throws Exception {
        Thread holder = new Thread(() -> {
            turn.take(PATIENCE, Place.IN_LINE);
            synchronized (order) {
                try {
                    order.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            turn.end();
        });
        holder.start();
        while (holder.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> turn.take(Duration.ofMillis(1), Place.AHEAD))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("busy");

        holder.interrupt();
        turn.take(PATIENCE, Place.IN_LINE);
        turn.end();
        holder.join();
    }
}
