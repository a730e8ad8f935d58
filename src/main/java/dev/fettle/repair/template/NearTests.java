package dev.fettle.repair.template;

import dev.fettle.build.Project;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTraceParser;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.repair.Reproduction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * In which order the tests of a module are looked at: a large suite is not waited for to its end, so those come first that can tell most. These are the failing ones and
 * their classes, and then test classes that name a production class that the failure speaks of.
 */
final class NearTests {
    private final Reproduction reproduction;
    private final ProjectFiles files;
    private final Function<String, Optional<String>> read;
    private final Map<String, Boolean> near = new HashMap<>();
    private final Set<String> subjects = new TreeSet<>();

    private NearTests(Reproduction reproduction, ProjectFiles files, Function<String, Optional<String>> read) {
        this.reproduction = reproduction;
        this.files = files;
        this.read = read;
    }

    /**
     * What the build itself ran in a module, or while that is not known yet, its test classes as a whole by their names.
     *
     * @param module of the failing tests
     * @param read the text of a path
     */
    static List<TestId> first(
            Reproduction reproduction,
            ProjectFiles files,
            Project.Module module,
            Function<String, Optional<String>> read) {
        NearTests near = new NearTests(reproduction, files, read);
        reproduction.red().forEach(near::subjects);
        return near.first(module);
    }

    private void subjects(TestOutcome red) {
        subjects.add(red.id().subject());
        TestOutcome.Failure failure = red.failure();
        if (failure != null) {
            StackTraceParser.parse(failure.stackTrace()).stream()
                    .flatMap(trace -> trace.root().frames().stream())
                    .filter(frame ->
                            files.ofClass(frame.className(), frame.file()).isPresent())
                    .forEach(frame -> subjects.add(simpleName(frame)));
        }
        subjects.remove("");
    }

    private static String simpleName(Frame frame) {
        String name = frame.className().substring(frame.className().lastIndexOf('.') + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    private List<TestId> first(Project.Module module) {
        List<TestId> red = reproduction.red().stream().map(TestOutcome::id).toList();
        Set<String> wanted = new LinkedHashSet<>();
        red.forEach(id -> wanted.add(id.className()));
        boolean whole = reproduction.whole();
        List<TestId> all = whole ? ranIn(module) : files.testClasses(module);
        return Stream.of(
                        whole
                                ? red
                                : wanted.stream()
                                        .map(name -> new TestId(name, ""))
                                        .toList(),
                        all.stream()
                                .filter(id -> wanted.contains(id.className()))
                                .toList(),
                        all.stream().filter(this::isNear).toList(),
                        all)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
    }

    private List<TestId> ranIn(Project.Module module) {
        return reproduction.baseline().ids().stream()
                .filter(id -> files.ofTest(id).filter(module::equals).isPresent())
                .toList();
    }

    private boolean isNear(TestId test) {
        return near.computeIfAbsent(
                files.pathOf(test).orElse(""),
                path -> read.apply(path).stream()
                        .anyMatch(text -> subjects.stream().anyMatch(text::contains)));
    }
}
