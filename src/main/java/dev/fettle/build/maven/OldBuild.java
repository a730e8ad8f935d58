package dev.fettle.build.maven;

import dev.fettle.build.BuildException;
import dev.fettle.build.maven.Reactor.Unit;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Writer;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * What must read otherwise in the models of a build that is older than every JDK here: a level that its compiler no longer takes is raised to one that it
 * does. Only the sandbox sees these models; the tree keeps its own.
 *
 * @param level what modules were raised to, 0 for none
 * @param models their texts by path in the tree
 * @param notes what was changed, for a person
 */
record OldBuild(int level, Map<String, String> models, List<String> notes) {
    private static final List<String> LEVELS = List.of("source", "target", "testSource", "testTarget");
    private static final List<String> RELEASES = List.of("release", "testRelease");

    /** The level that old ones are raised to: the engine reads sources so anyway, and its inference takes what that of 7 wrongly refuses. */
    private static final int RAISED = 8;

    static OldBuild of(Reactor reactor, List<Unit> units, Jdk jdk) {
        int raised = Math.max(RAISED, jdk.lowestLevel());
        Map<String, String> models = new TreeMap<>();
        Set<Integer> levels = new TreeSet<>();
        for (Unit unit : units) {
            int level = SourceLevel.of(unit.model());
            if (!unit.model().getPackaging().equals("pom") && level < jdk.lowestLevel()) {
                levels.add(level);
                String path = reactor.root().relativize(unit.pom()).toString().replace('\\', '/');
                models.put(path, raised(reactor.rawModel(unit.pom()).clone(), unit.model(), raised));
            }
        }
        if (levels.isEmpty()) {
            return new OldBuild(0, Map.of(), List.of());
        }
        String written =
                String.join(" and ", levels.stream().map(String::valueOf).toList());
        return new OldBuild(
                raised,
                models,
                List.of("It is written for Java " + written + ", which JDK " + jdk.version()
                        + " no longer compiles; it was built as Java " + raised + "."));
    }

    private static String raised(Model raw, Model effective, int level) {
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
        try {
            StringWriter text = new StringWriter();
            new MavenXpp3Writer().write(text, raw);
            return text.toString();
        } catch (IOException e) {
            throw new BuildException("The model of " + effective.getId() + " cannot be written.", e);
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
            PluginExecution execution = plugin.getExecutionsAsMap().get(id);
            if (execution == null) {
                execution = new PluginExecution();
                execution.setId(id);
                plugin.addExecution(execution);
                plugin.flushExecutionMap();
            }
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
