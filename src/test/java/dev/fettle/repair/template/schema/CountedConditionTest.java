package dev.fettle.repair.template.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.rule.Edits;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.SourceAnalysis;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of a variant's condition are counted, unless that would change what the compiler makes of it. */
class CountedConditionTest {
    private static final JavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    @Test
    void aConditionIsCounted() {
        assertThat(written("a > b", Trait.CONDITION)).isEqualTo("dev.fettle.probe.Answers.count(a > b)");
    }

    @Test
    void theConditionOfAGuardIsCounted() {
        assertThat(written("if (a == null) {\n    return 0;\n}\n", Trait.GUARD, Trait.LEAVES))
                .isEqualTo("if (dev.fettle.probe.Answers.count(a == null)) {\n    return 0;\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "o instanceof String s && s.isEmpty()", "(n = next()) > 0", "xs.removeIf(x -> x > 0)"})
    void whatReachesBeyondItselfStaysAsItIs(String condition) {
        assertThat(written(condition, Trait.CONDITION)).isEqualTo(condition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a <= b", "a >= b", "a == b", "a != b"})
    void comparisonsAreNoAssignments(String condition) {
        assertThat(written(condition, Trait.CONDITION)).isEqualTo("dev.fettle.probe.Answers.count(" + condition + ")");
    }

    @Test
    void aStatementThatIsPutInHasNoCondition() {
        assertThat(written("seen.add(x);", Trait.GUARD)).isEqualTo("seen.add(x);");
    }

    @Test
    void anEditWithinAConditionCountsTheWholeOfIt() {
        String source = """
                class A {
                    int f(String a, String b) {
                        int n = a.length() > 3 ? 1 : 2;
                        if (n > 1 && !a.equals(b)) {
                            return b.length();
                        }
                        while (n < b.length()) {
                            n++;
                        }
                        return n;
                    }
                }
                """;

        assertThat(mended(source, "a.equals(b)", "a", "b"))
                .contains("if (dev.fettle.probe.Answers.count(n > 1 && !b.equals(b))) {");
        assertThat(mended(source, "> 3", "3", "4"))
                .contains("int n = dev.fettle.probe.Answers.count(a.length() > 4) ? 1 : 2;");
        assertThat(mended(source, "n < b", "b", "a"))
                .contains("while (dev.fettle.probe.Answers.count(n < a.length())) {");
        assertThat(mended(source, "return n", "n;", "0;")).contains("return 0;").doesNotContain("count");
    }

    /** @param near where to look for the old text */
    private static String mended(String source, String near, String old, String text) {
        int at = source.indexOf(old, source.indexOf(near));
        Draft draft = draft(new Edit("A.java", at, at + old.length(), text));
        SourceAnalysis analysis =
                SourceAnalysis.of(new CompilerSettings(List.of(), 17, true), Map.of("A.java", source), FILES);
        List<Edit> edits = CountedCondition.in(analysis.files().get(0), draft, draft.edits());
        return Edits.apply(source, edits);
    }

    private static String written(String replacement, Trait... traits) {
        String source = "class A {}";
        Draft draft = draft(new Edit("A.java", 3, 5, replacement), traits);
        SourceAnalysis analysis =
                SourceAnalysis.of(new CompilerSettings(List.of(), 17, true), Map.of("A.java", source), FILES);
        return CountedCondition.in(analysis.files().get(0), draft, draft.edits())
                .get(0)
                .replacement();
    }

    private static Draft draft(Edit edit, Trait... traits) {
        return new Draft(1, "rule", List.of(edit), 1, 0.5, 1, 1, "", Set.of(traits));
    }
}
