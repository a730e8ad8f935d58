package dev.fettle.repair.template.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Draft.Trait;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of a variant's condition are counted, unless that would change what the compiler makes of it. */
class CountedConditionTest {

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

    private static String written(String replacement, Trait... traits) {
        Draft draft =
                new Draft(1, "rule", List.of(new Edit("A.java", 3, 5, replacement)), 1, 0.5, 1, 1, "", Set.of(traits));
        return CountedCondition.in(draft, draft.edits()).get(0).replacement();
    }
}
