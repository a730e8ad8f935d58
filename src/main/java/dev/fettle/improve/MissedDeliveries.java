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
    /** A look. Each is a write to the forge, which wants a second between two. */
    private static final int MOST = 50;

    private final Forge forge;
    private final DeliveryLog deliveries;
    private final Memory memory;
    private final InstantSource clock;

    public MissedDeliveries(Forge forge, DeliveryLog deliveries, Memory memory, InstantSource clock) {
        this.forge = forge;
        this.deliveries = deliveries;
        this.memory = memory;
        this.clock = clock;
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
                forge.ensureRedelivered(each);
                memory.put(SCOPE, each.guid(), clock.instant() + " " + (tries(each) + 1));
                LOG.info("delivery {} ({}) was missed and is asked for again", each.guid(), each.event());
            }
        } catch (ForgeException e) {
            LOG.info("missed deliveries are asked for later: {}", e.getMessage());
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
