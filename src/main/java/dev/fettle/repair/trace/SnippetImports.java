package dev.fettle.repair.trace;

import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The imports that a snippet leaves to its reader: classes of the project by their one name, well-known ones of the platform, and those of the test framework. */
final class SnippetImports {
    /** Looked through in this order for a name that the project does not have. */
    private static final List<String> PLATFORM = List.of(
            "java.util.",
            "java.io.",
            "java.time.",
            "java.math.",
            "java.util.function.",
            "java.util.stream.",
            "java.util.concurrent.",
            "java.util.regex.",
            "java.nio.file.",
            "java.nio.charset.",
            "java.text.",
            "java.net.",
            "java.nio.");

    private final Workspace workspace;
    private final Project project;

    SnippetImports(Workspace workspace, Project project) {
        this.workspace = workspace;
        this.project = project;
    }

    /** The class of the project that has a simple name; empty where none has, or several have. */
    Optional<Entry> own(String name) {
        List<Entry> found = project.modules().stream()
                .flatMap(module -> module.sources().stream().flatMap(folder -> {
                    String prefix = folder.isEmpty() ? "" : folder + "/";
                    return workspace.files().stream()
                            .filter(path -> path.startsWith(prefix) && path.endsWith("/" + name + ".java"))
                            .map(path -> new Entry(
                                    module,
                                    path,
                                    path.substring(prefix.length(), path.length() - ".java".length())
                                            .replace('/', '.')));
                }))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** What a snippet needs besides its own imports, in the package that its test will have; with {@code import}, static ones included. */
    SortedSet<String> missing(Snippet snippet, Project.Module module, String pack) {
        SortedSet<String> imports = new TreeSet<>();
        TestFramework framework = module.framework();
        for (String name : snippet.names()) {
            if (imported(snippet, name)) {
                continue;
            }
            own(name)
                    .map(Entry::className)
                    .or(() -> Optional.ofNullable(ofFramework(framework).get(name)))
                    .or(() -> platform(name))
                    .filter(found -> !found.equals(pack.isEmpty() ? name : pack + "." + name))
                    .filter(found -> found.indexOf('.') > 0)
                    .ifPresent(found -> imports.add("import " + found + ";"));
        }
        String assertions = assertions(framework);
        for (String call : snippet.calls()) {
            boolean asserting = call.startsWith("assert") || call.equals("fail");
            boolean written = snippet.imports().stream()
                    .anyMatch(line -> line.startsWith("import static ")
                            && (line.endsWith("." + call + ";") || line.endsWith(".*;")));
            if (asserting && !written && !assertions.isEmpty()) {
                boolean fluent = call.equals("assertThat") && hasJar(module, "assertj-core");
                imports.add("import static " + (fluent ? "org.assertj.core.api.Assertions" : assertions) + "." + call
                        + ";");
            }
        }
        return imports;
    }

    private static boolean imported(Snippet snippet, String name) {
        return snippet.imports().stream().anyMatch(line -> line.endsWith("." + name + ";"));
    }

    private static Optional<String> platform(String name) {
        for (String pack : PLATFORM) {
            try {
                return Optional.of(Class.forName(pack + name, false, ClassLoader.getPlatformClassLoader())
                        .getName());
            } catch (ClassNotFoundException | LinkageError e) {
                // Not in this package; a name in another case is an error of its own on some file systems.
            }
        }
        return Optional.empty();
    }

    private static boolean hasJar(Project.Module module, String name) {
        return module.classPath().stream().anyMatch(jar -> jar.toString().contains(name));
    }

    private static String assertions(TestFramework framework) {
        return switch (framework) {
            case JUNIT5 -> "org.junit.jupiter.api.Assertions";
            case JUNIT4 -> "org.junit.Assert";
            case TESTNG -> "org.testng.Assert";
            case JUNIT3, NONE -> "";
        };
    }

    private static Map<String, String> ofFramework(TestFramework framework) {
        return switch (framework) {
            case JUNIT5 ->
                Map.of(
                        "Test",
                        "org.junit.jupiter.api.Test",
                        "Assertions",
                        "org.junit.jupiter.api.Assertions",
                        "BeforeEach",
                        "org.junit.jupiter.api.BeforeEach");
            case JUNIT4 -> Map.of("Test", "org.junit.Test", "Assert", "org.junit.Assert", "Before", "org.junit.Before");
            case TESTNG -> Map.of("Test", "org.testng.annotations.Test", "Assert", "org.testng.Assert");
            case JUNIT3, NONE -> Map.of("TestCase", "junit.framework.TestCase");
        };
    }
}
