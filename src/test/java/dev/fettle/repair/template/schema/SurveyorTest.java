package dev.fettle.repair.template.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.SourceAnalysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.JavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What drafts would have evaluated is noted at the moment at which the original evaluates its own; whatever cannot be told so is left alone. */
class SurveyorTest {
    private static final String PATH = "src/Sample.java";
    private static final JavaFileManager FILES =
            ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);

    @Test
    void expressionsOfAllKindsOfStatementsAreRead() {
        Survey survey = survey(
                """
                class Sample {
                    int f(int a, int b, int[] c) {
                        int d = a + b;
                        if (a > 1) d = b; else if (a < -1) d = 2;
                        outer:
                        for (int i = 0; i < c.length; i++) { if (c[i] == 7) continue outer; d += c[i]; }
                        while (d > 1000) d /= 2;
                        for (int x : c) d ^= x;
                        switch (d) { case 1: d = a; break; case 2 -> throw null; default: }
                        return d;
                    }
                }
                """.replace("case 2 -> throw null;", "case 2: throw null;"),
                "a + b=>a - b",
                "a > 1=>a >= 1",
                "d = b;=>d = a;",
                "a < -1=>a < 0",
                "i < c.length=>i <= c.length",
                "c[i] == 7=>c[i] == 8",
                "d > 1000=>d > 100",
                "switch (d)=>switch (a)",
                "return d=>return a");

        assertThat(survey.readings().keySet()).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(survey.collectors()).hasSize(1);
        assertThat(survey.classes()).containsOnlyKeys("Sample");
    }

    @Test
    void whatActsIsNotEvaluatedTwiceNorPassedBy() {
        Survey survey = survey(
                """
                class Sample {
                    int n;
                    int next() { return n++; }
                    int f(int a, int[] c) {
                        int d = next() + a;
                        c[a++] = d;
                        do { d--; } while (d > 10);
                        java.util.function.IntUnaryOperator later = x -> x + 1;
                        return c[0];
                    }
                }
                """,
                "next() + a=>next() - a",
                "= d;=>= a;",
                "d > 10=>d > 11",
                "x + 1=>x + 2",
                "c[0]=>c[next()]",
                "return c=>return n = c");

        assertThat(survey.readings()).isEmpty();
        assertThat(survey.collectors()).isEmpty();
    }

    @Test
    void aNoteThatDoesNotCompileCostsOnlyItself() {
        Survey survey = survey(
                "class Sample { int f(Object a) { if (a instanceof String s && s.length() > 2) { return s.length(); } return 1; } }",
                "s.length() > 2=>s.length() > 3",
                "return 1=>return missing",
                "return 1=>return 2");

        // The first is read as part of the whole condition, which brings its variable along.
        assertThat(survey.readings()).containsOnlyKeys(1, 3);
    }

    @Test
    void constructorsAreReadAfterTheirCallOfAnother() {
        Survey survey = survey("""
                class Sample {
                    final int n;
                    Sample(int a) { n = a + 1; }
                    Sample(int a, int b) { this(a - b); int c = a * b, d = c + a; }
                }
                """, "a + 1=>a + 2", "a - b=>a + b", "a * b=>a / b", "c + a=>c - a");

        // Nothing may stand before this(...), nor between two variables of one declaration.
        assertThat(survey.readings()).containsOnlyKeys(1, 3);
    }

    @Test
    void guardsAreConditionsThatWereFalseOrTrueBefore() {
        Survey survey = survey(
                "class Sample { int f(String a, int b) { b += a.length(); return b; } }",
                guard("=>if (a == null) {\n return 0; }\n b += a", "b += a"),
                guard("=>if (a == null) {\n return 1; }\n b += a", "b += a"),
                around("b += a.length();=>if (a != null) {\n b += a.length(); }"));

        Survey.Reading before = survey.readings().get(1);
        Survey.Reading other = survey.readings().get(2);
        Survey.Reading around = survey.readings().get(3);
        assertThat(before).isNotNull();
        assertThat(other).isNotNull();
        assertThat(around).isNotNull();
        assertThat(before.changed()).isEqualTo(other.changed());
        assertThat(before.original()).isEqualTo(other.original()).isNotEqualTo(around.original());
        assertThat(before.site()).as("what they do differs").isNotEqualTo(other.site());
    }

    @Test
    void manyNotesAreSpreadOverSeveralCollectors() {
        List<String> changes = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            changes.add("a + b=>a * " + i + " + b");
        }
        Survey survey =
                survey("class Sample { int f(int a, int b) { return a + b; } }", changes.toArray(String[]::new));

        assertThat(survey.readings()).hasSize(1_500);
        assertThat(survey.collectors()).hasSizeGreaterThan(1);
    }

    @Test
    void textsAreOneExpressionThatOnlyTells() {
        assertThat(Telling.only("a.getName().length() > names.size() && x[i] == 'c'"))
                .isTrue();
        assertThat(Telling.only("a.equals(\"x = y++\")")).isTrue();
        assertThat(List.of(
                        "", "a, b", "a)", "i++", "x = 1", "new A()", "it.next()", "() -> 1", "frob(x)", "(Object) x"))
                .noneMatch(Telling::only);
    }

    private static String guard(String change, String at) {
        return "GUARD " + at + change;
    }

    private static String around(String change) {
        return "AROUND " + change;
    }

    private static Survey survey(String source, String... changes) {
        CompilerSettings settings = new CompilerSettings(List.of(), 17, true);
        SourceAnalysis analysis = SourceAnalysis.of(settings, Map.of(PATH, source), FILES);
        assertThat(analysis.errors()).isEmpty();
        List<Draft> drafts = new ArrayList<>();
        for (String change : changes) {
            boolean before = change.startsWith("GUARD ");
            String[] parts = change.replaceFirst("^(GUARD|AROUND) ", "").split("=>", 2);
            int at = source.indexOf(parts[0]);
            assertThat(at).as(change).isNotNegative();
            Edit edit = before
                    ? new Edit(PATH, at, at, parts[1].substring(0, parts[1].length() - parts[0].length()))
                    : narrow(at, parts[0], parts[1]);
            Set<Draft.Trait> traits = before || change.startsWith("AROUND ") ? Set.of(Draft.Trait.GUARD) : Set.of();
            drafts.add(new Draft(drafts.size() + 1, "test", List.of(edit), 1, 1, 1, 1, change, traits));
        }
        return new Surveyor(analysis, new VariantCompiler(settings, analysis, FILES)).survey(drafts, 10_000);
    }

    /** As rules do: without what the old and the new text have in common at their ends, as far as words go. */
    private static Edit narrow(int at, String old, String text) {
        if (text.startsWith("if (")) {
            return new Edit(PATH, at, at + old.length(), text);
        }
        int head = 0;
        while (head < old.length() && head < text.length() && old.charAt(head) == text.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < old.length() - head
                && tail < text.length() - head
                && old.charAt(old.length() - 1 - tail) == text.charAt(text.length() - 1 - tail)) {
            tail++;
        }
        return new Edit(PATH, at + head, at + old.length() - tail, text.substring(head, text.length() - tail));
    }
}
