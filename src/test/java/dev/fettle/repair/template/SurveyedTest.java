package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.Problem;
import dev.fettle.repair.run.Baseline;
import dev.fettle.repair.run.BenchOptions;
import dev.fettle.repair.run.TestBench;
import dev.fettle.repair.run.WarmTestBench;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two red tests in a real warm JVM, and a real workshop beside it. */
abstract class SurveyedTest extends SandboxedTest {
    private static final String PATH = "src/main/java/Prices.java";
    private static final String SOURCE = """
            import java.util.*;
            public class Prices {
                private final List<String> seen = new ArrayList<>();
                private final List<String> other = new ArrayList<>();
                private final String[] shelf = {"tea", null, "salt"};

                int total(List<Integer> pieces, int rebate) {
                    int sum = 0;
                    for (int i = 0; i < pieces.size(); i++) {
                        sum += pieces.get(i);
                    }
                    seen.add("total");
                    List<String> told = seen;
                    if (rebate > 0 && sum > 5) {
                        sum -= rebate;
                    }
                    told.add(shelf[pieces.size()]);
                    return sum;
                }

                int endless(int n) {
                    while (n != 0) {
                        n = n + 2;
                    }
                    return n;
                }

                int piece(int n) {
                    if (n < 0 || n > 2) {
                        throw new IndexOutOfBoundsException("no piece " + n);
                    }
                    return n;
                }
            }
            """;

    private static final BenchOptions QUICK = new BenchOptions(1, 512, 512, 20, 50_000, Duration.ofSeconds(10), null);

    TestBench bench;
    TestPlan plan;
    Workshop workshop;
    final Ids ids = new Ids();
    final List<Draft> drafts = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        drafts.clear();
        RedProject red =
                new RedProject(folder).production("Prices.java", SOURCE).test("PricesTest.java", """
                import static org.junit.jupiter.api.Assertions.assertEquals;
                import java.util.List;
                import org.junit.jupiter.api.Test;

                class PricesTest {
                    @Test void total() { assertEquals(10, new Prices().total(List.of(4, 6), 1)); }
                    @Test void plain() { assertEquals(3, new Prices().total(List.of(3), 0)); }
                    @Test void lastPiece() { assertEquals(3, new Prices().piece(3)); }
                    @Test void ends() { assertEquals(0, new Prices().endless(1)); }
                }
                """);
        Problem problem = red.problem();
        Project.Module module = problem.project().modules().get(0);
        sandbox.copyIn(problem.workspace().root(), "");
        bench = WarmTestBench.open(sandbox, problem.project(), module, QUICK, InstantSource.system());
        // Without the one that never ends: there is nothing to wait for.
        Baseline baseline = bench.baseline(
                List.of(TestId.parse("PricesTest#total"), TestId.parse("PricesTest#plain")), Duration.ofMinutes(1));
        plan = new TestPlan(
                baseline,
                red.reproduction(List.of("PricesTest#total")),
                new ProjectFiles(problem.project(), problem.workspace().files()));
        workshop = new LocalWorkshop();
        assertThat(workshop.open(new CompilerSettings(List.of(), 17, true), Map.of(PATH, SOURCE)))
                .isEmpty();
    }

    @AfterEach
    void close() {
        bench.close();
        workshop.close();
    }

    Effects effects(String target) {
        ids.used(1_000);
        return new Effects(bench, TestId.parse(target), draft -> workshop, ids);
    }

    Draft replace(String old, String text) {
        return replace(old, old, text);
    }

    /** @param near where to look for the old text */
    Draft replace(String near, String old, String text) {
        int at = SOURCE.indexOf(old, SOURCE.indexOf(near));
        return add(new Edit(PATH, at, at + old.length(), text), Set.of());
    }

    Draft before(String statement, String text) {
        int at = SOURCE.indexOf(statement);
        return add(new Edit(PATH, at, at, text), Set.of(Draft.Trait.GUARD));
    }

    Draft around(String statement, String text) {
        int at = SOURCE.indexOf(statement);
        return add(new Edit(PATH, at, at + statement.length(), text), Set.of(Draft.Trait.GUARD));
    }

    Draft add(Edit edit, Set<Draft.Trait> traits) {
        Draft draft = new Draft(drafts.size() + 1, "test", List.of(edit), 1, 1, 1, 1, edit.replacement(), traits);
        drafts.add(draft);
        return draft;
    }
}
