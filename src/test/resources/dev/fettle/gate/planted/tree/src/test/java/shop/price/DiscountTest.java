package shop.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.Mockito.verify;

import java.util.List;
import org.junit.jupiter.api.Test;

class DiscountTest {
    private final Discount tenth = new Discount(10);
    private final Mail mail = new Mail();

    @Test
    void isTakenOff() {
        assertThat(tenth.of(new Money(1000)).cents()).isEqualTo(900);
    }

    @Test
    void isNearTheShare() {
        assertThat(new Money(333).share(0.1)).isCloseTo(0.333, within(0.001));
    }

    @Test
    void isListed() {
        assertThat(Discounts.all()).hasSize(3).containsExactly(5, 10, 20);
        assertThat(List.of(1, 2)).doesNotContain(3);
    }

    @Test
    void refusesMoreThanAll() {
        assertThatThrownBy(() -> new Discount(101)).isInstanceOf(IllegalArgumentException.class).hasMessage("101 %");
    }

    @Test
    void isTold() {
        mail.tell(tenth);
        verify(mail).send("10 % off");
    }
}
