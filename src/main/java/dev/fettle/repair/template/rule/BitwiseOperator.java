package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import java.util.List;

/** {@code flags | mask} for {@code flags & mask}; a complement too many or too few. */
final class BitwiseOperator implements Rule {
    @Override
    public String name() {
        return "bitwise-operator";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "The wrong bit operator, or a complement that is missing or too much.",
                "boolean has(int flags, int mask) { return (flags | mask) != 0; }",
                "boolean has(int flags, int mask) { return (flags & mask) != 0; }",
                "Shifts belong to arithmetic-operator.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        if (!in.model().isIntegral(in.place().type())
                && !in.model().isBoolean(in.place().type())) {
            return;
        }
        if (tree instanceof BinaryTree binary && List.of("&", "|", "^").contains(Tokens.symbol(tree.getKind()))) {
            String symbol = Tokens.symbol(tree.getKind());
            int at = Tokens.operator(in.place().file(), binary, symbol);
            for (String other : List.of("&", "|", "^")) {
                if (at >= 0 && !other.equals(symbol)) {
                    sink.edit(at, at + 1, other, 0.9, 1);
                }
            }
            if (in.model().isIntegral(in.place().type())) {
                Snippet right = new Snippet(
                        in.place().file().text(binary.getRightOperand()),
                        java.util.Objects.requireNonNull(in.place().type()),
                        Precedence.of(binary.getRightOperand()),
                        1);
                sink.replace(binary.getRightOperand(), "~" + right.in(Precedence.UNARY), 0.5, 1);
            }
        } else if (tree instanceof UnaryTree unary && tree.getKind() == Tree.Kind.BITWISE_COMPLEMENT) {
            sink.replace(tree, in.place().file().text(unary.getExpression()), 0.6, 1);
        }
    }
}
