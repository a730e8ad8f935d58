package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import java.util.Map;

/** {@code i <= n} for {@code i < n}: a comparison that includes or leaves out its boundary, or looks the wrong way. */
final class RelationalOperator implements Rule {
    private static final double NEXT_AS_WELL = 0.5;

    private static final Map<String, Map<String, Double>> OTHERS = Map.of(
            "<", Map.of("<=", 1.0, ">", 0.5, ">=", 0.45, "!=", 0.4, "==", 0.2),
            "<=", Map.of("<", 1.0, ">=", 0.5, ">", 0.45, "==", 0.3, "!=", 0.2),
            ">", Map.of(">=", 1.0, "<", 0.5, "<=", 0.45, "!=", 0.4, "==", 0.2),
            ">=", Map.of(">", 1.0, "<=", 0.5, "<", 0.45, "==", 0.3, "!=", 0.2),
            "==", Map.of("!=", 0.6, "<=", 0.5, ">=", 0.5, "<", 0.3, ">", 0.3),
            "!=", Map.of("==", 0.6, "<", 0.5, ">", 0.5, "<=", 0.3, ">=", 0.3));

    @Override
    public String name() {
        return "relational-operator";
    }

    @Override
    public double prior() {
        return 0.9;
    }

    @Override
    public Example example() {
        return new Example(
                "A comparison includes its boundary and should not, leaves it out and should include it, or looks the wrong way.",
                "int sum(int[] a) { int s = 0; for (int i = 0; i <= a.length; i++) { s += a[i]; } return s; }",
                "int sum(int[] a) { int s = 0; for (int i = 0; i < a.length; i++) { s += a[i]; } return s; }",
                "References are only compared for being the same or not.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        SourceFile file = in.place().file();
        if (!(in.place().tree() instanceof BinaryTree tree)) {
            return;
        }
        String symbol = Tokens.symbol(tree.getKind());
        Map<String, Double> others = OTHERS.get(symbol);
        int at = others == null ? -1 : Tokens.operator(file, tree, symbol);
        if (others == null || at < 0) {
            return;
        }
        boolean numbers = in.model().isNumeric(in.place().type(tree.getLeftOperand()))
                && in.model().isNumeric(in.place().type(tree.getRightOperand()));
        if (symbol.equals("==")
                && tree.getRightOperand() instanceof LiteralTree literal
                && literal.getValue() instanceof Integer number
                && number >= 0
                && number < Integer.MAX_VALUE) {
            // The case at which a recursion or a loop ends is one of several: what is missed by one runs past it.
            String left = file.text(tree.getLeftOperand());
            sink.replace(tree, left + " <= " + (number + 1), NEXT_AS_WELL, 1, Draft.Trait.CONDITION);
        }
        others.forEach((other, weight) -> {
            if (numbers || List.of("==", "!=").contains(other)) {
                // The whole comparison, so that its answers are counted: one that is never true looks the wrong way.
                String text = file.text().substring(file.start(tree), at)
                        + other
                        + file.text().substring(at + symbol.length(), file.end(tree));
                sink.replace(tree, text, weight, 1, Draft.Trait.CONDITION);
            }
        });
    }
}
