package dev.fettle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UntrustedTextTest {

    @Test
    void terminalSequencesAreTakenOutAndTheirTextStays() {
        assertThat(UntrustedText.clean(
                        "\u001B[31mred\u001B[0m \u001B]0;title\u0007after \u009B1mbold \u001B]8;;http://x\u001B\\link"))
                .isEqualTo("red after bold link");
    }

    @Test
    void anUnfinishedSequenceDoesNotSwallowTheNextLine() {
        assertThat(UntrustedText.clean("a\u001B]0;never ended\nb\u001B[\nc")).isEqualTo("a\nb\nc");
    }

    @Test
    void whatOnlyAMachineSeesIsTakenOut() {
        String hidden = "a\u200Bb\u202Ec\u2066d\uFEFFe\u00ADf\u3164g\uDB40\uDC41h\u0000i\u007Fj";

        assertThat(UntrustedText.clean(hidden)).isEqualTo("abcdefghij");
    }

    @Test
    void linesAndTabsStayAndEveryLineEndIsOne() {
        assertThat(UntrustedText.clean("\tat a\r\n\tat b\rc\u2028d")).isEqualTo("\tat a\n\tat b\nc\nd");
    }

    @Test
    void oneLineIsOneLineHoweverItIsBroken() {
        assertThat(UntrustedText.oneLine("  fix \r\n\r\n this\u2028now\u00A0please  ", 100))
                .isEqualTo("fix this now please");
    }

    @ParameterizedTest
    @CsvSource({"abcdef,6,abcdef", "abcdefg,6,abcde…", "abc,1,…"})
    void longTextIsCutWithASign(String text, int most, String expected) {
        assertThat(UntrustedText.oneLine(text, most)).isEqualTo(expected);
    }

    @Test
    void aPairOfSurrogatesIsNeverCutInTwo() {
        assertThat(UntrustedText.cut("ab😀cd", 4)).isEqualTo("ab…");
    }

    @Test
    void htmlCommentsGoAndNothingJoinsIntoANewOne() {
        assertThat(UntrustedText.withoutHtmlComments("a<!-- hidden -->b<!<!-- x -->-- c --><!-- open"))
                .isEqualTo("a b<! -- c --> ");
    }

    @Test
    void cleaningTwiceChangesNothing() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 60; i++) {
                text.append((char) (random.nextInt(4) == 0 ? 0x1B : random.nextInt(0x3000)));
                text.append("[]\\m;0".charAt(random.nextInt(6)));
            }
            String once = UntrustedText.clean(text.toString());

            assertThat(UntrustedText.clean(once)).isEqualTo(once);
        }
    }
}
