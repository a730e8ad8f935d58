package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is beyond a bound becomes the bound: {@code if (x > most) { x = most; }}. Where it stands whole, it says by itself that it is right; where the condition asks for
 * something else, {@code if (x == -1) { x = most; }}, the comparison may be what was forgotten.
 *
 * @param value what is given the bound, as written
 * @param bound as written
 * @param isWhole whether the condition is just that comparison
 */
public record Clamp(String value, String bound, boolean isWhole) {
    private static final Set<Tree.Kind> ORDER = Set.of(
            Tree.Kind.LESS_THAN, Tree.Kind.LESS_THAN_EQUAL, Tree.Kind.GREATER_THAN, Tree.Kind.GREATER_THAN_EQUAL);

    /** What an {@code if} without {@code else} does, if it only gives a variable a value; null for any other statement. */
    public static @Nullable Clamp of(Tree statement) {
        if (!(statement instanceof IfTree choice)
                || choice.getElseStatement() != null
                || !(only(choice.getThenStatement()) instanceof ExpressionStatementTree then)
                || !(then.getExpression() instanceof AssignmentTree assignment)) {
            return null;
        }
        String value = assignment.getVariable().toString();
        String bound = assignment.getExpression().toString();
        ExpressionTree condition = Expressions.bare(choice.getCondition());
        boolean whole = condition instanceof BinaryTree compared
                && ORDER.contains(compared.getKind())
                && Set.of(value, bound)
                        .equals(Set.of(
                                compared.getLeftOperand().toString(),
                                compared.getRightOperand().toString()));
        return value.equals(bound) ? null : new Clamp(value, bound, whole);
    }

    /** Whether it is not whole, and a condition asks for what its own does not: whether what is given the bound is beyond it. */
    public boolean isForgotten(String condition) {
        return !isWhole && (condition.equals(value + " > " + bound) || condition.equals(value + " < " + bound));
    }

    /** Whether a place lies in the assignment of a whole one. */
    public static boolean holds(TreePath place) {
        for (TreePath at = place; at != null; at = at.getParentPath()) {
            TreePath above = at.getParentPath();
            if (above != null && above.getLeaf() instanceof IfTree choice) {
                Clamp clamp = choice.getThenStatement() == at.getLeaf() ? of(choice) : null;
                return clamp != null && clamp.isWhole();
            }
            boolean within = at.getLeaf() instanceof ExpressionTree
                    || at.getLeaf() instanceof ExpressionStatementTree
                    || at.getLeaf() instanceof BlockTree;
            if (!within) {
                return false;
            }
        }
        return false;
    }

    private static @Nullable Tree only(StatementTree statement) {
        if (!(statement instanceof BlockTree block)) {
            return statement;
        }
        return block.getStatements().size() == 1 ? block.getStatements().get(0) : null;
    }
}
