package dev.fettle.repair.template;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.repair.run.SourceFiles;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.CompilerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which module holds what. */
final class ProjectFiles {
    private static final Pattern TEST = Pattern.compile("(^|/)(Test[^/]*|[^/]*(Test|Tests|TestCase))\\.java$");

    private final Project project;
    private final Set<String> files;
    private final SourceFiles sources;

    /** @param files of the tree, relative to its root */
    ProjectFiles(Project project, java.util.Collection<String> files) {
        this.project = project;
        this.files = Set.copyOf(files);
        this.sources = new SourceFiles(project, this.files);
    }

    /** The module whose tests hold the class; the first with tests where the sources do not say. */
    Optional<Project.Module> ofTest(TestId test) {
        Optional<Project.Module> exact = holding(test).stream().findFirst();
        return exact.isPresent()
                ? exact
                : project.modules().stream()
                        .filter(module -> module.framework() != Project.TestFramework.NONE)
                        .findFirst();
    }

    /** All modules whose tests have a class of this name. */
    List<Project.Module> holding(TestId test) {
        String top = test.className().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return project.modules().stream()
                .filter(module -> module.tests().stream().anyMatch(folder -> files.contains(folder + "/" + top)))
                .toList();
    }

    /** The classes of a module's test folders that are named like tests, as Surefire's default patterns have it. */
    List<TestId> testClasses(Project.Module module) {
        return module.tests().stream()
                .flatMap(folder -> files.stream()
                        .filter(path -> path.startsWith(folder + "/"))
                        .map(path -> path.substring(folder.length() + 1)))
                .filter(path -> TEST.matcher(path).find())
                .map(path -> path.substring(0, path.length() - ".java".length()).replace('/', '.'))
                .sorted()
                .map(name -> new TestId(name, ""))
                .toList();
    }

    /** Where the source of a test's class lies. */
    Optional<String> pathOf(TestId test) {
        int nested = test.className().indexOf('$');
        String outer = nested < 0 ? test.className() : test.className().substring(0, nested);
        String file = outer.replace('.', '/') + ".java";
        return project.modules().stream()
                .flatMap(module -> module.tests().stream())
                .map(folder -> folder + "/" + file)
                .filter(files::contains)
                .findFirst();
    }

    /** The production file that a class was compiled from, as a stack trace names both. */
    Optional<String> ofClass(String className, String file) {
        return sources.of(className, file);
    }

    /** Whether a draft's edits can be compiled together. */
    boolean areOfOneModule(Draft draft) {
        return draft.edits().stream()
                        .map(edit -> ofSource(edit.path()))
                        .distinct()
                        .count()
                == 1;
    }

    /** The module that a production file belongs to. */
    Optional<Project.Module> ofSource(String path) {
        return project.modules().stream()
                .filter(module -> module.sources().stream().anyMatch(folder -> path.startsWith(folder + "/")))
                .findFirst();
    }

    /** The binary name of the top-level class that a source file is named after; "" outside of any source folder. */
    String className(String path) {
        for (Project.Module module : project.modules()) {
            for (String folder : module.sources()) {
                if (path.startsWith(folder + "/") && path.endsWith(".java")) {
                    return path.substring(folder.length() + 1, path.length() - 5)
                            .replace('/', '.');
                }
            }
        }
        return "";
    }

    /** How a module's production code is compiled against what its build left in {@code root}. */
    CompilerSettings settings(Project.Module module, Path root) {
        List<String> classPath =
                new ArrayList<>(List.of(root.resolve(module.classes()).toString()));
        for (Project.Module other : project.modules()) {
            if (module.dependsOn().contains(other.name())) {
                classPath.add(root.resolve(other.classes()).toString());
            }
        }
        module.classPath().forEach(jar -> classPath.add(jar.toString()));
        return new CompilerSettings(classPath, Math.max(8, project.release()), true);
    }
}
