package dev.fettle.repair;

import java.util.function.Supplier;

/** Two pieces of work that do not need each other's result, at the same time. */
final class SideBySide {
    private SideBySide() {}

    /** What both came to. */
    record Both<A, B>(A first, B second) {}

    /**
     * Does both, and returns when both have ended. An interrupt of the caller is handed on to the second one, and kept.
     *
     * @param first on the caller's thread
     * @param second on a thread of its own
     * @throws RuntimeException what either of them threw; the first one's, where both did
     */
    static <A, B> Both<A, B> run(Supplier<A> first, Supplier<B> second) {
        try (Beside<B> beside = Beside.start(second)) {
            A here = first.get();
            return new Both<>(here, beside.await());
        }
    }
}
