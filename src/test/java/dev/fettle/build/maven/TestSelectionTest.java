package dev.fettle.build.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.TestId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestSelectionTest {
    @Test
    void methodsOfOneClassStandTogetherAndAWholeClassTakesThemAll() {
        assertThat(selection("a.B#x", "c.D#y", "a.B#z")).isEqualTo("a.B#x+z,c.D#y");
        assertThat(selection("a.B#x", "a.B")).isEqualTo("a.B");
    }

    @Test
    void parametersOfThePlatformAreDroppedAndIndicesOfJUnit4AreMatched() {
        assertThat(selection("a.B#adds(int)[1]", "a.B#adds(int)[2]")).isEqualTo("a.B#adds");
        assertThat(selection("a.B#adds[1]")).isEqualTo("a.B#adds*");
        assertThat(selection("a.B#[1] one")).isEqualTo("a.B");
    }

    @Test
    void nestedClassesKeepTheirNameAndAreFoundByTheirOuterOneInOldReleases() {
        assertThat(selection("a.B$C#x")).isEqualTo("a.B$C#x");
        assertThat(TestSelection.wide(List.of(TestId.parse("a.B$C#x"), TestId.parse("a.B#y"))))
                .isEqualTo("B,B$*");
    }

    @Test
    void whatIsTooLongForOneArgumentFallsBackToClasses() {
        List<TestId> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            many.add(new TestId("a.B" + i % 10, "method" + i));
        }
        assertThat(TestSelection.of(many)).hasSizeLessThan(100).startsWith("a.B0,a.B1");
    }

    private static String selection(String... tests) {
        List<TestId> ids = new ArrayList<>();
        for (String test : tests) {
            ids.add(TestId.parse(test));
        }
        return TestSelection.of(ids);
    }
}
