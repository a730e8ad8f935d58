package dev.fettle.gate.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Circles of dependencies, from class files of the real compiler. */
class NewCyclesTest {
    private static final Map<String, String> BASE = Map.of(
            "shop.Cart", "package shop; public class Cart { price.Price price; class Line { } }",
            "shop.Shop", "package shop; public class Shop { Cart cart; }",
            "price.Price", "package price; public class Price { int net; }",
            "price.Tax", "package price; public class Tax { Price of; }");

    @Test
    void aNeedThatClosesACircleIsFoundWithItsWay() {
        ClassGraph base = CompiledTexts.graph(BASE);
        ClassGraph head = CompiledTexts.graph(
                with("price.Price", "package price; public class Price { Object of() { return new shop.Shop(); } }"));

        assertThat(NewCycles.between(base.packages(), head.packages()))
                .singleElement()
                .satisfies(cycle -> {
                    assertThat(cycle.text()).isEqualTo("price → shop → price");
                    assertThat(cycle.certain()).isTrue();
                });
        assertThat(NewCycles.between(base, head))
                .extracting(NewCycles.Cycle::text)
                .containsExactly("price.Price → shop.Shop → shop.Cart → price.Price");
    }

    @Test
    void whatWasACircleBeforeIsNotNew() {
        Map<String, String> round = with("price.Price", "package price; public class Price { shop.Shop shop; }");
        Map<String, String> more = new java.util.HashMap<>(round);
        more.put("price.Tax", "package price; public class Tax { Price of; shop.Cart cart; }");

        assertThat(NewCycles.between(
                        CompiledTexts.graph(round).packages(),
                        CompiledTexts.graph(more).packages()))
                .isEmpty();
        assertThat(NewCycles.between(CompiledTexts.graph(BASE), CompiledTexts.graph(BASE)))
                .isEmpty();
    }

    @Test
    void aCircleThroughAClassThatIsNewMayBeMeant() {
        Map<String, String> visited = new java.util.HashMap<>(BASE);
        visited.put("price.Tax", "package price; public class Tax { Price of; void accept(Visitor v) { } }");
        visited.put("price.Visitor", "package price; public interface Visitor { void visit(Tax tax); }");

        assertThat(NewCycles.between(CompiledTexts.graph(BASE), CompiledTexts.graph(visited)))
                .singleElement()
                .satisfies(cycle -> assertThat(cycle.certain()).isFalse());
        assertThat(NewCycles.between(
                        CompiledTexts.graph(BASE).packages(),
                        CompiledTexts.graph(visited).packages()))
                .isEmpty();
    }

    @Test
    void aClassThatOnlyStandsBetweenTwoOthersIsNoExcuse() {
        Map<String, String> between = new java.util.HashMap<>(BASE);
        between.put("price.Price", "package price; public class Price { int net; Rates rates; }");
        between.put("price.Rates", "package price; public class Rates { Tax tax = new Tax(); }");

        assertThat(NewCycles.between(CompiledTexts.graph(BASE), CompiledTexts.graph(between)))
                .singleElement()
                .satisfies(cycle -> {
                    assertThat(cycle.text()).isEqualTo("price.Price → price.Rates → price.Tax → price.Price");
                    assertThat(cycle.certain()).isTrue();
                });
    }

    @Test
    void testsNearestToAChangeAreThoseThatNeedItMostDirectly() {
        ClassGraph graph = CompiledTexts.graph(BASE);

        assertThat(graph.distancesTo(List.of("price.Price")))
                .isEqualTo(Map.of("price.Price", 0, "price.Tax", 1, "shop.Cart", 1, "shop.Shop", 2));
    }

    @Test
    void bytesThatAreNoClassNameNothing() {
        assertThat(ClassGraph.of(List.of(new byte[] {1, 2, 3}, new byte[0])).needs())
                .isEmpty();
    }

    private static Map<String, String> with(String type, String source) {
        Map<String, String> changed = new java.util.HashMap<>(BASE);
        changed.put(type, source);
        return changed;
    }
}
