package dev.fettle.build.maven;

import dev.fettle.build.Project;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The command lines for a project in a sandbox. Java is started directly, as {@code mvn} would: no shell, and no file of the operator's is read. */
final class MavenCommands {
    /** The compiler goes as deep as the longest chain of calls; the quick compiler's frames are larger than those that a build at its desk has. */
    private static final String STACK = "-Xss4m";

    private static final String JVM_CONFIG = ".mvn/jvm.config";

    private final MavenInstallation maven;
    private final Path cache;
    private final Sandbox sandbox;
    private final Project project;
    private final String jvmOption;

    MavenCommands(MavenInstallation maven, Path cache, Sandbox sandbox, Project project) {
        this(maven, cache, sandbox, project, "");
    }

    /** @param jvmOption one more for every JVM, "" for none */
    MavenCommands(MavenInstallation maven, Path cache, Sandbox sandbox, Project project, String jvmOption) {
        this.jvmOption = jvmOption;
        this.maven = maven;
        this.cache = cache;
        this.sandbox = sandbox;
        this.project = project;
    }

    /** Maven, offline, with the given options and phases. */
    Command maven(List<String> words, Limits limits) {
        List<String> argv = new ArrayList<>();
        argv.add(project.javaHome().resolve("bin/java").toString());
        // A build is short: the quick compiler and the small collector win, and leave the second core to the tests.
        argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-XX:-UsePerfData", STACK));
        argv.addAll(jvmConfig());
        argv.add("-classpath");
        argv.add(maven.launcher().toString());
        argv.add("-Dclassworlds.conf=" + maven.home().resolve("bin/m2.conf"));
        argv.add("-Dmaven.home=" + maven.home());
        argv.add("-Dlibrary.jansi.path=" + maven.home().resolve("lib/jansi-native"));
        argv.add("-Dmaven.multiModuleProjectDirectory=" + sandbox.directory());
        argv.add("org.codehaus.plexus.classworlds.launcher.Launcher");
        argv.addAll(List.of("-o", "-B", "-Dstyle.color=never"));
        argv.addAll(List.of("-gs", SandboxFiles.settings(cache).toString()));
        argv.addAll(List.of("-s", SandboxFiles.settings(cache).toString()));
        argv.addAll(List.of("-t", SandboxFiles.toolchains(cache).toString()));
        argv.add("-Dmaven.repo.local=" + cache);
        // There is no git directory; licence headers and the version of Maven say nothing about tests, and the JDK is
        // chosen by what the enforcer asks for. A check of the build plan would load the plugins of every phase.
        argv.addAll(List.of(
                "-Dmaven.gitcommitid.skip=true",
                "-Drat.skip=true",
                "-Dlicense.skip=true",
                "-Denforcer.skip=true",
                "-Dcheck.buildplan.tasks=test"));
        if (!jvmOption.isEmpty()) {
            argv.add("-Djacoco.skip=true");
        }
        argv.addAll(words);
        return new Command(argv, environment(limits), "", readOnly());
    }

    /** Removes reports of earlier runs, wherever a build left them. */
    Command removeReports() {
        List<String> argv = List.of(
                "/usr/bin/find", ".", "-type", "f", "-name", "TEST-*.xml", "-not", "-path", "*/src/*", "-delete");
        return new Command(argv, Map.of("PATH", "/usr/bin:/bin"), "", List.of());
    }

    private List<String> jvmConfig() {
        byte[] text = sandbox.collect(List.of(JVM_CONFIG), 64 << 10).files().get(JVM_CONFIG);
        return text == null ? List.of() : Words.split(new String(text, StandardCharsets.UTF_8));
    }

    private Map<String, String> environment(Limits limits) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", project.javaHome().resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", "/home/fettle");
        environment.put("JAVA_HOME", project.javaHome().toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("CI", "true");
        environment.put("MAVEN_PROJECTBASEDIR", sandbox.directory().toString());
        environment.put("JAVA_TOOL_OPTIONS", (limits.javaToolOptions() + " " + jvmOption).strip());
        return environment;
    }

    private List<Path> readOnly() {
        Set<Path> paths = new LinkedHashSet<>(project.readOnly());
        paths.add(cache);
        return List.copyOf(paths);
    }
}
