package dev.fettle.gate.mutation;

import dev.fettle.build.Project;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.FileChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The class files of a built tree, and those whose Java source a change adds lines to.
 *
 * @param all production classes of all modules, by binary name
 * @param changed those that the change touches
 */
record ChangedClasses(Map<String, byte[]> all, List<ChangedClass> changed) {
    private static final long LARGEST = 4L << 20;

    ChangedClasses {
        all = Map.copyOf(all);
        changed = List.copyOf(changed);
    }

    /** Whether a change adds lines to production code that could be looked at. */
    static boolean any(Change change, Project project) {
        return change.files().stream()
                .anyMatch(file -> project.modules().stream()
                        .anyMatch(module -> packageOf(file, module).isPresent()));
    }

    /** @param sandbox in which the tree was built */
    static ChangedClasses of(Change change, Project project, Sandbox sandbox) {
        Map<String, byte[]> all = new HashMap<>();
        List<ChangedClass> changed = new ArrayList<>();
        for (Project.Module module : project.modules()) {
            sandbox.collect(List.of(module.classes() + "/**/*.class"), LARGEST)
                    .files()
                    .values()
                    .forEach(bytes -> {
                        ClassReader reader = new ClassReader(bytes);
                        String name = reader.getClassName().replace('/', '.');
                        if (!name.equals("module-info") && all.putIfAbsent(name, bytes) == null) {
                            source(reader, change, module)
                                    .ifPresent(file -> changed.add(new ChangedClass(
                                            module.name(),
                                            name,
                                            file.path(),
                                            file.addedLines().stream()
                                                    .map(FileChange.Line::number)
                                                    .collect(Collectors.toSet()))));
                        }
                    });
        }
        changed.sort(Comparator.comparing(ChangedClass::path).thenComparing(ChangedClass::name));
        return new ChangedClasses(all, changed);
    }

    private static Optional<FileChange> source(ClassReader reader, Change change, Project.Module module) {
        String name = reader.getClassName();
        String pack = name.substring(0, Math.max(0, name.lastIndexOf('/')));
        String source = sourceOf(reader);
        return change.files().stream()
                .filter(file ->
                        file.path().endsWith("/" + source) || file.path().equals(source))
                .filter(file -> packageOf(file, module).filter(pack::equals).isPresent())
                .findFirst();
    }

    /** The folder of a changed source below one of a module's source folders, such as {@code dev/shop}; empty where it lies in none of them, or nothing is added to it. */
    private static Optional<String> packageOf(FileChange file, Project.Module module) {
        if (!file.path().endsWith(".java") || file.addedLines().isEmpty()) {
            return Optional.empty();
        }
        for (String folder : module.sources()) {
            if (file.path().startsWith(folder + "/")) {
                int end = file.path().lastIndexOf('/');
                return Optional.of(end <= folder.length() ? "" : file.path().substring(folder.length() + 1, end));
            }
        }
        return Optional.empty();
    }

    private static String sourceOf(ClassReader reader) {
        String[] name = {""};
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitSource(@Nullable String source, @Nullable String debug) {
                        name[0] = source == null ? "" : source;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
        return name[0];
    }
}
