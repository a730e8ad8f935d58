package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.util.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A cautious copy of the language's rule: says yes only where a local without initialiser surely has a value. */
final class DefiniteAssignment {
    private DefiniteAssignment() {}

    /** Whether statements that surely ran before the place assign the variable. */
    static boolean before(TreePath place, String name) {
        for (TreePath at = place; at.getParentPath() != null; at = at.getParentPath()) {
            Tree parent = at.getParentPath().getLeaf();
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
            return statement.getExpression() instanceof AssignmentTree assignment
                    && assignment.getVariable() instanceof IdentifierTree target
                    && target.getName().contentEquals(name);
        }
        if (tree instanceof BlockTree block) {
            return block.getStatements().stream().anyMatch(statement -> assigns(statement, name));
        }
        if (tree instanceof IfTree branch) {
            return ends(branch.getThenStatement(), name) && ends(branch.getElseStatement(), name);
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
