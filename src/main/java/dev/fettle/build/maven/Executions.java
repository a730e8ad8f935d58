package dev.fettle.build.maven;

import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;

/** Executions of plugins in raw models. */
final class Executions {
    private Executions() {}

    /** The execution of this id; made when the model has none. */
    static PluginExecution of(Plugin plugin, String id) {
        PluginExecution execution = plugin.getExecutionsAsMap().get(id);
        if (execution == null) {
            execution = new PluginExecution();
            execution.setId(id);
            plugin.addExecution(execution);
            plugin.flushExecutionMap();
        }
        return execution;
    }
}
