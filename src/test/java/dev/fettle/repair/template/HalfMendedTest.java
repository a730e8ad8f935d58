package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Candidate;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.EditedTexts;
import dev.fettle.repair.Search.Plausible;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HalfMendedTest {
    private static final Map<String, String> TREE = Map.of("A.java", "a < b; c - d;", "B.java", "e++;");
    private static final Function<String, Optional<String>> READ = path -> Optional.ofNullable(TREE.get(path));

    @Test
    void twoStepsBecomeOneCandidateOfTheOriginal() {
        Candidate first = candidate("boundary", new Edit("A.java", 2, 3, "<="));
        HalfMended half = HalfMended.NOTHING.with(first, READ);
        // Offsets of the second are those of the half-mended text.
        Candidate second = candidate("operator", new Edit("A.java", 10, 11, "+"), new Edit("B.java", 0, 3, "e--"));

        Candidate both = HalfMended.NOTHING
                .together(first, new Plausible(second, 1, List.of()), READ)
                .candidate();

        assertThat(half.over(READ).apply("A.java")).hasValue("a <= b; c - d;");
        assertThat(half.over(READ).apply("B.java")).hasValue("e++;");
        assertThat(EditedTexts.of(READ, both))
                .containsEntry("A.java", "a <= b; c + d;")
                .containsEntry("B.java", "e--;");
        assertThat(both.rule()).isEqualTo("boundary+operator");
        assertThat(both.summary()).isEqualTo("boundary; operator");
    }

    private static Candidate candidate(String rule, Edit... edits) {
        return new Candidate(1, rule, List.of(edits), edits[0].path(), 1, 0.5, rule);
    }
}
