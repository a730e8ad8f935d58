package dev.fettle.sandbox;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * A command made ready for the host.
 *
 * @param argv the host's argument vector, launcher included
 * @param group where its processes are counted and killed
 * @param exitCode asked after the end with the launcher's own status: the exit code of the command itself, empty when the launcher never got as far as running it
 */
public record Launch(List<String> argv, ProcessGroup group, IntFunction<OptionalInt> exitCode) {
    public Launch {
        argv = List.copyOf(argv);
    }
}
