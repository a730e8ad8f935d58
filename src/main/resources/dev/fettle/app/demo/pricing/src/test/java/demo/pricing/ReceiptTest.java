package demo.pricing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReceiptTest {
    private static Receipt receipt(long... cents) {
        Receipt receipt = new Receipt();
        for (long each : cents) {
            receipt.add("item", each);
        }
        return receipt;
    }

    @Test
    void sumsItsLines() {
        assertEquals(1_234, receipt(1_000, 234).total());
    }

    @Test
    void printsCents() {
        assertEquals("10.05 EUR", receipt(1_000, 5).printed());
    }
}
