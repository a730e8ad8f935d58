package dev.fettle.repair.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What documentation says is right, where it says so plainly. */
class ContractTest {
    private static final String STRING = "java.lang.String";

    private static Contract contract(String documentation, String declaration, String... types) {
        String source = "class A {\n    /**\n     * " + documentation.replace("\n", "\n     * ") + "\n     */\n    "
                + declaration + " {\n    }\n}\n";
        List<Contract> found = Contract.find(source, "pad", List.of(types));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void aResultForNull() {
        Contract contract = contract(
                "Pads.\n@return the text, or an empty string when the text is null", "String pad(String text)", STRING);

        assertThat(contract.promises(List.of("null"))).contains("an empty string");
        assertThat(contract.promises(List.of("blank"))).isEmpty();
    }

    @Test
    void aConditionSpeaksOfTheParameterThatItNames() {
        Contract contract = contract(
                "Pads. Returns null if the fill is null.",
                "String pad(final String text, @Nullable String fill)",
                STRING,
                STRING);

        assertThat(contract.promises(List.of("text", "null"))).contains("null");
        assertThat(contract.promises(List.of("null", "text"))).isEmpty();
    }

    @Test
    void anExceptionForAnInput() {
        Contract contract = contract(
                "Pads.\n@throws IllegalArgumentException if {@code width} is negative\n@throws java.io.IOException if it cannot",
                "String pad(String text, int width) throws IOException",
                STRING,
                "int");

        assertThat(contract.refuses(List.of("text", "negative"))).contains("IllegalArgumentException");
        assertThat(contract.refuses(List.of("text", "zero"))).isEmpty();
        assertThat(contract.announces("java.lang.IllegalArgumentException")).isTrue();
        assertThat(contract.announces("java.lang.NullPointerException")).isFalse();
    }

    @Test
    void theOverloadWithTheseParameters() {
        String source = """
                class A {
                    /** Pads. Returns null if the text is null. */
                    String pad(String text) { return pad(text, 1); }

                    /** Pads to a width. */
                    String pad(java.util.Map<String, Integer> widths, char[] text) { return ""; }

                    /** Pads to a width. */
                    String pad(String text, int... width) { return ""; }
                }
                """;

        List<Contract> found = Contract.find(source, "pad", List.of(STRING, "[I"));

        assertThat(found).hasSize(3);
        assertThat(found.get(0).isOf(List.of(STRING, "[I"))).isTrue();
        assertThat(found.get(1).isOf(List.of(STRING))).isTrue();
        assertThat(found.get(1).kindsOf(found.get(0), List.of("null", "empty"))).containsExactly("null");
        assertThat(found.get(2).isOf(List.of("java.util.Map", "[C"))).isTrue();
    }
}
