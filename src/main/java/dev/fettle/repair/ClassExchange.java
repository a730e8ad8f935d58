package dev.fettle.repair;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestReport;
import dev.fettle.sandbox.Sandbox;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of one built module while some classes are exchanged for others. Foreign code runs beside what watches it: what comes out is a hint and no proof.
 * For one thread.
 */
public interface ClassExchange extends AutoCloseable {
    /** Opens exchanges. */
    @FunctionalInterface
    interface Opener {
        /**
         * Of one module.
         *
         * @param sandbox holds the tree at its root folder, compiled; closing it ends everything
         * @param known what the build's own run of the suite said, for time limits; null when there was none
         */
        ClassExchange open(Sandbox sandbox, Project project, Project.Module module, @Nullable TestReport known);
    }

    /**
     * Runs tests with the module's own classes and sees which lines each runs.
     *
     * @param tests empty for all of the module; an id without a method is a whole class
     * @param limit of all of it
     * @throws FailedException when no test could be run
     */
    Lines watch(List<TestId> tests, Duration limit);

    /**
     * Runs tests with classes exchanged, until one of them is red.
     *
     * @param classes class files by binary name, production code of this module or of one that it needs
     * @param tests that were watched
     */
    Answer run(Map<String, byte[]> classes, List<TestId> tests);

    /** Ends what runs. The sandbox stays. */
    @Override
    void close();

    /** What tests ran. */
    interface Lines {
        /** The tests that passed and ran a line of a class, in the order in which they ran. */
        List<TestId> of(String className, int line);

        /** Whether every test had its turn before the time was up. */
        boolean complete();
    }

    /** What tests say of exchanged classes. */
    enum Answer {
        /** A test is red, or does not end any more, or its JVM died. */
        NOTICED,
        /** All are green, with classes that were loaded anew. */
        UNNOTICED,
        /** The classes cannot be loaded, or no test ran. */
        NOTHING_RAN
    }

    /** The tests of this module cannot be run outside of its build: another JDK, another test engine, … The message is a clause for a person. */
    final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public FailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
