package dev.fettle.gate.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import dev.fettle.gate.Judged;
import dev.fettle.gate.Verdict;
import dev.fettle.gate.Verdict.Finding;
import dev.fettle.gate.Verdict.Outcome;
import dev.fettle.repair.Candidate;
import dev.fettle.repair.Patch;
import dev.fettle.repair.Reproduction.WrittenTest;
import dev.fettle.repair.SampleProofs;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A repair may add the test that it wrote, and touch no other test and no build file at all. */
class OurOwnPatchTest {
    private static final String MAIN = "src/main/java/com/acme/Price.java";
    private static final String TEST = "src/test/java/com/acme/PriceTest.java";
    private static final WrittenTest WRITTEN = new WrittenTest(
            "src/test/java/com/acme/PriceReproductionTest.java",
            "class PriceReproductionTest {\n    @Test\n    void x() {\n        assertEquals(1, 1 + f());\n    }\n}\n",
            TestId.parse("com.acme.PriceReproductionTest#x"),
            "");

    @Test
    void aChangeOfProductionCodePasses() {
        assertThat(judge(Changes.modified(MAIN, "a\n", "b\n"), null).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void theTestThatItWrotePasses() {
        Change change = Changes.none()
                .modify(MAIN, "a\n", "b\n")
                .add(WRITTEN.path(), WRITTEN.source())
                .change();
        assertThat(judge(change, WRITTEN).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void editingTheFailingTestIsStoppedAtTheLine() {
        Change change = Changes.modified(TEST, "x\nassertEquals(3, a());\n", "x\nassertEquals(4, a());\n");
        assertThat(judge(change, WRITTEN).findings())
                .extracting(Finding::kind, Finding::path, Finding::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("touched", TEST, 2));
    }

    @Test
    void writingOverATestThatWasThereIsStopped() {
        Change change = Changes.modified(WRITTEN.path(), "old\n", WRITTEN.source());
        assertThat(judge(change, WRITTEN).findings()).extracting(Finding::kind).contains("touched");
    }

    @Test
    void anotherNewTestIsStopped() {
        Change change = Changes.added("src/test/java/com/acme/OtherTest.java", WRITTEN.source());
        assertThat(judge(change, WRITTEN).findings()).extracting(Finding::kind).contains("touched");
    }

    @Test
    void aBuildFileIsStopped() {
        for (String path : List.of(
                "pom.xml",
                "core/pom.xml",
                ".mvn/extensions.xml",
                "build.gradle.kts",
                "src/test/resources/junit-platform.properties")) {
            assertThat(judge(Changes.modified(path, "a\n", "b\n"), null).findings())
                    .as(path)
                    .extracting(Finding::kind)
                    .contains("touched");
        }
    }

    @Test
    void aRepairThatEndsTheProcessIsStopped() {
        Change change = Changes.modified(MAIN, "a\n", "a\nRuntime.getRuntime().halt(0);\n");
        assertThat(judge(change, null).findings())
                .extracting(Finding::kind, Finding::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("exit", 2));
    }

    private static Verdict judge(Change change, @Nullable WrittenTest written) {
        Candidate candidate = new Candidate(1, "literal-value", List.of(), MAIN, 1, 0.5, "'a' becomes 'b'");
        Patch patch =
                new Patch(change, SampleProofs.redGreen(List.of(), 3), candidate, "templates", 0.9, List.of(), written);
        return new TestIntegrityGate().judge(Judged.ours(patch));
    }
}
