package dev.fettle.build.maven;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** A build that is older than every JDK here: a level that its compiler no longer takes is raised to one that it does. */
final class OldBuild {
    private static final List<String> LEVELS = List.of("source", "target", "testSource", "testTarget");
    private static final List<String> RELEASES = List.of("release", "testRelease");

    /** The level that old ones are raised to: the engine reads sources so anyway, and its inference takes what that of 7 wrongly refuses. */
    private static final int RAISED = 8;

    private OldBuild() {}

    /** The level that this JDK's compiler takes instead of older ones. */
    static int level(Jdk jdk) {
        return Math.max(RAISED, jdk.lowestLevel());
    }

    /** Whether a module is written for a level that this JDK's compiler does not take. */
    static boolean isOld(Model effective, Jdk jdk) {
        return !effective.getPackaging().equals("pom") && SourceLevel.of(effective) < jdk.lowestLevel();
    }

    /** Raises a module's level in its raw model. */
    static void raise(Model raw, Model effective, int level) {
        Map<String, String> settings = settings(effective, level);
        Set<String> executions = executions(effective);
        if (raw.getBuild() == null) {
            raw.setBuild(new Build());
        }
        raise(raw.getBuild(), executions, settings);
        for (Profile profile : raw.getProfiles()) {
            if (profile.getBuild() != null
                    && profile.getBuild().getPluginsAsMap().containsKey(SourceLevel.COMPILER)) {
                raise(profile.getBuild(), executions, settings);
            }
        }
    }

    private static Map<String, String> settings(Model effective, int level) {
        Map<String, String> settings = new LinkedHashMap<>();
        String written = level <= 8 ? "1." + level : String.valueOf(level);
        LEVELS.forEach(name -> settings.put(name, written));
        PluginConfig config = PluginConfig.of(effective, SourceLevel.COMPILER, "default-compile");
        for (String name : RELEASES) {
            if (!config.text(name, "maven.compiler." + name).isEmpty()) {
                settings.put(name, String.valueOf(level));
            }
        }
        return settings;
    }

    /** What an execution says counts for more than what its plugin does, so it is said in each. */
    private static Set<String> executions(Model effective) {
        Set<String> ids = new LinkedHashSet<>(List.of("default-compile", "default-testCompile"));
        Plugin compiler = effective.getBuild().getPluginsAsMap().get(SourceLevel.COMPILER);
        if (compiler != null) {
            ids.addAll(compiler.getExecutionsAsMap().keySet());
        }
        return ids;
    }

    private static void raise(PluginContainer build, Set<String> executions, Map<String, String> settings) {
        Plugin plugin = build.getPluginsAsMap().get(SourceLevel.COMPILER);
        if (plugin == null) {
            plugin = new Plugin();
            plugin.setArtifactId(SourceLevel.COMPILER.substring(SourceLevel.COMPILER.indexOf(':') + 1));
            build.addPlugin(plugin);
            build.flushPluginMap();
        }
        for (String id : executions) {
            PluginExecution execution = Executions.of(plugin, id);
            Xpp3Dom configuration =
                    execution.getConfiguration() instanceof Xpp3Dom own ? own : new Xpp3Dom("configuration");
            settings.forEach((name, value) -> set(configuration, name, value));
            execution.setConfiguration(configuration);
        }
    }

    private static void set(Xpp3Dom configuration, String name, String value) {
        Xpp3Dom element = configuration.getChild(name);
        if (element == null) {
            element = new Xpp3Dom(name);
            configuration.addChild(element);
        }
        element.setValue(value);
    }
}
