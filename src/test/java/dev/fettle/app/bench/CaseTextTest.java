package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A case in one file. */
class CaseTextTest {
    private static final String CASE = """
            expect: fixed
            failing: a.BTest#c

            -- src/main/java/a/B.java --
            class B {
                int c = 1;
                int d = 1;
            }
            -- fix src/main/java/a/B.java --
            - int c = 1;
            + int c = 2;

            - int d = 1;
            -- held-out src/test/java/a/BMoreTest.java --
            class BMoreTest {}
            """;

    @Test
    void hasAHeaderFilesHeldOutFilesAndTheRightBehaviour() {
        CaseText text = CaseText.parse(CASE);

        assertThat(text.header()).containsEntry("expect", "fixed").containsEntry("failing", "a.BTest#c");
        assertThat(text.files()).containsOnlyKeys("src/main/java/a/B.java");
        assertThat(text.heldOut()).containsEntry("src/test/java/a/BMoreTest.java", "class BMoreTest {}\n");
        assertThat(text.fixed().get("src/main/java/a/B.java").lines().map(String::strip))
                .containsExactly("class B {", "int c = 2;", "}");
    }

    @Test
    void anEditMustFitInExactlyOnePlace() {
        CaseText twice = CaseText.parse(CASE.replace("int d = 1;\n}", "int c = 1;\n}"));

        assertThatThrownBy(twice::fixed).hasMessageContaining("2 places");
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> CaseText.parse("nonsense\n")).hasMessageContaining("'nonsense' is no 'key: value'");
        assertThatThrownBy(() -> CaseText.parse("-- a --\nx\n-- a --\ny\n")).hasMessageContaining("stands twice");
        assertThatThrownBy(() -> CaseText.parse("-- fix a --\nx\n")).hasMessageContaining("begins with neither");
    }
}
