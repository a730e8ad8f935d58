package dev.fettle.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.StackTrace.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramePathsTest {
    private final FramePaths paths = new FramePaths(List.of(
            "core/src/main/java/shop/Cart.java",
            "web/src/main/java/shop/web/Cart.java",
            "web/src/main/kotlin/shop/web/Desk.kt",
            "a/src/main/java/shop/Twice.java",
            "b/src/main/java/shop/Twice.java",
            "py/shop/cart.py",
            "py/shop/web/cart.py",
            "ui/src/cart.ts",
            "cmd/shop/main.go"));

    @Test
    void aClassIsFoundInWhicheverModuleHasItsPackage() {
        assertThat(paths.of(new Frame("shop.Cart$Line", "total", "Cart.java", 3)))
                .isEqualTo("core/src/main/java/shop/Cart.java");
        assertThat(paths.of(new Frame("shop.web.Cart", "show", "Cart.java", 3)))
                .isEqualTo("web/src/main/java/shop/web/Cart.java");
        assertThat(paths.of(new Frame("shop.web.DeskKt", "open", "Desk.kt", 3)))
                .isEqualTo("web/src/main/kotlin/shop/web/Desk.kt");
        assertThat(paths.of(new Frame("other.Cart", "total", "Cart.java", 3))).isEmpty();
    }

    @Test
    void whatCouldBeInTwoPlacesIsInNone() {
        assertThat(paths.of(new Frame("shop.Twice", "x", "Twice.java", 3))).isEmpty();
    }

    @Test
    void pathsOfOtherMachinesAreFoundByTheirEnd() {
        assertThat(paths.of(new Frame("", "total", "/srv/app/py/shop/cart.py", 3)))
                .isEqualTo("py/shop/cart.py");
        assertThat(paths.of(new Frame("", "show", "C:\\work\\shop\\web\\cart.py", 3)))
                .isEqualTo("py/shop/web/cart.py");
        assertThat(paths.of(new Frame("", "total", "webpack-internal:///./src/cart.ts?ab12", 3)))
                .isEqualTo("ui/src/cart.ts");
        assertThat(paths.of(new Frame("", "main.main", "/go/src/example.com/cmd/shop/main.go", 3)))
                .isEqualTo("cmd/shop/main.go");
        assertThat(paths.of(new Frame("", "read", "/usr/lib/python3.11/json.py", 3)))
                .isEmpty();
    }

    @Test
    void ofATraceThoseOfTheRepositoryTopFirst() {
        StackTrace trace = new StackTrace(
                Language.JAVA,
                "a.E",
                "",
                List.of(
                        new Frame("java.util.Objects", "requireNonNull", "Objects.java", 1),
                        new Frame("shop.web.Cart", "show", "Cart.java", 3),
                        new Frame("shop.web.Cart", "open", "Cart.java", 9),
                        new Frame("shop.Cart", "total", "Cart.java", 3)),
                List.of());

        assertThat(paths.of(trace, 3))
                .containsExactly("web/src/main/java/shop/web/Cart.java", "core/src/main/java/shop/Cart.java");
    }
}
