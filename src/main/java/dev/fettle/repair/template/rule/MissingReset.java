package dev.fettle.repair.template.rule;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Ingredients;
import javax.lang.model.element.Element;

/** {@code count = 0;} in a loop whose next round must begin anew. */
final class MissingReset implements Rule {
    private static final int LONGEST = 30;

    /** For the next loop, and not for the next round of this one. */
    private static final double NOT_IN_A_LOOP = 0.4;

    @Override
    public String name() {
        return "missing-reset";
    }

    @Override
    public double prior() {
        return 0.4;
    }

    @Override
    public Example example() {
        return new Example(
                "What is counted or gathered for each round of a loop goes on from the round before, or for the next loop from the one before.",
                "int longest(String text) {\n    int best = 0;\n    int run = 0;\n    for (char c : text.toCharArray()) {\n        if (c == ' ') {\n            best = Math.max(best, run);\n        } else {\n            run++;\n        }\n    }\n    return Math.max(best, run);\n}",
                "int longest(String text) {\n    int best = 0;\n    int run = 0;\n    for (char c : text.toCharArray()) {\n        if (c == ' ') {\n            best = Math.max(best, run);\n            run = 0;\n        } else {\n            run++;\n        }\n    }\n    return Math.max(best, run);\n}",
                "A local variable, set to what it began with.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        MethodTree method = in.place().method();
        if (method == null || !MissingStatement.takesOneMore(in.place())) {
            return;
        }
        for (TreePath statement : in.place().surroundings().statements()) {
            if (statement.getLeaf() instanceof VariableTree local
                    && local.getInitializer() != null
                    && isAround(statement.getParentPath().getLeaf(), in.place().path())) {
                again(in, sink, statement, local);
            }
        }
    }

    private static void again(Ingredients in, Sink sink, TreePath declared, VariableTree local) {
        String value = in.place().file().text(local.getInitializer());
        Element element = in.model().trees().getElement(declared);
        boolean begins = value.length() <= LONGEST && !value.startsWith("{");
        in.variables().stream()
                .filter(variable ->
                        begins && variable.assignable() && variable.element().equals(element))
                .forEach(variable -> MissingStatement.put(
                        sink,
                        in.place(),
                        variable.text() + " = " + value + ";",
                        weight(in, declared),
                        in.nearness(variable)));
    }

    private static double weight(Ingredients in, TreePath declared) {
        return isInALoop(in.place().path(), declared.getParentPath().getLeaf()) ? 1 : NOT_IN_A_LOOP;
    }

    /** Whether a loop within the block is around the place. */
    private static boolean isInALoop(TreePath place, Tree block) {
        for (TreePath at = place.getParentPath(); at != null && at.getLeaf() != block; at = at.getParentPath()) {
            Tree tree = at.getLeaf();
            if (tree instanceof ForLoopTree
                    || tree instanceof EnhancedForLoopTree
                    || tree instanceof WhileLoopTree
                    || tree instanceof DoWhileLoopTree) {
                return true;
            }
        }
        return false;
    }

    /** Whether the block holds the place, with no other function between them. */
    private static boolean isAround(Tree block, TreePath place) {
        for (TreePath at = place; at != null; at = at.getParentPath()) {
            if (at.getLeaf() == block) {
                return block instanceof BlockTree;
            }
            if (at.getLeaf() instanceof LambdaExpressionTree || at.getLeaf() instanceof MethodTree) {
                return false;
            }
        }
        return false;
    }
}
