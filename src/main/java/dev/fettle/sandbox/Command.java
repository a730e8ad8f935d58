package dev.fettle.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run inside a sandbox.
 *
 * @param argv the argument vector; no shell is involved
 * @param environment the whole environment; never a secret
 * @param workingDirectory relative to the sandbox's folder, "" for the folder itself
 * @param readOnly host folders and files visible inside, read-only, at their own paths (JDK, Maven, dependency cache, jars)
 */
public record Command(
        List<String> argv, Map<String, String> environment, String workingDirectory, List<Path> readOnly) {
    public Command {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
        readOnly = List.copyOf(readOnly);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }
}
