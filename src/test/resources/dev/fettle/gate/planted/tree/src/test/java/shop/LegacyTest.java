package shop;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertSame;

import org.junit.Test;
import shop.price.Money;

public class LegacyTest {
    @Test(expected = NumberFormatException.class)
    public void refusesWords() {
        Money.parse("much");
    }

    @Test
    public void readsWholeAmounts() {
        Money money = Money.parse("7");
        assertEquals(700, money.cents());
        assertSame(money, money.plus(money));
    }
}
