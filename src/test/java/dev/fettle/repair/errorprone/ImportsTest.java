package dev.fettle.repair.errorprone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The imports of a file that Error Prone wrote anew. */
class ImportsTest {
    private static final String CODE = "\nclass A {}\n";

    @Test
    void theOneThatCameInStandsAmongTheOthersWhichStayInTheirOrder() {
        String old = "package a;\n\nimport java.util.List;\nimport com.acme.Tool;\n\nimport static java.util.Map.of;\n"
                + CODE;
        String written =
                "package a;\n\nimport static java.util.Map.of;\n\nimport com.acme.Tool;\nimport java.util.Arrays;\nimport java.util.List;\n"
                        + CODE;

        assertThat(Imports.keptInOrder(old, written))
                .isEqualTo(
                        "package a;\n\nimport java.util.Arrays;\nimport java.util.List;\nimport com.acme.Tool;\n\nimport static java.util.Map.of;\n"
                                + CODE);
    }

    @Test
    void oneThatSortsLastComesBehindTheLastOfItsKind() {
        String old = "import com.acme.Tool;\n\nimport static java.util.Map.of;\n" + CODE;
        String written = "import static java.util.Map.of;\n\nimport com.acme.Tool;\nimport java.util.Arrays;\n" + CODE;

        assertThat(Imports.keptInOrder(old, written))
                .isEqualTo(
                        "import com.acme.Tool;\nimport java.util.Arrays;\n\nimport static java.util.Map.of;\n" + CODE);
    }

    @Test
    void whereThereWasNoneTheFileIsTakenAsItWasWritten() {
        String written = "package a;\n\nimport java.util.Arrays;\n" + CODE;
        assertThat(Imports.keptInOrder("package a;\n" + CODE, written)).isEqualTo(written);
    }

    @Test
    void linesOfTextThatLookLikeImportsAreLeftAlone() {
        String text =
                "import java.util.List;\n\nclass A {\n    String s = \"\"\"\nimport b.C;\nimport a.B;\n\"\"\";\n}\n";
        assertThat(Imports.keptInOrder(text, text)).isEqualTo(text);
    }
}
