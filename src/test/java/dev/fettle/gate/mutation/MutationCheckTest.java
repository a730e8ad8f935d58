package dev.fettle.gate.mutation;

import static dev.fettle.build.maven.MavenSamples.JUNIT5;
import static dev.fettle.build.maven.MavenSamples.model;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.BuildTool;
import dev.fettle.build.maven.MavenSamples;
import dev.fettle.gate.GateInput;
import dev.fettle.gate.TwoTrees;
import dev.fettle.gate.TwoTrees.Tree;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.gate.integrity.TestIntegrityGate;
import dev.fettle.repair.Progress;
import dev.fettle.repair.run.WarmClassExchange;
import dev.fettle.sandbox.SandboxedTest;
import dev.fettle.workspace.Changes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person's change, compiled by the real Maven in the real sandbox; its mutants run on the project's own tests. */
class MutationCheckTest extends SandboxedTest {
    private static final String PRICE = "core/src/main/java/shop/Price.java";
    private static final String TEST = "core/src/test/java/shop/PriceTest.java";
    private static final String CHILD =
            "<project><modelVersion>4.0.0</modelVersion><parent><groupId>shop</groupId><artifactId>all</artifactId><version>1</version></parent><artifactId>%s</artifactId><dependencies>%s</dependencies></project>";
    private static final String BEFORE = price("return net;");

    /** Seven places that a mutant can change: two comparisons, three sums, two results. */
    private static final String AFTER = price("""
            if (net > 100) {
                        return net - net / 10;
                    }
                    return net + 4;""");

    private static final String CART = "web/src/test/java/shop/CartTest.java";

    private final Map<String, String> older = new HashMap<>();
    private final BuildTool maven = MavenSamples.maven();

    @TempDir
    Path before;

    @TempDir
    Path after;

    @BeforeEach
    void noOlderTests() {
        older.clear();
    }

    private static String price(String body) {
        return """
                package shop;

                public class Price {
                    public int of(int net) {
                        %s
                    }
                }
                """.formatted(body);
    }

    private static String test(String name, String lines) {
        return """
                package shop;

                import static org.junit.jupiter.api.Assertions.assertEquals;
                import org.junit.jupiter.api.Test;

                class %s {
                    @Test
                    void costs() {
                        %s
                    }
                }
                """.formatted(name, lines);
    }

    private static Map<String, String> project() {
        Map<String, String> files = new HashMap<>();
        files.put(
                "pom.xml",
                model("all", "")
                        .replace(
                                "<properties>",
                                "<packaging>pom</packaging><modules><module>core</module><module>web</module></modules><properties>"));
        files.put("core/pom.xml", CHILD.formatted("core", JUNIT5));
        files.put(
                "web/pom.xml",
                CHILD.formatted(
                        "web",
                        "<dependency><groupId>shop</groupId><artifactId>core</artifactId><version>1</version></dependency>"
                                + JUNIT5));
        files.put(PRICE, BEFORE);
        files.put(
                "web/src/main/java/shop/Cart.java",
                "package shop;\n\npublic class Cart {\n    public int sum(int net) {\n        return new Price().of(net);\n    }\n}\n");
        return files;
    }

    private Verdict judged(Map<String, String> changed, Duration time) {
        Map<String, String> files = project();
        files.putAll(older);
        MavenSamples.write(before, files);
        Changes changes = Changes.none();
        changed.forEach((path, text) -> {
            if (files.containsKey(path)) {
                changes.modify(path, files.get(path), text);
            } else {
                changes.add(path, text);
            }
        });
        files.putAll(changed);
        MavenSamples.write(after, files);
        InstantSource clock = InstantSource.system();
        try (TwoTrees trees = new TwoTrees(
                sandboxes,
                new Tree(maven, maven.prepare(before), before),
                new Tree(maven, maven.prepare(after), after),
                Duration.ofMinutes(10),
                clock,
                Progress.SILENT)) {
            return new TestIntegrityGate(new MutationCheck(WarmClassExchange.opener(clock), time))
                    .judge(new GateInput(changes.change(), null, null, trees));
        }
    }

