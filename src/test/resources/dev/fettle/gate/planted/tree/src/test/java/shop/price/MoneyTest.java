package shop.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {
    @Test
    void addsUp() {
        assertEquals(300, new Money(100).plus(new Money(200)).cents());
    }

    @Test
    void refusesLessThanNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Money(-1));
    }

    @Test
    void knowsItsShare() {
        assertEquals(0.5, new Money(100).share(0.5), 0.001);
    }

    @ParameterizedTest
    @CsvSource({"12.50, 1250", "3, 300", "0.05, 5"})
    void readsText(String text, long cents) {
        assertEquals(cents, Money.parse(text).cents());
    }
}
