package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import dev.fettle.repair.template.source.Ingredients;
import java.util.Map;

/** {@code a - b} for {@code a + b}. */
final class ArithmeticOperator implements Rule {
    private static final Map<String, Map<String, Double>> OTHERS = Map.of(
            "+", Map.of("-", 1.0, "*", 0.4, "/", 0.2, "%", 0.2),
            "-", Map.of("+", 1.0, "/", 0.3, "%", 0.3, "*", 0.3),
            "*", Map.of("/", 0.8, "+", 0.5, "-", 0.3, "%", 0.2),
            "/", Map.of("*", 0.8, "%", 0.7, "-", 0.3, "+", 0.2),
            "%", Map.of("/", 0.8, "*", 0.3, "-", 0.3, "+", 0.2),
            "<<", Map.of(">>", 0.8, ">>>", 0.6),
            ">>", Map.of(">>>", 1.0, "<<", 0.8),
            ">>>", Map.of(">>", 1.0, "<<", 0.6));

    @Override
    public String name() {
        return "arithmetic-operator";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "The wrong arithmetic operator or shift.",
                "int middle(int low, int high) { return low + (high + low) / 2; }",
                "int middle(int low, int high) { return low + (high - low) / 2; }",
                "Text is not concatenated in another way.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof BinaryTree tree)
                || !in.model().isNumber(in.place().type())) {
            return;
        }
        String symbol = Tokens.symbol(tree.getKind());
        int at = Tokens.operator(in.place().file(), tree, symbol);
        if (at < 0) {
            return;
        }
        OTHERS.getOrDefault(symbol, Map.of())
                .forEach((other, weight) -> sink.edit(at, at + symbol.length(), other, weight, 1));
    }
}
