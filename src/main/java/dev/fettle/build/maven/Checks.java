package dev.fettle.build.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.Profile;

/**
 * Plugins that judge sources, licences, signatures or the build itself, or describe the package that is to come, and make nothing that a test needs. They are not
 * run: some ask for another Maven, a git directory or the network, old ones fail on a newer JDK, all cost time, and what they say is the project's own CI's to say.
 */
final class Checks {
    private static final String NEVER = "none";

    /** A version that is never looked up. */
    private static final String ANY = "0";

    private static final Set<String> PLUGINS = Set.of(
            "biz.aQute.bnd:bnd-maven-plugin",
            "com.buschmais.jqassistant:jqassistant-maven-plugin",
            "com.diffplug.spotless:spotless-maven-plugin",
            "com.github.siom79.japicmp:japicmp-maven-plugin",
            "com.github.ekryd.sortpom:sortpom-maven-plugin",
            "com.github.spotbugs:spotbugs-maven-plugin",
            "com.mycila:license-maven-plugin",
            "com.spotify.fmt:fmt-maven-plugin",
            "de.thetaphi:forbiddenapis",
            "net.revelc.code.formatter:formatter-maven-plugin",
            "net.revelc.code:impsort-maven-plugin",
            "org.apache.felix:maven-bundle-plugin",
            "org.apache.maven.plugins:maven-checkstyle-plugin",
            "org.apache.maven.plugins:maven-enforcer-plugin",
            "org.apache.maven.plugins:maven-pmd-plugin",
            "org.apache.rat:apache-rat-plugin",
            "org.codehaus.mojo:animal-sniffer-maven-plugin",
            "org.codehaus.mojo:clirr-maven-plugin",
            "org.codehaus.mojo:findbugs-maven-plugin",
            "org.codehaus.mojo:license-maven-plugin",
            "org.cyclonedx:cyclonedx-maven-plugin",
            "org.gaul:modernizer-maven-plugin",
            "org.owasp:dependency-check-maven",
            "org.revapi:revapi-maven-plugin",
            "org.spdx:spdx-maven-plugin");

    private Checks() {}

    /** Whether the build has a check that {@code mvn test} might run. */
    static boolean any(Model effective) {
        return effective.getBuild().getPlugins().stream().anyMatch(Checks::mightRun);
    }

    /** Whether that is all that a plugin does. */
    static boolean isCheck(Plugin plugin) {
        return PLUGINS.contains(plugin.getKey());
    }

    private static boolean mightRun(Plugin plugin) {
        return isCheck(plugin)
                && plugin.getExecutions().stream()
                        .anyMatch(execution -> execution.getPhase() == null || Phases.runs(execution.getPhase()));
    }

    /** Says in the raw model of a module that its checks run in no phase. An execution that a parent declares is named too: what the module says counts. */
    static void unbind(Model raw, Model effective) {
        for (Plugin plugin : effective.getBuild().getPlugins()) {
            if (mightRun(plugin)) {
                List<String> ids = new ArrayList<>(plugin.getExecutionsAsMap().keySet());
                if (raw.getBuild() == null) {
                    raw.setBuild(new Build());
                }
                unbind(raw.getBuild(), plugin, ids);
                for (Profile profile : raw.getProfiles()) {
                    if (profile.getBuild() != null
                            && profile.getBuild().getPluginsAsMap().containsKey(plugin.getKey())) {
                        unbind(profile.getBuild(), plugin, ids);
                    }
                }
            }
        }
    }

    private static void unbind(PluginContainer build, Plugin check, List<String> ids) {
        Plugin plugin = build.getPluginsAsMap().get(check.getKey());
        if (plugin == null) {
            plugin = new Plugin();
            plugin.setGroupId(check.getGroupId());
            plugin.setArtifactId(check.getArtifactId());
            build.addPlugin(plugin);
            build.flushPluginMap();
        }
        if (plugin.getVersion() == null && !check.isExtensions()) {
            plugin.setVersion(ANY); // or Maven asks the repositories for one before it runs anything
        }
        for (String id : ids) {
            Executions.of(plugin, id).setPhase(NEVER);
        }
    }
}
