package dev.fettle.improve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of a trace whose revision nobody named, a line counts as long as it can be of its method. */
class LineTrackingTest {
    private static final String PATH = "src/main/java/shop/Cart.java";
    private static final String TEXT = """
            package shop;

            class Cart {
                private final int limit = Integer.parseInt("7");

                int total(int net) {
                    return net / limit;
                }

                void each(java.util.List<String> all) {
                    all.forEach(one -> one.length());
                }
            }
            """;

    private static LineTracking.Tracked tracked(String frame, String revision) {
        StackTrace trace = StackTraceParser.parse("java.lang.ArithmeticException: / by zero\n\tat " + frame
                        + "\n\tat shop.Main.main(Main.java:3)\n")
                .orElseThrow();
        return LineTracking.unknown(List.of(PATH), path -> Optional.of(TEXT), trace, revision);
    }

    private static int line(String frame) {
        return tracked(frame, "").trace().frames().get(0).line();
    }

    @Test
    void aLineOfItsMethodStays() {
        assertThat(line("shop.Cart.total(Cart.java:7)")).isEqualTo(7);
        assertThat(line("shop.Cart.lambda$each$0(Cart.java:11)")).isEqualTo(11);
        assertThat(line("shop.Cart.<init>(Cart.java:4)")).isEqualTo(4);
        assertThat(line("shop.Cart.access$000(Cart.java:3)")).isEqualTo(3);
        assertThat(tracked("shop.Cart.total(Cart.java:7)", "").note()).isEmpty();
    }

    @Test
    void aLineOfAnotherMethodDoesNotCountAndThatIsSaid() {
        assertThat(line("shop.Cart.total(Cart.java:11)")).isZero();
        assertThat(line("shop.Cart.total(Cart.java:700)")).isZero();
        assertThat(line("shop.Cart.gone(Cart.java:7)")).isZero();
        LineTracking.Tracked tracked = tracked("shop.Cart.total(Cart.java:11)", "");
        assertThat(tracked.note())
                .isEqualTo("Lines that could not be followed: Cart.java:11 (not in total); their methods alone count.");
        assertThat(tracked.trace().frames().get(1).line())
                .as("another project's frame")
                .isEqualTo(3);
    }

    @Test
    void aRevisionThatIsNotThereIsNamed() {
        assertThat(tracked("shop.Cart.total(Cart.java:7)", "shop@9.9").note())
                .isEqualTo("The repository has no commit or tag for shop@9.9.");
    }

    @Test
    void aReleaseIsLookedForUnderTheNamesThatTagsHave() {
        assertThat(Releases.names("shop@1.4.2+4f2c9ab"))
                .contains("shop@1.4.2+4f2c9ab", "1.4.2", "v1.4.2", "shop-1.4.2", "release-1.4.2", "4f2c9ab");
        assertThat(Releases.names("v1.4.2")).startsWith("v1.4.2");
        assertThat(Releases.names("")).isEmpty();
    }
}
