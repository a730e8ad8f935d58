package dev.fettle.repair.template.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeMirror;

/** A condition that compares several values with each other, two by two: {@code a == b || b == c}. */
final class ComparisonChain {
    private static final int MOST_VALUES = 6;

    private final Ingredients in;
    private final List<BinaryTree> comparisons = new ArrayList<>();

    private ComparisonChain(Ingredients in) {
        this.in = in;
    }

    /** The comparisons for (in)equality that the condition at a place lacks: with those, each value that it compares would meet each. */
    static List<String> missing(Ingredients in) {
        ComparisonChain chain = new ComparisonChain(in);
        if (in.place().isExpression() && isJoined(in.place().tree())) {
            chain.collect((ExpressionTree) in.place().tree());
        }
        return chain.comparisons.size() < 2 ? List.of() : chain.missing();
    }

    private static boolean isJoined(Tree tree) {
        return tree.getKind() == Tree.Kind.CONDITIONAL_OR || tree.getKind() == Tree.Kind.CONDITIONAL_AND;
    }

    private void collect(ExpressionTree condition) {
        ExpressionTree bare = Expressions.bare(condition);
        if (!(bare instanceof BinaryTree both)) {
            return;
        }
        if (isJoined(both)) {
            collect(both.getLeftOperand());
            collect(both.getRightOperand());
        } else if (both.getKind() == Tree.Kind.EQUAL_TO || both.getKind() == Tree.Kind.NOT_EQUAL_TO) {
            comparisons.add(both);
        }
    }

    private List<String> missing() {
        List<ExpressionTree> values = new ArrayList<>();
        for (BinaryTree comparison : comparisons) {
            addOnce(values, comparison.getLeftOperand());
            addOnce(values, comparison.getRightOperand());
        }
        List<String> missing = new ArrayList<>();
        String operator = comparisons.get(0).getKind() == Tree.Kind.EQUAL_TO ? " == " : " != ";
        for (int i = 0; i < values.size() && values.size() <= MOST_VALUES; i++) {
            for (int j = i + 1; j < values.size(); j++) {
                if (sameType(values.get(i), values.get(j)) && !isThere(values.get(i), values.get(j))) {
                    missing.add(text(values.get(i)) + operator + text(values.get(j)));
                }
            }
        }
        return missing;
    }

    private void addOnce(List<ExpressionTree> values, ExpressionTree value) {
        boolean known = values.stream().anyMatch(other -> text(other).equals(text(value)));
        if (!known && !(Expressions.bare(value) instanceof LiteralTree)) {
            values.add(value);
        }
    }

    private String text(ExpressionTree tree) {
        return in.place().file().text(tree);
    }

    private boolean sameType(ExpressionTree one, ExpressionTree two) {
        TypeMirror first = in.place().type(one);
        TypeMirror second = in.place().type(two);
        return first != null && second != null && in.model().same(first, second);
    }

    private boolean isThere(ExpressionTree one, ExpressionTree two) {
        return comparisons.stream().anyMatch(comparison -> {
            String left = text(comparison.getLeftOperand());
            String right = text(comparison.getRightOperand());
            return left.equals(text(one)) && right.equals(text(two))
                    || left.equals(text(two)) && right.equals(text(one));
        });
    }
}
