package shop.cart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import shop.price.Discount;
import shop.price.Money;

class CartTest {
    private final Cart cart = new Cart();

    @BeforeEach
    void twoThings() {
        cart.add(new Item("tea", new Money(350), 2));
        cart.add(new Item("cake", new Money(1200), 1));
    }

    @Test
    void addsUp() {
        assertEquals(2, cart.size());
        assertEquals(1900, cart.total().cents());
    }

    @Test
    void sparesTenPercent() {
        assertEquals(1710, cart.total(new Discount(10)).cents());
    }

    @Test
    void knowsTheDearest() {
        assertEquals("cake", cart.dearest().name());
    }

    @Test
    void namesWhatIsInIt() {
        assertEquals(List.of("tea", "cake"), cart.names());
    }

    @Nested
    class Empty {
        private final Cart empty = new Cart();

        @Test
        void costsNothing() {
            assertEquals(0, empty.total().cents());
            assertTrue(empty.names().isEmpty());
        }
    }
}
