package dev.fettle.repair.errorprone;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.Project.Module;
import dev.fettle.repair.Analyser.Finding;
import dev.fettle.sandbox.Command;
import dev.fettle.sandbox.Execution;
import dev.fettle.sandbox.Limits;
import dev.fettle.sandbox.Sandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Error Prone over sources of a module, by the compiler of Fettle's own JDK, in a sandbox where the project's own build has made its classes: so neither the project's
 * compiler nor its annotation processors matter, and code that is generated is found as classes.
 */
final class ErrorProneRun {
    private static final String PLACE = ".fettle/error-prone";
    private static final List<String> PARTS =
            List.of("api", "code", "comp", "file", "main", "model", "parser", "processing", "tree", "util");
    private static final List<String> OPENED = List.of("code", "comp");

    /** The oldest source level that the compiler of Java 17 takes without a word, and so does Error Prone. */
    private static final int OLDEST = 8;

    private final ErrorProneJars jars;
    private final Path javaHome;

    /**
     * @param maven fetches Error Prone when it is first needed
     * @param javaHome of a JDK, 17 or later
     */
    ErrorProneRun(BuildTool maven, Path javaHome) {
        this.jars = new ErrorProneJars(maven);
        this.javaHome = javaHome;
    }

    /**
     * What came of it.
     *
     * @param findings also where something was wrong
     * @param wrong why not all was looked at; empty when it was
     */
    record Seen(List<Finding> findings, Optional<String> wrong) {}

    /** Its jars, fetched now where they never were. */
    List<Path> classPath() {
        return jars.classPath();
    }

    /** Production code that a person wrote: generated code is not in the tree. */
    static List<String> sources(List<String> files, Module module) {
        return files.stream()
                .filter(file -> file.endsWith(".java") && !file.endsWith("module-info.java"))
                .filter(file -> module.sources().stream().anyMatch(folder -> file.startsWith(folder + "/")))
                .toList();
    }

    /**
     * Looks at sources with all checks that are used.
     *
     * @param patching the check whose fixes are written into the sources in the sandbox, "" for none
     */
    Seen look(
            Sandbox sandbox,
            Project project,
            Module module,
            List<String> sources,
            List<Path> errorProne,
            String patching,
            Duration limit) {
        Execution run = compile(sandbox, project, module, sources, errorProne, patching, limit);
        String root = sandbox.directory() + "/";
        return new Seen(ErrorProneOutput.findings(run.stderr(), root), wrong(run, root));
    }

    private static Optional<String> wrong(Execution run, String root) {
        List<String> errors = ErrorProneOutput.errors(run.stderr(), root);
        if (run.end() != Execution.End.EXITED) {
            return Optional.of("the compiler ended as " + run.end());
        }
        if (!errors.isEmpty()) {
            return Optional.of(errors.size() + " errors, first " + errors.get(0));
        }
        return run.exitCode() == 0 ? Optional.empty() : Optional.of("the compiler ended with status " + run.exitCode());
    }

    private Execution compile(
            Sandbox sandbox,
            Project project,
            Module module,
            List<String> sources,
            List<Path> errorProne,
            String patching,
            Duration limit) {
        String folder = PLACE + "/" + (module.path().isEmpty() ? "root" : module.path());
        sandbox.write(folder + "/out/.keep", new byte[0]);
        sandbox.write(
                folder + "/arguments",
                arguments(sandbox.directory(), folder, project, module, sources, errorProne, patching)
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
            Path root,
            String folder,
            Project project,
            Module module,
            List<String> sources,
            List<Path> errorProne,
            String patching) {
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
                        + SafeChecks.options()
                        + (patching.isEmpty() ? "" : " -XepPatchChecks:" + patching + " -XepPatchLocation:IN_PLACE"),
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