    @Test
    void whatTestsNoticePasses() {
        Verdict verdict = judged(
                Map.of(
                        PRICE, AFTER,
                        TEST, test("PriceTest", "assertEquals(180, new Price().of(200));"),
                        CART, test("CartTest", "assertEquals(5, new Cart().sum(1));")),
                Duration.ofMinutes(3));

        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.PASS);
        assertThat(verdict.title())
                .isEqualTo("0 weakenings in 2 changed test or build files; tests notice 6 of 7 mutants");
        assertThat(verdict.detail()).isEqualTo("No test has a value at the edge of the comparison in " + PRICE + ":5.");
    }

    @Test
    void aTestThatAssertsNothingAboutTheChangeStopsIt() {
        Verdict verdict = judged(
                Map.of(PRICE, AFTER, TEST, test("PriceTest", "new Price().of(200);\n        new Price().of(2);")),
                Duration.ofMinutes(3));

        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.FAIL);
        assertThat(verdict.title()).endsWith("; tests notice 0 of 7 mutants");
        Finding first = verdict.findings().get(0);
        assertThat(first.kind()).isEqualTo("nothing-noticed");
        assertThat(first.path()).isEqualTo(PRICE);
        assertThat(first.line()).isEqualTo(5);
    }

    @Test
    void aLineOfWhichNoTestTellsAnythingIsForAPersonToLookAt() {
        Verdict verdict = judged(
                Map.of(
                        PRICE,
                        AFTER,
                        TEST,
                        test("PriceTest", "assertEquals(180, new Price().of(200));\n        new Price().of(2);")),
                Duration.ofMinutes(3));

        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.WARN);
        assertThat(verdict.findings())
                .singleElement()
                .isEqualTo(
                        new Finding(
                                PRICE,
                                8,
                                "unnoticed",
                                "No test notices when integer addition becomes subtraction, or when the method returns 0 here."));
    }

    /** The new test only looks as if it tested the change. */
    @Test
    void aNewTestBehindWhichOlderOnesDoTheWorkIsSaid() {
        older.put(
                CART,
                test(
                        "CartTest",
                        "assertEquals(5, new Cart().sum(1));\n        assertEquals(180, new Cart().sum(200));"));

        Verdict verdict = judged(
                Map.of(PRICE, AFTER, TEST, test("PriceTest", "new Price().of(200);\n        new Price().of(2);")),
                Duration.ofMinutes(3));

        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.WARN);
        assertThat(verdict.title()).endsWith("; tests notice 6 of 7 mutants");
        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo("claims-nothing");
            assertThat(finding.message())
                    .isEqualTo(
                            "The tests that come with the change run its lines and notice none of 7 mutants of them; what notices is older.");
        });
    }

    @Test
    void whatTheTimeDidNotSufficeForIsSaidAndHeldAgainstNobody() {
        Verdict verdict =
                judged(Map.of(PRICE, AFTER, TEST, test("PriceTest", "new Price().of(200);")), Duration.ofMillis(1));

        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).endsWith("; mutants not tried: the time was up");
    }

    /** Types of which the class path has no class files: what joins them in a stack map, nobody can say. */
    @Test
    void codeThatCannotBeChangedIsSaidAndHeldAgainstNobody() {
        String joined = price("""
                Object either = net > 100
                                ? new com.sun.source.util.TreeScanner<Void, Void>()
                                : new com.sun.source.util.TreePathScanner<Void, Void>();
                        return either.hashCode();""");

        Verdict verdict =
                judged(Map.of(PRICE, joined, TEST, test("PriceTest", "new Price().of(200);")), Duration.ofMinutes(3));

        assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Outcome.PASS);
        assertThat(verdict.title()).endsWith("; mutants not tried: its class files cannot be read");
    }
}
