package dev.fettle.repair.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.maven.MavenBuild;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.repair.FindingsGone;
import dev.fettle.repair.FindingsProver;
import dev.fettle.repair.FindingsProver.Outcome;
import dev.fettle.repair.FindingsProver.Proved;
import dev.fettle.repair.FindingsProver.Refused;
import dev.fettle.repair.Problem;
import dev.fettle.repair.Problem.RuleFinding;
import dev.fettle.repair.Progress;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.RuleFixer;
import dev.fettle.repair.RuleFixer.Fixed;
import dev.fettle.repair.RuleFixer.NotFixed;
import dev.fettle.sandbox.SandboxedTest;
import dev.fettle.workspace.GitWorkspaces;
import dev.fettle.workspace.TransportRules;
import dev.fettle.workspace.Workspace;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Error Prone mends what it finds, in the real sandbox, and the project's own suite says whether that may stay. */
class ErrorProneFixerTest extends SandboxedTest {
    private static final String FILE = "src/main/java/shop/Prices.java";
    private static final String SOURCE = """
            package shop;

            import java.util.List;
            import java.io.File;

            public class Prices {
                public boolean same(int[] a, int[] b) {
                    return a.equals(b);
                }

                public boolean other(List<File> files, long[] a, long[] b) {
                    return !files.isEmpty() && !a.equals(b);
                }
            }
            """;

    private final MavenBuild maven = MavenSamples.maven();
    private RuleFixer fixer;

    @TempDir
    Path tree;

    @TempDir
    Path home;

    @BeforeEach
    void begin() {
        fixer = new ErrorProneFixer(sandboxes, maven, Path.of(System.getProperty("java.home")), InstantSource.system());
    }

    @Test
    void whatATestHoldsOnToIsNotProved() {
        Outcome outcome = mended(test("!new Prices().same(new int[] {1}, new int[] {1})"));

        assertThat(outcome).isInstanceOf(Refused.class);
        assertThat(((Refused) outcome).detail()).isEqualTo("became red: shop.PricesTest#prices");
    }

    @Test
    void allThatARuleFindsInAFileIsMendedAndProvedByTheCountsAndTheSuite() {
        Outcome outcome = mended(test("!new Prices().same(new int[] {1}, new int[] {2})"));

        assertThat(outcome).isInstanceOf(Proved.class);
        Proved proved = (Proved) outcome;
        FindingsGone proof = (FindingsGone) proved.patch().proof();
        assertThat(proof.before()).isEqualTo(2);
        assertThat(proof.after()).isZero();
        assertThat(proof.guard()).startsWith("1 test is as green after as before");
        assertThat(proved.patch().candidate().summary())
                .isEqualTo("'return a.equals(b);' becomes 'return Arrays.equals(a, b);' (and 1 more in the file)");
        assertThat(proved.patch().change().unifiedDiff()).contains("""
                +import java.util.Arrays;
                 import java.util.List;
                 import java.io.File;
                """);
        assertThat(proved.patch().change().added()).isEqualTo(3);
        assertThat(proved.patch().change().removed()).isEqualTo(2);
    }

    @Test
    void whatIsNotThereAnyMoreIsNotMended() {
        NotFixed not = in(Map.of(FILE, "package shop;\n\npublic class Prices {}\n"), problem ->
                (NotFixed) fixer.fix(problem, "ArrayEquals", FILE, Duration.ofMinutes(5)));
        assertThat(not.reason()).isEqualTo(RepairReason.NOTHING_FOUND);

        not = in(Map.of(), problem ->
                (NotFixed) fixer.fix(problem, "ArrayEquals", "src/Gone.java", Duration.ofMinutes(5)));
        assertThat(not.reason()).isEqualTo(RepairReason.NOTHING_FOUND);
    }

    private Outcome mended(Map<String, String> more) {
        return in(more, problem -> {
            Fixed fixed = (Fixed) fixer.fix(problem, "ArrayEquals", FILE, Duration.ofMinutes(5));
            return new FindingsProver(sandboxes, Duration.ofMinutes(5))
                    .prove(
                            problem,
                            new RuleFinding("ArrayEquals", FILE),
                            fixed,
                            fixer.name(),
                            Duration.ofMinutes(5),
                            Progress.SILENT);
        });
    }

    private static Map<String, String> test(String condition) {
        return Map.of("src/test/java/shop/PricesTest.java", """
                package shop;

                import static org.junit.jupiter.api.Assertions.assertTrue;
                import org.junit.jupiter.api.Test;

                class PricesTest {
                    @Test
                    void prices() {
                        assertTrue(%s);
                    }
                }
                """.formatted(condition));
    }

    private <T> T in(Map<String, String> more, Function<Problem, T> what) {
        Map<String, String> files =
                new HashMap<>(Map.of("pom.xml", MavenSamples.model("shop", MavenSamples.JUNIT5), FILE, SOURCE));
        files.putAll(more);
        MavenSamples.write(tree, files);
        GitWorkspaces workspaces =
                new GitWorkspaces(home.resolve("git"), TransportRules.httpsOnly(), InstantSource.system());
        try (Workspace workspace = workspaces.snapshot(tree)) {
            return what.apply(
                    new Problem(workspace, maven, maven.prepare(workspace.root()), List.of(), null, Map.of()));
        }
    }
}
