package dev.fettle.gate;

import static dev.fettle.build.maven.MavenSamples.JUNIT5;
import static dev.fettle.build.maven.MavenSamples.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.BuildTool;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.coverage.CoverageGate;
import dev.fettle.gate.loop.LoopMetricsGate;
import dev.fettle.gate.loop.RunLimits;
import dev.fettle.gate.tests.TestsGate;
import dev.fettle.repair.Progress;
import dev.fettle.sandbox.SandboxedTest;
import dev.fettle.workspace.Changes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's change to a small project of two modules, built and run before and after by the real Maven in the real sandbox. */
class BuiltChangeTest extends SandboxedTest {
    private static final String CHILD =
            "<project><modelVersion>4.0.0</modelVersion><parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent><artifactId>%s</artifactId><dependencies>%s</dependencies></project>";
    private static final String PRICE = "core/src/main/java/price/Price.java";
    private static final String CART = "web/src/main/java/cart/Cart.java";
    private static final String TEST = "web/src/test/java/cart/CartTest.java";

    private final BuildTool maven = MavenSamples.maven();

    @TempDir
    Path before;

    @TempDir
    Path after;

    /** Of the base: the core has no tests of its own, those of the web run it. */
    private static Map<String, String> project() {
        Map<String, String> files = new HashMap<>();
        files.put(
                "pom.xml",
                model("all", "")
                        .replace(
                                "<properties>",
                                "<packaging>pom</packaging><modules><module>core</module><module>web</module></modules><properties>"));
        files.put("core/pom.xml", CHILD.formatted("core", ""));
        files.put(
                "web/pom.xml",
                CHILD.formatted(
                        "web",
                        "<dependency><groupId>shop</groupId><artifactId>core</artifactId><version>1</version></dependency>"
                                + JUNIT5));
        files.put(PRICE, price("return net + tax;", "return from;"));
        files.put("core/src/main/java/tax/Tax.java", """
                package tax;

                public class Tax {
                    public int of(price.Price price) {
                        return price.total(1, 2);
                    }
                }
                """);
        files.put(CART, """
                package cart;

                public class Cart {
                    public int sum(int a, int b) {
                        return new price.Price().total(a, b);
                    }
                }
                """);
        files.put(TEST, """
                package cart;

                import static org.junit.jupiter.api.Assertions.assertEquals;
                import org.junit.jupiter.api.Test;

                class CartTest {
                    @Test
                    void sums() {
                        assertEquals(5, new Cart().sum(2, 3));
                    }

                    @Test
                    void counts() {
                        assertEquals(400_000, new price.Price().count(400_000));
                    }
                }
                """);
        return files;
    }

    private static String price(String total, String count) {
        return """
                package price;

                public class Price {
                    public int total(int net, int tax) {
                        %s
                    }

                    public int count(int from) {
                        %s
                    }
                }
                """.formatted(total, count);
    }

    /** The gates over the project with these files changed. */
    private Map<String, Verdict> judged(Map<String, String> changed, Gate... gates) {
        Map<String, String> files = project();
        MavenSamples.write(before, files);
        Changes changes = Changes.none();
        changed.forEach((path, text) -> changes.modify(path, files.getOrDefault(path, ""), text));
        files.putAll(changed);
        MavenSamples.write(after, files);
        Map<String, Verdict> verdicts = new HashMap<>();
        try (TwoTrees trees = new TwoTrees(
                sandboxes,
                new Tree(maven, maven.prepare(before), before),
                new Tree(maven, maven.prepare(after), after),
                Duration.ofMinutes(10),
                InstantSource.system(),
                Progress.SILENT)) {
            for (Gate gate : gates) {
                verdicts.put(gate.id(), gate.judge(new GateInput(changes.change(), null, null, trees)));
            }
        }
        return verdicts;
    }

    @Test
    void whatTheTestsOfAnotherModuleRunIsCoveredAndWhatNoneRunsIsNamed() {
        Map<String, Verdict> verdicts = judged(
                Map.of(
                        PRICE,
                        price(
                                "if (net < 0) {\n            tax = 0;\n        }\n        return net + tax;",
                                "return from;")),
                new TestsGate(),
                new CoverageGate(0.8),
                new LoopMetricsGate(RunLimits.NONE));

        assertThat(verdicts.get("tests").outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdicts.get("tests").title()).isEqualTo("Suite of 2: 0 red, was suite of 2");
        Verdict coverage = verdicts.get("coverage");
        assertThat(coverage.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(coverage.title()).startsWith("Coverage of changed lines 0.50, need 0.80; total 0.");
        assertThat(coverage.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(PRICE);
            assertThat(finding.line()).isEqualTo(6);
        });
        assertThat(verdicts.get("loop-metrics").outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdicts.get("loop-metrics").title()).contains("too short to be measured");
    }

    @Test
    void aCircleBetweenPackagesAndATestThatBecameRedAreNamed() {
        Map<String, Verdict> verdicts = judged(
                Map.of(PRICE, price("return net - tax;", "return new tax.Tax() == null ? 0 : from;")),
                new TestsGate(),
                new LoopMetricsGate(RunLimits.NONE));

        Verdict tests = verdicts.get("tests");
        assertThat(tests.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(tests.title()).isEqualTo("1 test became red, allowed 0");
        assertThat(tests.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(TEST);
            assertThat(finding.message()).startsWith("cart.CartTest#sums: ");
        });
        Verdict loop = verdicts.get("loop-metrics");
        assertThat(loop.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(loop.title()).isEqualTo("New circle of packages: price → tax → price");
        assertThat(loop.findings().get(0).path()).isEqualTo(PRICE);
        assertThat(loop.findings().get(0).line()).isEqualTo(9);
    }

    /** A hundred times the work or more: decided by the processor time that the kernel counts, however busy the machine is. */
    @Test
    @Tag("slow")
    void aSlowDownWithTheSquareIsFound() {
        String quadratic = """
                int seen = 0;
                        for (int i = 0; i < from; i++) {
                            for (int j = 0; j < 5_000; j++) {
                                seen = (seen * 31 + j) % 1_000_003;
                            }
                        }
                        return seen == -1 ? 0 : from;""";
        Map<String, Verdict> verdicts =
                judged(Map.of(PRICE, price("return net + tax;", quadratic)), new LoopMetricsGate(RunLimits.NONE));

        Verdict loop = verdicts.get("loop-metrics");
        assertThat(loop.outcome()).as(loop.title()).isEqualTo(Outcome.FAIL);
        assertThat(loop.findings()).extracting(Verdict.Finding::kind).contains("slower");
    }
}
