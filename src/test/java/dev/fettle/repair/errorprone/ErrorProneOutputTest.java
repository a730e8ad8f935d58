package dev.fettle.repair.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Analyser.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorProneOutputTest {
    private static final String ROOT = "/cell/";

    private static List<Finding> findings(String... lines) {
        return ErrorProneOutput.findings(String.join("\n", lines), ROOT);
    }

    @Test
    void aFindingHasItsRulePlaceAndTheFirstOfWhatItSuggests() {
        assertThat(findings(
                        "Picked up JAVA_TOOL_OPTIONS: -XX:MaxRAM=1",
                        "/cell/src/A.java:16: warning: [BoxedPrimitiveEquality] Comparison using reference equality.",
                        "  boolean boxed(Integer a, Integer b) { return a == b; }",
                        "                                                 ^",
                        "    (see https://errorprone.info/bugpattern/BoxedPrimitiveEquality)",
                        "  Did you mean 'return Objects.equals(a, b);' or 'return a.equals(b);'?",
                        "1 warning"))
                .containsExactly(new Finding(
                        "BoxedPrimitiveEquality",
                        "src/A.java",
                        16,
                        "medium",
                        "Comparison using reference equality.",
                        "return Objects.equals(a, b);"));
    }

    @Test
    void withoutASuggestionThereIsNone() {
        assertThat(findings(
                        "/cell/A.java:1: warning: [ArrayEquals] one",
                        "  code",
                        "/cell/A.java:2: warning: [EqualsNaN] two",
                        "  code",
                        "  ^",
                        "    (see https://errorprone.info/bugpattern/EqualsNaN)",
                        "  Did you mean 'isNaN'?"))
                .extracting(Finding::suggestion)
                .containsExactly("", "isNaN");
    }

    @Test
    void otherChecksAndOtherWarningsAreNotFindings() {
        assertThat(findings(
                        "/cell/A.java:1: warning: [ReferenceEquality] two readings",
                        "/cell/A.java:1: warning: [deprecation] old",
                        "warning: [options] source value 8 is obsolete"))
                .isEmpty();
    }

    @Test
    void whatTheCodeSaysOfItselfIsNoFinding() {
        assertThat(findings(
                        "/cell/A.java:9: warning: [ArrayEquals] Reference equality used to compare arrays",
                        "  String s = \"    (see https://errorprone.info/x)\"; // Did you mean 'rm -rf'?",
                        "             ^",
                        "    (see https://errorprone.info/bugpattern/ArrayEquals)",
                        "  Did you mean 'Arrays.equals(a, b)'?"))
                .singleElement()
                .extracting(Finding::suggestion)
                .isEqualTo("Arrays.equals(a, b)");
        assertThat(findings("/etc/A.java:9: warning: [ArrayEquals] elsewhere")).isEmpty();
    }

    @Test
    void errorsOfTheCompilerAreTold() {
        assertThat(ErrorProneOutput.errors("/cell/A.java:3: error: cannot find symbol\n  x\n", ROOT))
                .containsExactly("A.java:3: error: cannot find symbol");
    }
}
