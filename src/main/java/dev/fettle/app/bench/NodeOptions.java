package dev.fettle.app.bench;

import java.util.List;

/**
 * How a node is started beyond what all have in common.
 *
 * @param jvm options of its JVM, over the usual ones
 * @param log the file that its log goes to; "" for {@code node.log} in its folder
 * @param classPath "" for this process's own
 */
record NodeOptions(List<String> jvm, String log, String classPath) {
    /** Nothing beyond. */
    static final NodeOptions NONE = new NodeOptions(List.of(), "", "");

    NodeOptions {
        jvm = List.copyOf(jvm);
    }
}
