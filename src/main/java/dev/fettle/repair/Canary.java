package dev.fettle.repair;

import dev.fettle.build.BuildTool;
import dev.fettle.build.Project;
import dev.fettle.build.Project.TestFramework;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestRun;
import dev.fettle.sandbox.Quota;
import dev.fettle.sandbox.Sandbox;
import dev.fettle.sandbox.Sandboxes;
import dev.fettle.workspace.SourceEncoding;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plants a test that must fail and looks whether it is seen failing: a build that forges its reports, ignores failures or runs no tests is caught. */
public final class Canary {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LETTERS = 10;

    private final Sandboxes sandboxes;

    Canary(Sandboxes sandboxes) {
        this.sandboxes = sandboxes;
    }

    /** Empty when the planted failure was seen, and every wanted test green a second time beside it, so that what forges reports is loaded too. */
    List<String> objections(Problem problem, Map<String, String> texts, Reproduction reproduction, Duration limit) {
        Set<String> files =
                new HashSet<>(problem.workspace().files()); // by name: a test's source may be in any encoding
        files.addAll(texts.keySet());
        List<TestId> wanted = reproduction.red().stream().map(TestOutcome::id).toList();
        try (Sandbox sandbox = sandboxes.fresh(Quota.PROJECT)) {
            sandbox.copyIn(problem.workspace().root(), "");
            Path root = problem.workspace().root();
            texts.forEach((path, text) -> sandbox.write(path, SourceEncoding.bytes(root, path, text)));
            Sighting sighting = plant(sandbox, problem.tool(), problem.project(), files, wanted, limit);
            TestRun run = sighting.run();
            if (run == null || !sighting.objection().isEmpty()) {
                return List.of(sighting.objection());
            }
            return wanted.stream()
                    .filter(id -> run.report()
                            .find(id)
                            .filter(outcome -> outcome.status() == TestOutcome.Status.PASSED)
                            .isEmpty())
                    .map(id -> "green, then not green on a second run: " + id)
                    .limit(1)
                    .toList();
        }
    }

    /**
     * Whether a planted failure was seen.
     *
     * @param objection why the reports cannot be trusted; "" when it was seen
     * @param run in which it was to be seen; null when it could not be planted
     */
    public record Sighting(String objection, @Nullable TestRun run) {}

    /**
     * Plants a failing test beside others and runs it with them.
     *
     * @param sandbox fresh, with the tree in it
     * @param files paths of the tree
     * @param beside at least one; the first says where it is planted
     */
    public static Sighting plant(
            Sandbox sandbox, BuildTool tool, Project project, Set<String> files, List<TestId> beside, Duration limit) {
        TestId first = beside.get(0);
        Optional<Project.Module> module = project.modules().stream()
                .filter(each ->
                        each.framework() != TestFramework.NONE && !each.tests().isEmpty())
                .filter(each -> holds(files, each, first))
                .findFirst();
        if (module.isEmpty()) {
            return new Sighting("no module holds the wanted test, so no canary could be planted", null);
        }
        String pack = first.className().contains(".")
                ? first.className().substring(0, first.className().lastIndexOf('.'))
                : "";
        String folder = module.get().tests().get(0) + (pack.isEmpty() ? "" : "/" + pack.replace('.', '/'));
        // Another name each time: whoever forges reports cannot know which failure has to stay in them.
        String name = word() + "Test";
        TestId canary = new TestId((pack.isEmpty() ? "" : pack + ".") + name, "test" + word());
        String source = source(pack, canary, module.get().framework());
        sandbox.write(folder + "/" + name + ".java", source.getBytes(StandardCharsets.UTF_8));
        List<TestId> tests = new ArrayList<>(beside);
        tests.add(canary);
        TestRun run = tool.test(sandbox, project, tests, limit);
        boolean seen = run.end() == TestRun.End.RED
                && run.report().red().stream().map(TestOutcome::id).anyMatch(id -> Reproducer.same(canary, id));
        return new Sighting(
                seen
                        ? ""
                        : "a planted failing test was not seen failing (" + run.end()
                                + "): its reports cannot be trusted",
                run);
    }

    private static boolean holds(Set<String> files, Project.Module module, TestId test) {
        String top = test.className().contains("$")
                ? test.className().substring(0, test.className().indexOf('$'))
                : test.className();
        return module.tests().stream()
                .map(folder -> folder + "/" + top.replace('.', '/') + ".java")
                .anyMatch(files::contains);
    }

    /** Like the name of a class, and of none that is there. */
    private static String word() {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < LETTERS; i++) {
            word.append((char) ((i == 0 ? 'A' : 'a') + RANDOM.nextInt('z' - 'a' + 1)));
        }
        return word.toString();
    }

    private static String source(String pack, TestId canary, TestFramework framework) {
        String name = canary.className().substring(canary.className().lastIndexOf('.') + 1);
        String method = "void " + canary.method() + "() {\n";
        String head = pack.isEmpty() ? "" : "package " + pack + ";\n\n";
        String body = "    throw new AssertionError(\"" + word() + "\");\n  }\n}\n";
        return switch (framework) {
            case JUNIT3 ->
                head + "public class " + name + " extends junit.framework.TestCase {\n  public " + method + body;
            case JUNIT4 -> head + "public class " + name + " {\n  @org.junit.Test\n  public " + method + body;
            case JUNIT5 -> head + "class " + name + " {\n  @org.junit.jupiter.api.Test\n  " + method + body;
            case TESTNG ->
                head + "public class " + name + " {\n  @org.testng.annotations.Test\n  public " + method + body;
            case NONE -> throw new IllegalArgumentException("a module without tests");
        };
    }
}
