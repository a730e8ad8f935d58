package dev.fettle.gate.mcp;

import dev.fettle.base.settings.McpServer.Probe;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server as the repository declares it.
 *
 * @param name as written, cleaned; "" for a file that cannot be read at all
 * @param file that declares it, relative to the root
 * @param line of its name there, 0 when unknown
 * @param way how it is reached
 * @param optional whether its faults only warn
 * @param probe the call declared for it
 */
record ServerDeclaration(String name, String file, int line, Way way, boolean optional, Optional<Probe> probe) {

    /** How a server is reached. */
    sealed interface Way {}

    /** Started, and spoken to through its pipes. */
    record Pipes(Program program) implements Way {}

    /**
     * Started, and spoken to over its own loopback.
     *
     * @param url of its endpoint, with a loopback host
     */
    record Loopback(Program program, URI url) implements Way {}

    /** Not at all. */
    record Unusable(Fault fault, String detail) implements Way {}

    /**
     * What is started, as written: references such as {@code ${env:TOKEN}} are still in it.
     *
     * @param environment besides what every server gets
     */
    record Program(String command, List<String> arguments, Map<String, String> environment) {
        Program {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** All words of it, for guesses about its kind. */
        String words() {
            return command + " " + String.join(" ", arguments);
        }
    }

    /** The program that is started; empty when none is. */
    Optional<Program> program() {
        if (way instanceof Pipes pipes) {
            return Optional.of(pipes.program());
        }
        return way instanceof Loopback loopback ? Optional.of(loopback.program()) : Optional.empty();
    }

    /** The same server in another state of the tree. */
    boolean isSameAs(String otherName, String otherFile) {
        return name.equals(otherName) && file.equals(otherFile);
    }
}
