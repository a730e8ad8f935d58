package dev.fettle.repair.run;

import dev.fettle.build.Project;
import dev.fettle.probe.Wire;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Sandbox;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts test JVMs for one module as its build would, with our probe as their main program. */
final class TestJvms {
    private static final String PROBE = ".fettle/probe.jar";
    /** A bench lives as long as one search; this only catches what was forgotten. */
    private static final Duration LIFE = Duration.ofHours(4);

    private static final long BESIDE_HEAP = 768L << 20;
    private static final int PROCESSES = 1024;
    private static final int OUTPUT = 64 << 10;

    private final Sandbox sandbox;
    private final Project project;
    private final Project.Module module;
    private final BenchOptions options;
    private final String main;
    private final SecureRandom random = new SecureRandom();

    TestJvms(Sandbox sandbox, Project project, Project.Module module, BenchOptions options) {
        this(sandbox, project, module, options, "dev.fettle.probe.Server");
    }

    /** @param main the program of the probe's jar to start */
    TestJvms(Sandbox sandbox, Project project, Project.Module module, BenchOptions options, String main) {
        this.main = main;
        this.sandbox = sandbox;
        this.project = project;
        this.module = module;
        this.options = options;
        sandbox.write(PROBE, probe());
    }

    private static byte[] probe() {
        try (InputStream in = TestJvms.class.getResourceAsStream("/META-INF/fettle/probe.jar")) {
            if (in == null) {
                throw new BenchException("the probe's jar is missing from Fettle's own jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new BenchException("the probe's jar cannot be read", e);
        }
    }

    /** A JVM on its way up; {@link TestJvm#awaitReady} says when it is. */
    TestJvm start() {
        long mark = random.nextLong();
        Map<String, String> environment = new HashMap<>();
        module.environment().forEach((name, value) -> environment.put(name, Project.at(sandbox.directory(), value)));
        environment.putIfAbsent("LANG", "C.UTF-8");
        Limits limits = new Limits(LIFE, LIFE, (options.heapMegabytes() + 0L << 20) + BESIDE_HEAP, PROCESSES, OUTPUT);
        TestJvm jvm = new TestJvm(
                sandbox.start(new Command(arguments(mark), environment, module.path(), readOnly()), limits),
                new Wire(mark));
        jvm.send(Wire.OPEN, this::open);
        return jvm;
    }

    private List<String> arguments(long mark) {
        List<String> arguments = new ArrayList<>();
        arguments.add(project.javaHome().resolve("bin/java").toString());
        arguments.add("-XX:+IgnoreUnrecognizedVMOptions");
        arguments.add("-Xmx" + options.heapMegabytes() + "m");
        arguments.add("-XX:MaxMetaspaceSize=384m");
        // Also for threads that a test framework makes for itself: each depth of an endless recursion costs.
        arguments.add("-Xss" + options.stackKilobytes() + "k");
        arguments.add("-XX:+UseSerialGC");
        arguments.add("-XX:TieredStopAtLevel=1");
        arguments.add("-Xshare:auto");
        arguments.add("-XX:-UsePerfData");
        arguments.add("-XX:+EnableDynamicAgentLoading");
        arguments.add("-Djdk.attach.allowAttachSelf=true");
        arguments.add("-Djava.awt.headless=true");
        arguments.add("-Dbasedir=" + directory());
        module.jvmArguments().forEach(argument -> arguments.add(Project.at(sandbox.directory(), argument)));
        module.systemProperties()
                .forEach((name, value) -> arguments.add("-D" + name + "=" + Project.at(sandbox.directory(), value)));
        arguments.add("-cp");
        arguments.add(sandbox.directory().resolve(PROBE).toString());
        arguments.add(main);
        arguments.add(Long.toHexString(mark));
        return arguments;
    }

    private Path directory() {
        return sandbox.directory().resolve(module.path());
    }

    private List<Path> readOnly() {
        Set<Path> paths = new LinkedHashSet<>(project.readOnly());
        paths.add(project.javaHome());
        PlatformLauncher.beside(module.classPath()).ifPresent(paths::add);
        return List.copyOf(paths);
    }

    private void open(DataOutputStream data) throws IOException {
        data.writeInt(options.stackKilobytes());
        write(data, List.of(sandbox.directory().resolve(module.testClasses())));
        List<Path> production = new ArrayList<>();
        production.add(sandbox.directory().resolve(module.classes()));
        for (Project.Module other : project.modules()) {
            if (module.dependsOn().contains(other.name())) {
                production.add(sandbox.directory().resolve(other.classes()));
            }
        }
        write(data, production);
        List<Path> jars = new ArrayList<>(module.classPath());
        PlatformLauncher.beside(module.classPath()).ifPresent(jars::add);
        write(data, jars);
    }

    private static void write(DataOutputStream data, List<Path> paths) throws IOException {
        data.writeInt(paths.size());
        for (Path path : paths) {
            Wire.writeText(data, path.toString());
        }
    }
}
