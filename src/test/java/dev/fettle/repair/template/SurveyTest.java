package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.schema.Survey;
import dev.fettle.repair.template.source.CompilerSettings;
import dev.fettle.repair.template.source.Hints;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What candidates would compute is asked all at once, wherever they stand. */
class SurveyTest {
    private static final String PATH = "src/main/java/Box.java";

    @Test
    void theFirstStatementOfAConstructorIsNoHindrance() {
        Survey survey = survey("""
                class Box {
                    private int side;
                    private int depth;

                    Box(int side, int depth) {
                        this.side = side;
                        this.depth = depth;
                    }

                    int volume() {
                        int area = side + side;
                        return area * depth;
                    }
                }
                """);

        assertThat(survey.collectors()).isNotEmpty();
        assertThat(survey.readings()).isNotEmpty();
        assertThat(survey.classes()).containsKey("Box");
    }

    @Test
    void declarationsThatShareAStatementAreNoHindrance() {
        Survey survey = survey("""
                class Box {
                    static int sum(int a, int b) {
                        int x = a, y = b;
                        if (x > y) {
                            return x;
                        }
                        return x + y;
                    }
                }
                """);

        assertThat(survey.collectors()).isNotEmpty();
    }

    private static Survey survey(String source) {
        try (LocalWorkshop workshop = new LocalWorkshop()) {
            assertThat(workshop.open(new CompilerSettings(List.of(), 17, true), Map.of(PATH, source)))
                    .isEmpty();
            Map<Integer, Double> everyLine = new HashMap<>();
            for (int line = 1; line <= source.lines().count(); line++) {
                everyLine.put(line, 1.0);
            }
            List<Draft> drafts = workshop.generate(Map.of(PATH, everyLine), Hints.NONE, 1, 10_000)
                    .drafts();
            return workshop.survey(drafts, drafts.size() + 1);
        }
    }
}
