package dev.fettle.repair.template.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.SourceAnalysis;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What else a candidate's value might be. */
class PerturbationTest {
    private static final int FIRST = 70;

    @Test
    void aNumberIsOneMoreAndOneLess() {
        assertThat(perturbed("int f(int a) { return a + 12; }", "+", "-"))
                .containsExactly("return ((a - 12) + 1);", "return ((a - 12) - 1);");
    }

    @Test
    void aTextHasALetterMoreAndAnObjectIsNone() {
        assertThat(perturbed("String f(String a, String b) { return a; }", "a;", "b;"))
                .as("a whole statement brings no value")
                .isEmpty();
        assertThat(perturbed("String f(String a) { return a.trim(); }", "trim", "strip"))
                .containsExactly("return ((a.strip()) + \"~\");");
        assertThat(perturbed("Object f(Object a, java.util.List<?> b) { return b.get(1); }", "b.get(1)", "b.get(0)"))
                .containsExactly("return null;");
    }

    @Test
    void aConditionAndACallForItsEffectBringNone() {
        assertThat(perturbed("boolean f(int a) { return a < 2; }", "<", "<=")).isEmpty();
        assertThat(perturbed("void f(StringBuilder a) { a.append(1); }", "a.append(1)", "a.append(2)"))
                .isEmpty();
        assertThat(perturbed("int f(int a) { return a; }", "return a;", "if (a < 0) { return 0; } return a;"))
                .isEmpty();
    }

    @Test
    void itsNumbersFollowTheFirst() {
        assertThat(drafts("int f(int a) { return a + 12; }", "+", "-"))
                .extracting(Draft::id)
                .containsExactly(FIRST, FIRST + 1);
    }

    private static List<String> perturbed(String method, String old, String by) {
        String source = RuleBench.asClass(method);
        return drafts(method, old, by).stream()
                .map(draft -> Edits.apply(source, draft.edits()))
                .map(text -> text.substring(text.indexOf("return"), text.indexOf("}"))
                        .strip())
                .toList();
    }

    /** @param old what the draft replaces, where it stands last */
    private static List<Draft> drafts(String method, String old, String by) {
        String source = RuleBench.asClass(method);
        int at = source.lastIndexOf(old);
        Draft draft = new Draft(
                1, "any", List.of(new Edit(RuleBench.PATH, at, at + old.length(), by)), 2, 0.5, 1, 1, "", Set.of());
        SourceAnalysis analysis = RuleBench.analysis(source);
        return new Perturbation(analysis).of(draft, FIRST);
    }
}
