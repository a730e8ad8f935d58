package dev.fettle.build.maven;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.building.ModelBuildingRequest;
import org.apache.maven.model.building.ModelProblemCollector;
import org.apache.maven.model.plugin.LifecycleBindingsInjector;

/** Adds to a model the plugins that Maven's life cycles bind for its packaging, in the versions of the installed Maven. */
final class LifecycleBindings implements LifecycleBindingsInjector {
    private static final String GROUP = "org.apache.maven.plugins";

    private record Binding(String artifactId, String goal, String phase) {}

    private static final List<Binding> JAVA = List.of(
            new Binding("maven-resources-plugin", "resources", "process-resources"),
            new Binding("maven-compiler-plugin", "compile", "compile"),
            new Binding("maven-resources-plugin", "testResources", "process-test-resources"),
            new Binding("maven-compiler-plugin", "testCompile", "test-compile"),
            new Binding("maven-surefire-plugin", "test", "test"));

    /** Bound for every packaging. They do not run, yet what a model manages for them (more executions) is then part of the build. */
    private static final List<Binding> DELIVERY = List.of(
            new Binding("maven-install-plugin", "install", "install"),
            new Binding("maven-deploy-plugin", "deploy", "deploy"));

    /** … and of life cycles of their own. */
    private static final List<Binding> OTHER_CYCLES = List.of(
            new Binding("maven-clean-plugin", "clean", "clean"), new Binding("maven-site-plugin", "site", "site"));

    private static final Set<String> ARCHIVES = Set.of("jar", "war", "ejb", "rar", "ear");

    /** Maven binds these itself, with versions. Others, such as {@code bundle}, come with a plugin, which names plugins for each phase and hardly ever a version. */
    private static final Set<String> OF_MAVEN = Set.of("pom", "jar", "war", "ejb", "rar", "ear", "maven-plugin");

    private final MavenInstallation maven;

    LifecycleBindings(MavenInstallation maven) {
        this.maven = maven;
    }

    @Override
    public void injectLifecycleBindings(Model model, ModelBuildingRequest request, ModelProblemCollector problems) {
        if (model.getBuild() == null) {
            model.setBuild(new Build());
        }
        Map<String, Plugin> declared = new LinkedHashMap<>(model.getBuild().getPluginsAsMap());
        boolean versioned = OF_MAVEN.contains(model.getPackaging());
        bindings(model.getPackaging()).forEach(binding -> bind(model, declared, binding, versioned));
        OTHER_CYCLES.forEach(binding -> bind(model, declared, binding, true));
        model.getBuild().setPlugins(new ArrayList<>(declared.values()));
        model.getBuild().flushPluginMap();
    }

    /** @param versioned whether Maven knows a version where the model has none; else it takes the latest release */
    private void bind(Model model, Map<String, Plugin> declared, Binding binding, boolean versioned) {
        Plugin plugin = declared.computeIfAbsent(
                GROUP + ":" + binding.artifactId(), key -> added(model, key, binding.artifactId()));
        if (plugin.getVersion() == null && versioned) {
            plugin.setVersion(maven.pluginVersion(binding.artifactId()));
        }
        addExecution(plugin, binding);
    }

    private static List<Binding> bindings(String packaging) {
        List<Binding> bindings = new ArrayList<>(DELIVERY);
        if (packaging.equals("pom")) {
            return bindings;
        }
        bindings.addAll(JAVA);
        String archive = ARCHIVES.contains(packaging) ? packaging : "jar";
        bindings.add(new Binding("maven-" + archive + "-plugin", archive, "package"));
        if (packaging.equals("maven-plugin")) {
            bindings.add(new Binding("maven-plugin-plugin", "descriptor", "process-classes"));
        }
        return bindings;
    }

    private static Plugin added(Model model, String key, String artifactId) {
        Plugin managed = model.getBuild().getPluginManagement() == null
                ? null
                : model.getBuild().getPluginManagement().getPluginsAsMap().get(key);
        if (managed != null) {
            return managed.clone();
        }
        Plugin plugin = new Plugin();
        plugin.setGroupId(GROUP);
        plugin.setArtifactId(artifactId);
        return plugin;
    }

    private static void addExecution(Plugin plugin, Binding binding) {
        String id = "default-" + binding.goal();
        PluginExecution declared = plugin.getExecutionsAsMap().get(id);
        if (declared == null) {
            declared = new PluginExecution();
            declared.setId(id);
            plugin.addExecution(declared);
            plugin.flushExecutionMap();
        }
        if (declared.getPhase() == null) {
            declared.setPhase(binding.phase());
        }
        if (!declared.getGoals().contains(binding.goal())) {
            declared.addGoal(binding.goal());
        }
    }
}
