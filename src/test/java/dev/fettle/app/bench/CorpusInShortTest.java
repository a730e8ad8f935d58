package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Budget;
import dev.fettle.repair.EditedTexts;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Search;
import dev.fettle.repair.template.RedProject;
import dev.fettle.repair.template.TemplatePatcher;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three cases of the corpus through the engine: real sandboxes, real compilation of candidates, real test JVMs, ranking, and the tests that no engine sees.
 * Building and proving with Maven, which takes most of a case's time, is left to {@code bench repair --corpus} and to the demo.
 */
class CorpusInShortTest extends SandboxedTest {
    private static final List<String> MENDED = List.of("compound-assignment-scoreboard", "term-removal-exam");
    private static final List<String> LEFT_ALONE = List.of("abstain-wrong-test-name");

    /** Enough for what is likely; a search goes on for a while after its first find. */
    private static final Budget BUDGET = new Budget(Duration.ofMinutes(2), 400);

    /** What came of a case: the first candidate that may be proposed, applied; null for none. */
    private record Chosen(String name, Map<String, String> texts, String how) {}

    @Test
    void twoAreMendedRightlyAndOneIsLeftAlone(@TempDir Path folder) throws Exception {
        // The sandbox's user must be able to pass through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> names = new ArrayList<>(MENDED);
        names.addAll(LEFT_ALONE);
        Map<String, CaseText> cases = CorpusTest.cases();
        ExecutorService two = Executors.newFixedThreadPool(2);
        Map<String, Future<Chosen>> chosen = new LinkedHashMap<>();
        try {
            for (String name : names) {
                Path own = Files.createDirectory(folder.resolve(name));
                chosen.put(name, two.submit(() -> choose(name, cases.get(name), own)));
            }
            for (String name : MENDED) {
                Chosen one = chosen.get(name).get();
                assertThat(one.texts()).as("%s: %s", name, one.how()).isNotEmpty();
                CaseText text = cases.get(name);
                Map<String, String> mended = new LinkedHashMap<>(text.files());
                mended.putAll(one.texts());
                mended.putAll(text.heldOut());
                assertThat(CompiledCase.of(mended, folder.resolve(name + "-held-out"))
                                .run()
                                .red())
                        .as("%s: %s", name, one.how())
                        .isEmpty();
            }
            for (String name : LEFT_ALONE) {
                Chosen one = chosen.get(name).get();
                assertThat(one.texts()).as("%s: %s", name, one.how()).isEmpty();
            }
        } finally {
            two.shutdownNow();
        }
    }

    private Chosen choose(String name, CaseText text, Path folder) throws Exception {
        RedProject project = new RedProject(folder);
        for (Map.Entry<String, String> file : text.files().entrySet()) {
            if (file.getKey().startsWith("src/test/java/")) {
                project.test(file.getKey().substring("src/test/java/".length()), file.getValue());
            } else {
                project.production(file.getKey().substring("src/main/java/".length()), file.getValue());
            }
        }
        List<String> failing = Arrays.stream(text.header().get("failing").split(","))
                .map(String::strip)
                .toList();
        Problem problem = project.problem();
        TemplatePatcher patcher =
                new TemplatePatcher(sandboxes, Path.of(System.getProperty("java.home")), InstantSource.system());
        Search search = patcher.search(problem, project.reproduction(failing), BUDGET, Progress.SILENT);
        boolean sure = !search.plausible().isEmpty() && search.confidence() >= patcher.confidenceNeeded();
        return new Chosen(
                name,
                sure
                        ? EditedTexts.of(
                                problem.workspace(), search.plausible().get(0).candidate())
                        : Map.of(),
                search.plausible().isEmpty()
                        ? String.join("; ", search.notes())
                        : search.plausible().get(0).candidate().summary() + ", confidence " + search.confidence());
    }
}
