package dev.fettle.app;

import dev.fettle.app.doctor.State;
import java.util.List;

/**
 * A set-up in which one thing is wrong.
 *
 * @param checks all that must be found to be wrong, in that state
 * @param seen words of what must be said of the first
 * @param advice words of what must be advised
 */
record BrokenSetup(String name, Breaking breaking, State state, List<String> checks, String seen, String advice) {
    /** What is done to a set-up. */
    @FunctionalInterface
    interface Breaking {
        void of(DoctorWorld world) throws Exception;
    }

    static BrokenSetup broken(String name, Breaking breaking, String check, String seen, String advice) {
        return new BrokenSetup(name, breaking, State.BROKEN, List.of(check), seen, advice);
    }

    static BrokenSetup warned(String name, Breaking breaking, String check, String seen, String advice) {
        return new BrokenSetup(name, breaking, State.WARNING, List.of(check), seen, advice);
    }
}
