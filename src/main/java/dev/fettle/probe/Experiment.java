package dev.fettle.probe;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Where watched methods tell that they are entered; who listens may call them on other arguments and end the test there. */
public final class Experiment {
    private static final AtomicBoolean BUSY = new AtomicBoolean();
    private static volatile @Nullable Listener listener;

    private Experiment() {}

    /** Hears of entries, one at a time; what watched methods do meanwhile is not heard of. */
    interface Listener {
        /**
         * A watched method begins.
         *
         * @param receiver null for a static method
         * @param arguments boxed
         * @throws Over to end the test
         */
        void entered(@Nullable Object receiver, @Nullable Object[] arguments, Class<?> owner, String name, String type);
    }

    static void listen(@Nullable Listener next) {
        listener = next;
    }

    /** Whether a thread is still at an entry. */
    static boolean busy() {
        return BUSY.get();
    }

    /** Called by instrumented code at the entry of a watched method. */
    public static void entered(
            @Nullable Object receiver, @Nullable Object[] arguments, Class<?> owner, String name, String type) {
        Listener told = listener;
        if (told == null || !BUSY.compareAndSet(false, true)) {
            return;
        }
        try {
            told.entered(receiver, arguments, owner, name, type);
        } finally {
            BUSY.set(false);
        }
    }

    /** The test is over: what was to be seen is seen. */
    static final class Over extends Error {
        private static final long serialVersionUID = 1L;

        Over() {
            super("seen enough", null, false, false);
        }
    }
}
