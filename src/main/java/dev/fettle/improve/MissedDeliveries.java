package dev.fettle.improve;

import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.MissedDelivery;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.work.Memory;
import dev.fettle.work.WorkItem;
import dev.fettle.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the forge for the webhooks that it could not hand over, because we were not there or said no: they come by the usual door, and what came before under the same id is a duplicate. The forge
 * repeats nothing by itself.
 *
 * <p>After a long outage there are thousands, and the forge takes so many requests an hour: a look asks for some of them, the oldest first, and says when to go on, until none is left. What was read of
 * the forge's list is kept meanwhile, and what is settled is not read again. One look at a time.
 */
public final class MissedDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(MissedDeliveries.class);
    private static final String SCOPE = "redelivery";
    private static final String CURSOR_SCOPE = "redelivery-cursor";
    private static final String CURSOR = "from";
    /** As long as GitHub keeps them. */
    private static final Duration KEPT = Duration.ofDays(3);
    /** What is on its way may still come, and clocks differ. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final String KEY = "missed-deliveries";
    private static final int PRIORITY = 10;
    private static final int TRIES = 3;
    /** A look. Each is a write to the forge, which wants a second between two: a worker is not held up for longer than that takes. */
    private static final int MOST = 100;
    /** What takes longer is no spacing but a limit. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    /** Where the forge does not say when it answers again. */
    private static final Duration LATER = Duration.ofMinutes(1);

    private final Forge forge;
    private final DeliveryLog deliveries;
    private final Memory memory;
    private final InstantSource clock;
    private final Pause pause;

    /** What the forge listed and was not asked for yet. */
    private final Deque<MissedDelivery> left = new ArrayDeque<>();

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

    /** The work of looking, which goes on until nothing is left. */
    public static WorkItem due(Instant now) {
        return new WorkItem(WorkItem.Kind.RECONCILE, KEY, "", PRIORITY, now);
    }

    /** Whether an item is that work. */
    public static boolean handles(WorkItem item) {
        return item.kind() == WorkItem.Kind.RECONCILE && item.key().equals(KEY);
    }

    /** Looks once, and again when the forge takes more. */
    public Worker.Result work() {
        return look().<Worker.Result>map(at -> new Worker.Result.Later(at, "more deliveries were missed"))
                .orElseGet(Worker.Result.Done::new);
    }

    /**
     * Looks once.
     *
     * @return when to go on with what is left: the forge has a limit, or there are many; empty when all that is missed was asked for, or the forge cannot be asked
     */
    public synchronized Optional<Instant> look() {
        boolean goesOn = !left.isEmpty();
        try {
            if (!goesOn) {
                list();
            }
            for (int asked = 0; asked < MOST && !left.isEmpty(); asked++) {
                MissedDelivery next = left.getFirst();
                if (deliveries.find(next.guid()).isEmpty()) {
                    boolean taken = askFor(next);
                    memory.put(SCOPE, next.guid(), clock.instant() + " " + (taken ? tries(next) + 1 : TRIES));
                    LOG.info(
                            "delivery {} ({}) was missed and {}",
                            next.guid(),
                            next.event(),
                            taken ? "is asked for again" : "the forge does not hand it over again");
                }
                left.removeFirst();
            }
            return left.isEmpty() ? Optional.empty() : Optional.of(clock.instant());
        } catch (ForgeException e) {
            LOG.info("{} missed deliveries are asked for later: {}", left.isEmpty() ? "" : left.size(), e.getMessage());
            return left.isEmpty()
                    ? Optional.empty()
                    : Optional.of(e.retryAt().orElse(clock.instant().plus(LATER)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.info("missed deliveries are asked for later: this process stops");
            return Optional.empty();
        }
    }

    /** Reads what the forge lists since the oldest that is not settled. */
    private void list() {
        Instant now = clock.instant();
        Instant oldest = now.minus(KEPT);
        forget(oldest);
        Instant since = memory.get(CURSOR_SCOPE, CURSOR)
                .map(Instant::parse)
                .filter(oldest::isBefore)
                .orElse(oldest);
        List<MissedDelivery> open = forge.missedDeliveries(since).stream()
                .filter(each -> deliveries.find(each.guid()).isEmpty())
                .filter(each -> tries(each) < TRIES)
                .toList();
        Instant settled = open.stream()
                .map(MissedDelivery::at)
                .min(Comparator.naturalOrder())
                .filter(now::isAfter)
                .orElse(now);
        memory.put(CURSOR_SCOPE, CURSOR, settled.minus(PATIENCE).toString());
        open.stream().filter(this::isDue).forEach(left::addLast);
        if (left.size() > MOST) {
            LOG.warn("{} deliveries were missed; they are asked for as fast as the forge takes it", left.size());
        }
    }

    /** Whether the forge takes it; one that it does not know any more must not hold up the others. */
    private boolean askFor(MissedDelivery missed) throws InterruptedException {
        try {
            forge.ensureRedelivered(missed);
        } catch (ForgeException e) {
            if (e.kind() == ForgeException.Kind.NOT_FOUND || e.kind() == ForgeException.Kind.REFUSED) {
                return false;
            }
            Duration wait = e.retryAt()
                    .map(at -> Duration.between(clock.instant(), at))
                    .filter(time -> time.compareTo(LONGEST_WAIT) <= 0)
                    .orElseThrow(() -> e);
            pause.of(wait.isNegative() ? Duration.ZERO : wait);
            forge.ensureRedelivered(missed);
        }
        return true;
    }

    private boolean isDue(MissedDelivery missed) {
        return memory.get(SCOPE, missed.guid())
                .map(note -> asked(note).plus(PATIENCE).isBefore(clock.instant()))
                .orElse(true);
    }

    private int tries(MissedDelivery missed) {
        return memory.get(SCOPE, missed.guid())
                .map(note -> Integer.parseInt(note.substring(note.indexOf(' ') + 1)))
                .orElse(0);
    }

    private void forget(Instant before) {
        for (Map.Entry<String, String> note : memory.all(SCOPE).entrySet()) {
            if (asked(note.getValue()).isBefore(before)) {
                memory.remove(SCOPE, note.getKey());
            }
        }
    }

    private static Instant asked(String note) {
        return Instant.parse(note.substring(0, note.indexOf(' ')));
    }
}
