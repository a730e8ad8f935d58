package dev.fettle.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.template.RedProject;
import dev.fettle.workspace.Change;
import dev.fettle.workspace.Changes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who calls what a patch changes. */
class BlastRadiusTest {
    private static final String PATH = "src/main/java/shop/Price.java";
    private static final String SOURCE = """
            package shop;

            public class Price {
                private final int net;

                Price(int net) {
                    this.net = net;
                }

                public int total(int tax) {
                    Runnable inner = () -> half();
                    inner.run();
                    return net - tax;
                }

                private int half() {
                    return net / 2;
                }
            }
            """;

    @TempDir
    Path folder;

    private RedProject project;

    @BeforeEach
    void aShop() throws IOException {
        project = new RedProject(folder)
                .production("shop/Price.java", SOURCE)
                .production("shop/Cart.java", """
                        package shop;

                        class Cart {
                            // total(1) is what it costs
                            int total() {
                                return new Price(3).total(1) + new Price(4).total(2);
                            }

                            java.util.function.IntUnaryOperator later(Price price) {
                                return price::total;
                            }
                        }
                        """)
                .test("shop/PriceTest.java", "package shop;\nclass PriceTest { int a = new Price(1).total(2); }\n");
    }

    private BlastRadius of(String before, String after) throws IOException {
        Change change = Changes.modified(PATH, before, after);
        Problem problem = project.problem();
        return BlastRadius.of(problem.workspace(), problem.project(), change, InstantSource.fixed(Instant.EPOCH));
    }

    @Test
    void callsAndReferencesOfTheChangedMethodAreCountedInProductionCode() throws IOException {
        BlastRadius blast = of(SOURCE, SOURCE.replace("net - tax", "net + tax"));

        assertThat(blast.methods()).containsExactly("total");
        assertThat(blast.open()).isTrue();
        assertThat(blast.calls()).isEqualTo(3);
        assertThat(blast.files()).isEqualTo(1);
        assertThat(blast.whole()).isTrue();
    }

    @Test
    void aConstructorIsCalledByItsClassAndAPrivateMethodFromNowhereElse() throws IOException {
        BlastRadius made = of(SOURCE, SOURCE.replace("this.net = net", "this.net = -net"));
        assertThat(made.methods()).containsExactly("Price");
        assertThat(made.open()).as("package-private").isFalse();
        assertThat(made.calls()).isEqualTo(2);

        BlastRadius half = of(SOURCE, SOURCE.replace("net / 2", "net / 3"));
        assertThat(half.methods()).containsExactly("half");
        assertThat(half.open()).isFalse();
        assertThat(half.calls()).isEqualTo(1);
    }

    @Test
    void outsideOfMethodsNobodyCalls() throws IOException {
        assertThat(of(SOURCE, SOURCE.replace("private final int net", "protected final int net"))
                        .methods())
                .isEmpty();
        assertThat(of("class {{{", "class {{{ x").methods()).as("no Java").isEmpty();
    }

    @Test
    void manySourcesAreLookedAtOnlyForSoLong() throws IOException {
        Problem problem = project.problem();
        Instant[] time = {Instant.EPOCH};
        BlastRadius blast = BlastRadius.of(
                problem.workspace(),
                problem.project(),
                Changes.modified(PATH, SOURCE, SOURCE.replace("net - tax", "net + tax")),
                () -> time[0] = time[0].plusSeconds(3));
        assertThat(blast.whole()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "return total(1);, 1",
        "this.total (2), 1",
        "Price::total, 1",
        "() -> total(3), 1",
        "int total(int tax) {, 0",
        "List<String> total() {, 0",
        "int[] total() {, 0",
        "total(int tax) {, 0",
        "if (total(1)) {, 1",
        "new total(1) {, 1",
        "subtotal(1), 0",
        "totals(1), 0",
        "int total = 3;, 0",
        "x(); // total(1), 0",
        " * total(1) of it, 0"
    })
    void aCallIsToldFromADeclaration(String line, int calls) {
        assertThat(BlastRadius.calls("x\n" + line + "\ny\n", "total")).isEqualTo(calls);
    }
}
