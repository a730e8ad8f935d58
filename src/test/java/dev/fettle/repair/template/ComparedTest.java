package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Of two mistakes the first that is mended brings a test nearer to what it waits for, though it stays red. */
class ComparedTest {
    @Test
    void numbersAreNearByTheirSize() {
        assertThat(distance("expected: <100> but was: <100>")).isZero();
        assertThat(distance("expected:<100> but was:<90>")).isCloseTo(0.05, within(0.01));
        assertThat(distance("expected:<100> but was:<-3>")).isCloseTo(1.0, within(0.01));
        assertThat(distance("expected:<1.0> but was:<NaN>")).isEqualTo(1.0);
    }

    @Test
    void listsAreNearByWhatTheyHold() {
        double right = distance("expected:<[1, 4, 12, 20]> but was:<[0, 1, 4, 12, 20]>");
        double half = distance("expected:<[1, 4, 12, 20]> but was:<[1, 2, 4, 5]>");
        double wrong = distance("expected:<[1, 4, 12, 20]> but was:<[]>");

        assertThat(right).isLessThan(half);
        assertThat(half).isLessThan(wrong);
    }

    @Test
    void textsAreNearByTheirLetters() {
        assertThat(distance("expected: \"Good evening\"\n but was: \"Good morning\""))
                .isBetween(0.2, 0.5);
        assertThat(Compared.in("no value present")).isEmpty();
    }

    private static double distance(String message) {
        return Compared.in(message).orElseThrow().distance();
    }
}
