package dev.fettle.repair.template.rule;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A whole condition and how it may be widened, narrowed or exchanged: what three rules share. */
final class ConditionChange {
    /** For a change of a part: a condition has several. */
    static final double OF_A_PART = 0.6;

    private ConditionChange() {}

    /** The place as a condition: what decides an if, a loop, a choice, or what a method answers. Null for anything else. */
    static @Nullable Snippet conditionAt(Ingredients in) {
        Tree tree = in.place().tree();
        TypeMirror type = in.place().type();
        if (!in.place().isExpression()
                || tree.getKind() == Tree.Kind.PARENTHESIZED
                || type == null
                || !in.model().isBoolean(type)
                || Precedence.of(tree) == Precedence.ASSIGNMENT
                || Expressions.isTarget(in.place().path())
                || !decides(in)) {
            return null;
        }
        return new Snippet(in.place().text(), type, Precedence.of(tree), 1);
    }

    /** The place as a part of a condition that is joined the other way than the part around it: {@code a || b} in {@code (a || b) && c} or {@code !(a || b)}. Null for anything else. */
    static @Nullable Snippet groupAt(Ingredients in) {
        Tree tree = in.place().tree();
        Tree.Kind other = tree.getKind() == Tree.Kind.CONDITIONAL_OR
                ? Tree.Kind.CONDITIONAL_AND
                : tree.getKind() == Tree.Kind.CONDITIONAL_AND ? Tree.Kind.CONDITIONAL_OR : null;
        TypeMirror type = in.place().type();
        if (other == null || type == null) {
            return null;
        }
        Tree.Kind parent = around(in.place().path()).getLeaf().getKind();
        return parent == other || parent == Tree.Kind.LOGICAL_COMPLEMENT
                ? new Snippet(in.place().text(), type, Precedence.of(tree), 1)
                : null;
    }

    /** Whether it decides how long a loop goes on; a constant there makes code unreachable. */
    static boolean isLoopCondition(TreePath path) {
        Tree parent = around(path).getLeaf();
        return parent instanceof WhileLoopTree || parent instanceof DoWhileLoopTree || parent instanceof ForLoopTree;
    }

    /** Whether it decides an {@code if}; a constant there is the statement, or nothing, in words that nobody writes. */
    static boolean isIfCondition(TreePath path) {
        return around(path).getLeaf() instanceof IfTree;
    }

    /** Whether it decides an {@code if} that leaves what is around it. */
    static boolean leadsOut(TreePath path) {
        return around(path).getLeaf() instanceof IfTree choice && Flow.leaves(choice.getThenStatement());
    }

    /** What holds the expression, parentheses left out. */
    private static TreePath around(TreePath path) {
        TreePath at = path.getParentPath();
        while (at.getLeaf().getKind() == Tree.Kind.PARENTHESIZED) {
            at = at.getParentPath();
        }
        return at;
    }

    private static boolean decides(Ingredients in) {
        Tree parent = around(in.place().path()).getLeaf();
        ExpressionTree own = (ExpressionTree) in.place().tree();
        if (parent instanceof IfTree
                || parent instanceof WhileLoopTree
                || parent instanceof DoWhileLoopTree
                || parent instanceof ReturnTree
                || parent instanceof LambdaExpressionTree
                || parent instanceof ForLoopTree
                || parent.getKind() == Tree.Kind.VARIABLE
                || parent.getKind() == Tree.Kind.ASSIGNMENT) {
            return true;
        }
        return parent instanceof ConditionalExpressionTree choice && Expressions.bare(choice.getCondition()) == own;
    }

    /** Two conditions joined, each in parentheses where it needs them. */
    static Snippet join(Snippet left, String operator, Snippet right) {
        Precedence precedence = operator.equals("&&") ? Precedence.AND : Precedence.OR;
        // Mixed operators are written with parentheses, as people do.
        Precedence least = precedence == Precedence.OR ? Precedence.BIT_OR : Precedence.AND;
        String one = left.precedence() == precedence ? left.text() : left.in(least.stronger());
        String two = right.in(least.stronger());
        return new Snippet(
                one + " " + operator + " " + two, left.type(), precedence, left.nearness() * right.nearness());
    }
}
