package dev.fettle.app;

import dev.fettle.base.Checkpoint;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** For the crash tests only: {@code FETTLE_CRASH_AT=k} halts the process at the k-th step that a crash must survive, as {@code kill -9} would. */
final class CrashAt implements Checkpoint {
    private static final int KILLED = 137;
    private final AtomicInteger left;

    private CrashAt(int steps) {
        this.left = new AtomicInteger(steps);
    }

    static Checkpoint of(Map<String, String> environment) {
        String at = environment.get("FETTLE_CRASH_AT");
        return at == null || at.isBlank() ? NONE : new CrashAt(Integer.parseInt(at.strip()));
    }

    @Override
    public void passed(String step) {
        if (left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
