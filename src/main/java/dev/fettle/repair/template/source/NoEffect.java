package dev.fettle.repair.template.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/** Reckoning that changes nothing, such as {@code n *= 1} and {@code n + 0}: nobody writes it on purpose, so another number was meant. */
public final class NoEffect {
    private NoEffect() {}

    /** Whether anything in a statement reckons for nothing. */
    static boolean in(Tree tree) {
        boolean[] found = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree node, @Nullable Void ignored) {
                found[0] |= isNeutral(node.getKind(), node.getExpression());
                return super.visitCompoundAssignment(node, null);
            }

            @Override
            public @Nullable Void visitBinary(BinaryTree node, @Nullable Void ignored) {
                found[0] |= isNeutral(node.getKind(), node.getRightOperand());
                return super.visitBinary(node, null);
            }
        }.scan(tree, null);
        return found[0];
    }

    /** Whether an expression is the number that makes the operation around it do nothing. */
    public static boolean by(Tree parent, Tree operand) {
        return parent instanceof CompoundAssignmentTree assignment && assignment.getExpression() == operand
                ? isNeutral(parent.getKind(), assignment.getExpression())
                : parent instanceof BinaryTree binary
                        && binary.getRightOperand() == operand
                        && isNeutral(parent.getKind(), binary.getRightOperand());
    }

    private static boolean isNeutral(Tree.Kind operation, ExpressionTree operand) {
        if (!(operand instanceof LiteralTree literal) || !(literal.getValue() instanceof Integer number)) {
            return false;
        }
        return switch (operation) {
            case PLUS_ASSIGNMENT, MINUS_ASSIGNMENT, MINUS -> number == 0;
            case MULTIPLY_ASSIGNMENT, DIVIDE_ASSIGNMENT, MULTIPLY, DIVIDE -> number == 1;
            default -> false;
        };
    }
}
