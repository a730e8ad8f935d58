package dev.fettle.repair.template.source;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cautious copy of the language's rule: says yes only where a local without initialiser surely has a value. */
final class DefiniteAssignment {
    private DefiniteAssignment() {}

    /** Whether what surely ran before the place assigns the variable. */
    static boolean before(TreePath place, String name) {
        for (TreePath at = place; at.getParentPath() != null; at = at.getParentPath()) {
            Tree parent = at.getParentPath().getLeaf();
            if (onTheWay(parent, at.getLeaf(), name)) {
                return true;
            }
            List<? extends StatementTree> statements = statementsOf(parent);
            for (StatementTree statement : statements) {
                if (statement == at.getLeaf()) {
                    break;
                }
                if (assigns(statement, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the tree around does before it comes to a part of it. */
    private static boolean onTheWay(Tree around, Tree part, String name) {
        if (around instanceof IfTree choice) {
            return part != choice.getCondition()
                    && given(choice.getCondition(), part == choice.getThenStatement(), name);
        }
        if (around instanceof ConditionalExpressionTree choice) {
            return part != choice.getCondition()
                    && given(choice.getCondition(), part == choice.getTrueExpression(), name);
        }
        if (around instanceof BinaryTree both) {
            return part == both.getRightOperand()
                    && given(both.getLeftOperand(), both.getKind() == Tree.Kind.CONDITIONAL_AND, name);
        }
        if (around instanceof WhileLoopTree loop) {
            return part == loop.getStatement() && SureAssignment.ifTrue(loop.getCondition(), name);
        }
        if (around instanceof DoWhileLoopTree loop) {
            return part == loop.getCondition()
                    && assigns(loop.getStatement(), name)
                    && !Flow.continues(loop.getStatement());
        }
        if (around instanceof ForLoopTree loop) {
            return !loop.getInitializer().contains(part)
                    && (loop.getInitializer().stream().anyMatch(first -> assigns(first, name))
                            || part != loop.getCondition() && SureAssignment.ifTrue(loop.getCondition(), name));
        }
        return false;
    }

    private static boolean given(ExpressionTree condition, boolean isTrue, String name) {
        return isTrue ? SureAssignment.ifTrue(condition, name) : SureAssignment.in(condition, name);
    }

    private static List<? extends StatementTree> statementsOf(Tree tree) {
        if (tree instanceof BlockTree block) {
            return block.getStatements();
        }
        if (tree instanceof CaseTree aCase && aCase.getStatements() != null) {
            return aCase.getStatements();
        }
        return List.of();
    }

    private static boolean assigns(@Nullable Tree tree, String name) {
        if (tree instanceof ExpressionStatementTree statement) {
            return SureAssignment.in(statement.getExpression(), name);
        }
        if (tree instanceof VariableTree variable) {
            return SureAssignment.in(variable.getInitializer(), name);
        }
        if (tree instanceof WhileLoopTree loop) {
            return SureAssignment.in(loop.getCondition(), name);
        }
        if (tree instanceof BlockTree block) {
            return block.getStatements().stream().anyMatch(statement -> assigns(statement, name));
        }
        if (tree instanceof IfTree branch) {
            return SureAssignment.in(branch.getCondition(), name)
                    || ends(branch.getThenStatement(), name) && ends(branch.getElseStatement(), name);
        }
        if (tree instanceof SynchronizedTree block) {
            return assigns(block.getBlock(), name);
        }
        if (tree instanceof TryTree block) {
            return assigns(block.getFinallyBlock(), name)
                    || (assigns(block.getBlock(), name)
                            && block.getCatches().stream()
                                    .map(CatchTree::getBlock)
                                    .allMatch(handler -> ends(handler, name)));
        }
        return false;
    }

    /** It assigns, or what follows is never reached through it. */
    private static boolean ends(@Nullable Tree tree, String name) {
        return tree != null && (assigns(tree, name) || Flow.leaves(tree));
    }
}
