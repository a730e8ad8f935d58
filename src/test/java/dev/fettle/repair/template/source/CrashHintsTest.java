package dev.fettle.repair.template.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.template.source.Crash.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What threw says what a guard should have asked. */
class CrashHintsTest {
    private static final Crash NULL_ITEM = new Crash("Cart.java", 12, Kind.NULL, "item");

    @Test
    void aGuardOfWhatWasNullGoesBeforeOneOfAnotherAndThatBeforeAnyOther() {
        assertThat(NULL_ITEM.suits("item == null")).isEqualTo(1);
        assertThat(NULL_ITEM.suits("this.item != null")).isEqualTo(1);
        assertThat(NULL_ITEM.suits("items == null"))
                .as("the name of another variable")
                .isLessThan(1);
        assertThat(NULL_ITEM.suits("count > 3")).isLessThan(NULL_ITEM.suits("items == null"));
    }

    @Test
    void whatACallReturnedIsAskedForByItsName() {
        Crash crash = new Crash("Cart.java", 12, Kind.NULL, "get(");

        assertThat(crash.suits("prices.get(id) == null")).isEqualTo(1);
        assertThat(crash.suits("prices.target(id) == null")).isLessThan(1);
        assertThat(crash.suits("budget(id) == null")).isLessThan(1);
    }

    @Test
    void onlyWhatLiesBeforeItInItsMethodCanKeepItFromHappening() {
        Hints hints = Hints.NONE.with(List.of(NULL_ITEM));

        assertThat(hints.near("Cart.java", 10, 20).suits("count > 3")).isLessThan(1);
        assertThat(hints.near("Cart.java", 13, 20).suits("count > 3"))
                .as("behind it")
                .isEqualTo(1);
        assertThat(hints.near("Cart.java", 1, 9).suits("count > 3"))
                .as("another method")
                .isEqualTo(1);
        assertThat(hints.near("Shop.java", 10, 20).suits("count > 3"))
                .as("another file")
                .isEqualTo(1);
    }
}
