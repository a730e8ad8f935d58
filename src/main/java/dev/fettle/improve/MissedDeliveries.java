package dev.fettle.improve;

import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.MissedDelivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.work.Memory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the forge for the webhooks that it could not hand over, because we were not there or said no: they come by the usual door, and what came before under the same id is a duplicate. The forge
 * repeats nothing by itself.
 */
public final class MissedDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(MissedDeliveries.class);
    private static final String SCOPE = "redelivery";
    /** As long as GitHub keeps them. */
    private static final Duration KEPT = Duration.ofDays(3);
    /** What is on its way may still come, and clocks differ. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int TRIES = 3;
    /** A look. Each is a write to the forge, which wants a second between two: that is waited for, since the next look is far away. */
    private static final int MOST = 50;
    /** What takes longer is no spacing but a limit. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Forge forge;
    private final DeliveryLog deliveries;
    private final Memory memory;
    private final InstantSource clock;
    private final Pause pause;

    /** Lets time pass. */
    @FunctionalInterface
    public interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /** @param pause for the forge's spacing of writes, a second or two */
    public MissedDeliveries(Forge forge, DeliveryLog deliveries, Memory memory, InstantSource clock, Pause pause) {
        this.forge = forge;
        this.deliveries = deliveries;
        this.memory = memory;
        this.clock = clock;
        this.pause = pause;
    }

    /** Looks once. Where the forge cannot be asked, or sets a limit, the rest is left for the next time. */
    public void look() {
        Instant since = clock.instant().minus(KEPT);
        forget(since);
        try {
            List<MissedDelivery> wanted = forge.missedDeliveries(since).stream()
                    .filter(each -> deliveries.find(each.guid()).isEmpty())
                    .filter(this::mayBeAskedFor)
                    .limit(MOST)
                    .toList();
            for (MissedDelivery each : wanted) {
                askFor(each);
                memory.put(SCOPE, each.guid(), clock.instant() + " " + (tries(each) + 1));
                LOG.info("delivery {} ({}) was missed and is asked for again", each.guid(), each.event());
            }
        } catch (ForgeException e) {
            LOG.info("missed deliveries are asked for later: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.info("missed deliveries are asked for later: this process stops");
        }
    }

    private void askFor(MissedDelivery missed) throws InterruptedException {
        try {
            forge.ensureRedelivered(missed);
        } catch (ForgeException e) {
            Duration wait = e.retryAt()
                    .map(at -> Duration.between(clock.instant(), at))
                    .filter(time -> time.compareTo(LONGEST_WAIT) <= 0)
                    .orElseThrow(() -> e);
            pause.of(wait.isNegative() ? Duration.ZERO : wait);
            forge.ensureRedelivered(missed);
        }
    }

    private boolean mayBeAskedFor(MissedDelivery missed) {
        return memory.get(SCOPE, missed.guid())
                .map(note -> tries(missed) < TRIES && asked(note).plus(PATIENCE).isBefore(clock.instant()))
                .orElse(true);
    }

    private int tries(MissedDelivery missed) {
        return memory.get(SCOPE, missed.guid())
                .map(note -> Integer.parseInt(note.substring(note.indexOf(' ') + 1)))
                .orElse(0);
    }

    private void forget(Instant before) {
        memory.all(SCOPE).forEach((guid, note) -> {
            if (asked(note).isBefore(before)) {
                memory.remove(SCOPE, guid);
            }
        });
    }

    private static Instant asked(String note) {
        return Instant.parse(note.substring(0, note.indexOf(' ')));
    }
}
