package dev.fettle.app.setup;

import dev.fettle.web.SetupFlow.Choice;
import dev.fettle.web.SetupRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;

/** What persons were sent to the forge with. Each has a random state that only they and the forge know, which counts once and for a while. */
final class PendingOrders {
    /** GitHub's codes live an hour. */
    private static final Duration LIFE = Duration.ofHours(1);

    private static final int MOST = 32;
    private static final int BYTES = 32;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Deque<Pending> pending = new ArrayDeque<>();

    /**
     * One of them.
     *
     * @param forge to which the code that comes back is shown, and to no other
     */
    record Pending(String state, ForgeAddress forge, Choice choice, Instant until) {}

    PendingOrders(InstantSource clock) {
        this.clock = clock;
    }

    /** A new state for it. Of very many, the oldest are forgotten. */
    synchronized String add(ForgeAddress forge, Choice choice) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        pending.addLast(new Pending(state, forge, choice, clock.instant().plus(LIFE)));
        while (pending.size() > MOST) {
            pending.removeFirst();
        }
        return state;
    }

    /**
     * The order of that state, which is used up by this.
     *
     * @throws SetupRefusedException when there is none, or its time is over
     */
    synchronized Pending take(String state) {
        byte[] presented = state.getBytes(StandardCharsets.UTF_8);
        Pending found = null;
        // All are compared, and each whole: how long it takes says nothing about how much was right.
        for (Iterator<Pending> all = pending.iterator(); all.hasNext(); ) {
            Pending one = all.next();
            if (MessageDigest.isEqual(presented, one.state().getBytes(StandardCharsets.UTF_8))) {
                found = one;
                all.remove();
            }
        }
        if (found == null || !clock.instant().isBefore(found.until())) {
            throw new SetupRefusedException(
                    "This did not come from a page of this set-up, or came twice, or after more than an hour. Nothing was stored.");
        }
        return found;
    }
}
