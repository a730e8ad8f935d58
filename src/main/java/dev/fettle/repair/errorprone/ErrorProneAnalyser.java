package dev.fettle.repair.errorprone;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import dev.fettle.build.TestRun;
import dev.fettle.repair.Analyser;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Error Prone over the production code of each module, by the compiler of Fettle's own JDK, after the project's own build has made its classes: so neither the project's
 * compiler nor its annotation processors matter, and code that is generated is found as classes. All of it runs in one sandbox.
 */
public final class ErrorProneAnalyser implements Analyser {
    private static final String PLACE = ".fettle/error-prone";
    private static final List<String> PARTS =
            List.of("api", "code", "comp", "file", "main", "model", "parser", "processing", "tree", "util");
    private static final List<String> OPENED = List.of("code", "comp");

    /** The oldest source level that the compiler of Java 17 takes without a word, and so does Error Prone. */
    private static final int OLDEST = 8;

    private final Sandboxes sandboxes;
    private final ErrorProneJars jars;
    private final Path javaHome;
    private final InstantSource clock;

    /**
     * An analyser.
     *
     * @param maven fetches Error Prone when it is first needed
     * @param javaHome of a JDK, 17 or later
     */
    public ErrorProneAnalyser(Sandboxes sandboxes, BuildTool maven, Path javaHome, InstantSource clock) {
        this.sandboxes = sandboxes;
        this.jars = new ErrorProneJars(maven);
        this.javaHome = javaHome;
        this.clock = clock;
    }

    /** What an analyser like this looks for, whatever it runs in. */
    public static String currentEdition() {
        return "error-prone " + ErrorProneJars.VERSION + " " + SafeChecks.names();
    }

    @Override
    public String edition() {
        return currentEdition();
    }

    @Override
    public Analysis analyse(Workspace tree, BuildTool tool, Project project, Duration limit) {
        Instant end = clock.instant().plus(limit);
        List<Path> errorProne = jars.classPath();
        List<Finding> findings = new ArrayList<>();
        List<String> notLookedAt = new ArrayList<>();
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(tree.root(), "");
            TestRun built = tool.compile(sandbox, project, limit);
            if (built.end() != TestRun.End.PASSED) {
                return new Analysis(List.of(), List.of(built.end() + ": " + built.diagnosis()), false);
            }
            List<String> files = tree.files();
            for (Module module : project.modules()) {
                List<String> sources = sources(files, module);
                Duration left = Duration.between(clock.instant(), end);
                if (sources.isEmpty()) {
                    continue;
                }
                if (left.isNegative() || left.isZero()) {
                    notLookedAt.add(module.name() + ": the time limit was reached");
                    continue;
                }
                Execution run = compile(sandbox, project, module, sources, errorProne, left);
                String root = sandbox.directory() + "/";
                List<String> errors = ErrorProneOutput.errors(run.stderr(), root);
                if (run.end() != Execution.End.EXITED) {
                    notLookedAt.add(module.name() + ": the compiler ended as " + run.end());
                } else if (!errors.isEmpty()) {
                    notLookedAt.add(module.name() + ": " + errors.size() + " errors, first " + errors.get(0));
                } else if (run.exitCode() != 0) {
                    notLookedAt.add(module.name() + ": the compiler ended with status " + run.exitCode());
                }
                findings.addAll(ErrorProneOutput.findings(run.stderr(), root));
            }
        }
        return new Analysis(findings, notLookedAt, true);
    }

    /** Production code that a person wrote: generated code is not in the tree. */
    private static List<String> sources(List<String> files, Module module) {
        return files.stream()
                .filter(file -> file.endsWith(".java") && !file.endsWith("module-info.java"))
                .filter(file -> module.sources().stream().anyMatch(folder -> file.startsWith(folder + "/")))
                .toList();
    }

    private Execution compile(
            Sandbox sandbox,
            Project project,
            Module module,
            List<String> sources,
            List<Path> errorProne,
            Duration limit) {
        String folder = PLACE + "/" + (module.path().isEmpty() ? "root" : module.path());
        sandbox.write(folder + "/out/.keep", new byte[0]);
        sandbox.write(
                folder + "/arguments",
                arguments(sandbox.directory(), folder, project, module, sources, errorProne)
                        .getBytes(StandardCharsets.UTF_8));
        Limits limits = Limits.build(limit);
        List<String> argv = new ArrayList<>();
        argv.add(javaHome.resolve("bin/javac").toString());
        PARTS.forEach(part -> argv.add("-J--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED"));
        OPENED.forEach(part -> argv.add("-J--add-opens=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED"));
        argv.add("@" + sandbox.directory().resolve(folder + "/arguments"));
        Set<Path> readOnly = new LinkedHashSet<>(project.readOnly());
        readOnly.add(javaHome);
        return sandbox.run(
                new Command(
                        argv,
                        Map.of("LANG", "C.UTF-8", "JAVA_TOOL_OPTIONS", limits.javaToolOptions()),
                        "",
                        List.copyOf(readOnly)),
                limits);
    }

    private static String arguments(
            Path root, String folder, Project project, Module module, List<String> sources, List<Path> errorProne) {
        Map<String, Module> byName = new HashMap<>();
        project.modules().forEach(each -> byName.put(each.name(), each));
        List<String> classPath = new ArrayList<>();
        classPath.add(root.resolve(module.classes()).toString());
        module.dependsOn().stream()
                .map(byName::get)
                .filter(Objects::nonNull)
                .forEach(other -> classPath.add(root.resolve(other.classes()).toString()));
        module.classPath().forEach(jar -> classPath.add(jar.toString()));
        String level = Integer.toString(Math.max(OLDEST, project.release()));
        List<String> arguments = new ArrayList<>(List.of(
                "-d",
                root.resolve(folder + "/out").toString(),
                "-proc:none",
                "-encoding",
                "UTF-8",
                "-source",
                level,
                "-target",
                level,
                "-Xlint:-options",
                "-Xmaxwarns",
                "5000",
                "-Xmaxerrs",
                "100",
                "-XDcompilePolicy=simple",
                "--should-stop=ifError=FLOW",
                "-processorpath",
                joined(errorProne.stream().map(Path::toString).toList()),
                "-Xplugin:ErrorProne -XepIgnoreUnknownCheckNames -XepDisableWarningsInGeneratedCode -XepDisableAllChecks"
                        + SafeChecks.options(),
                "-classpath",
                joined(classPath)));
        sources.forEach(source -> arguments.add(root.resolve(source).toString()));
        StringBuilder text = new StringBuilder();
        arguments.forEach(argument -> text.append('"')
                .append(argument.replace("\\", "\\\\").replace("\"", "\\\""))
                .append("\"\n"));
        return text.toString();
    }

    private static String joined(List<String> paths) {
        return String.join(":", paths);
    }
}
