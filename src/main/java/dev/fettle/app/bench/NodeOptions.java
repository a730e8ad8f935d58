package dev.fettle.app.bench;

import java.util.List;
import java.util.Map;

/**
 * How a node is started beyond what all have in common.
 *
 * @param jvm options of its JVM, over the usual ones
 * @param log the file that its log goes to; "" for {@code node.log} in its folder
 * @param classPath "" for this process's own
 * @param environment over the usual one
 */
record NodeOptions(List<String> jvm, String log, String classPath, Map<String, String> environment) {
    /** Nothing beyond. */
    static final NodeOptions NONE = new NodeOptions(List.of(), "", "");

    /** As the launcher starts it, for figures; the usual ones start sooner and are slower afterwards. */
    static final NodeOptions AS_LAUNCHED = new NodeOptions(
            List.of("-XX:TieredStopAtLevel=4", "-XX:-UseSerialGC", "-XX:+ExitOnOutOfMemoryError"), "", "");

    NodeOptions {
        jvm = List.copyOf(jvm);
        environment = Map.copyOf(environment);
    }

    /** With the usual environment. */
    NodeOptions(List<String> jvm, String log, String classPath) {
        this(jvm, log, classPath, Map.of());
    }

    /** With variables of the environment over the usual ones. */
    NodeOptions with(Map<String, String> variables) {
        return new NodeOptions(jvm, log, classPath, variables);
    }
}
