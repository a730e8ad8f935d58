package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Ingredients;

/** {@code ||} for {@code &&}, and {@code &} for {@code &&}. */
final class LogicalOperator implements Rule {
    @Override
    public String name() {
        return "logical-operator";
    }

    @Override
    public double prior() {
        return 0.7;
    }

    @Override
    public Example example() {
        return new Example(
                "And for or, or the other way round; an operator that evaluates both sides where the first decides.",
                "boolean blank(String s) { return s == null && s.isEmpty(); }",
                "boolean blank(String s) { return s == null || s.isEmpty(); }",
                "One operator of a condition at a time.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof BinaryTree tree)
                || !in.model().isBoolean(in.place().type())
                || !in.model().isBoolean(in.place().type(tree.getLeftOperand()))) {
            return;
        }
        String symbol = Tokens.symbol(tree.getKind());
        int at = Tokens.operator(in.place().file(), tree, symbol);
        Tree.Kind kind = tree.getKind();
        if (at < 0) {
            return;
        }
        if (kind == Tree.Kind.CONDITIONAL_AND) {
            sink.edit(at, at + 2, "||", 1, 1);
        } else if (kind == Tree.Kind.CONDITIONAL_OR) {
            sink.edit(at, at + 2, "&&", 1, 1);
        } else if (kind == Tree.Kind.AND) {
            sink.edit(at, at + 1, "&&", 0.8, 1);
        } else if (kind == Tree.Kind.OR) {
            sink.edit(at, at + 1, "||", 0.8, 1);
        }
    }
}
