package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/** Whether an expression, once evaluated, has surely assigned a variable: {@code (line = in.readLine()) != null} has. */
final class SureAssignment extends TreeScanner<Boolean, @Nullable Void> {
    private final String name;

    private SureAssignment(String name) {
        this.name = name;
    }

    /** Whatever it comes to. */
    static boolean in(@Nullable Tree expression, String name) {
        return expression != null && Boolean.TRUE.equals(new SureAssignment(name).scan(expression, null));
    }

    /** Where it comes to true. */
    static boolean ifTrue(@Nullable ExpressionTree condition, String name) {
        ExpressionTree bare = condition == null ? null : Expressions.bare(condition);
        if (bare instanceof BinaryTree both && both.getKind() == Tree.Kind.CONDITIONAL_AND) {
            return ifTrue(both.getLeftOperand(), name) || ifTrue(both.getRightOperand(), name);
        }
        return in(bare, name);
    }

    @Override
    public Boolean reduce(@Nullable Boolean one, @Nullable Boolean two) {
        return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(two);
    }

    @Override
    public Boolean visitAssignment(AssignmentTree tree, @Nullable Void ignored) {
        boolean own = tree.getVariable() instanceof IdentifierTree target
                && target.getName().contentEquals(name);
        return own || Boolean.TRUE.equals(super.visitAssignment(tree, null));
    }

    /** The second of two conditions may not be asked. */
    @Override
    public Boolean visitBinary(BinaryTree tree, @Nullable Void ignored) {
        boolean shortened = tree.getKind() == Tree.Kind.CONDITIONAL_AND || tree.getKind() == Tree.Kind.CONDITIONAL_OR;
        return shortened ? scan(tree.getLeftOperand(), null) : super.visitBinary(tree, null);
    }

    @Override
    public Boolean visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void ignored) {
        return in(tree.getCondition(), name)
                || in(tree.getTrueExpression(), name) && in(tree.getFalseExpression(), name);
    }

    @Override
    public Boolean visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void ignored) {
        return false;
    }

    @Override
    public Boolean visitClass(ClassTree tree, @Nullable Void ignored) {
        return false;
    }
}
