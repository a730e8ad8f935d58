package dev.fettle.build.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Reads the enforcer's rules. */
final class EnforcerRules {
    private EnforcerRules() {}

    /** The versions that {@code requireJavaVersion} names in any execution. */
    static List<String> enforcedJava(Model model, String key) {
        Plugin plugin = model.getBuild().getPluginsAsMap().get(key);
        List<String> versions = new ArrayList<>();
        if (plugin == null) {
            return versions;
        }
        for (PluginExecution execution : plugin.getExecutions()) {
            if (execution.getConfiguration() instanceof Xpp3Dom configuration
                    && configuration.getChild("rules") != null) {
                for (Xpp3Dom rule : configuration.getChild("rules").getChildren()) {
                    String version = Coordinates.child(rule, "version");
                    if (rule.getName().equals("requireJavaVersion") && !version.isEmpty() && !version.contains("${")) {
                        versions.add(version);
                    }
                }
            }
        }
        return versions;
    }
}
