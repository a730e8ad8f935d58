package dev.fettle.gate.mutation;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.repair.RedGreen;
import dev.fettle.workspace.FileChange;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tests that a change points to: of a repair those that became green, of a person's change those in the test classes that it adds or touches. By module. */
final class ClaimedTests {
    private final Map<String, List<TestId>> byModule = new LinkedHashMap<>();

    private ClaimedTests() {}

    static ClaimedTests of(GateInput input, Tree head) {
        ClaimedTests claimed = new ClaimedTests();
        for (Project.Module module : head.project().modules()) {
            List<TestId> tests = input.patch() != null && input.patch().proof() instanceof RedGreen proof
                    ? became(proof, module, head)
                    : touched(input, module);
            if (!tests.isEmpty()) {
                claimed.byModule.put(module.name(), tests);
            }
        }
        return claimed;
    }

    List<TestId> in(Project.Module module) {
        return byModule.getOrDefault(module.name(), List.of());
    }

    boolean none() {
        return byModule.isEmpty();
    }

    private static List<TestId> became(RedGreen proof, Project.Module module, Tree head) {
        return proof.red().stream()
                .map(TestOutcome::id)
                .filter(id -> module.tests().stream().anyMatch(folder -> holds(head, folder, id)))
                .map(id -> new TestId(id.className(), id.plainMethod()))
                .distinct()
                .toList();
    }

    private static boolean holds(Tree head, String folder, TestId id) {
        int nested = id.className().indexOf('$');
        String outer = nested < 0 ? id.className() : id.className().substring(0, nested);
        String path = folder + "/" + outer.replace('.', '/') + ".java";
        return head.texts().containsKey(path)
                || Files.isRegularFile(head.root().resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    private static List<TestId> touched(GateInput input, Project.Module module) {
        List<TestId> tests = new ArrayList<>();
        for (FileChange file : input.change().files()) {
            for (String folder : module.tests()) {
                String path = file.path();
                if (path.startsWith(folder + "/")
                        && path.endsWith(".java")
                        && !file.addedLines().isEmpty()) {
                    String name = path.substring(folder.length() + 1, path.length() - ".java".length());
                    tests.add(new TestId(name.replace('/', '.'), ""));
                }
            }
        }
        return tests;
    }
}
