package dev.fettle.repair.template.schema;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moment just before an expression of a method is evaluated, at which something may be noted: when its statement begins, or, for the condition of a loop, at the top of
 * each turn.
 *
 * @param way how notes are written there
 * @param start of the statement (with its labels), or of a loop's body
 * @param end after it
 * @param condition of a loop, which moves into its body; null elsewhere
 * @param evaluated what is evaluated from that moment on
 */
record Anchor(Way way, int start, int end, @Nullable ExpressionTree condition, Tree evaluated) {
    enum Way {
        /** Before a statement in a list of statements. */
        BEFORE,
        /** Before a statement that is the whole body of another: both go into braces. */
        WRAPPED,
        /** First in a loop's body, which is a block; its condition follows. */
        LOOP_BLOCK,
        /** First in a loop's body, which is a single statement: all goes into braces. */
        LOOP_STATEMENT
    }

    /** The moment before an expression, or null where there is none that could be told from others. */
    static @Nullable Anchor of(SourceFile file, TreePath expression) {
        TreePath child = expression;
        TreePath at = expression.getParentPath();
        while (at != null && !(at.getLeaf() instanceof StatementTree)) {
            if (at.getLeaf() instanceof LambdaExpressionTree || !(at.getLeaf() instanceof ExpressionTree)) {
                return null;
            }
            child = at;
            at = at.getParentPath();
        }
        if (at == null) {
            return null;
        }
        Tree statement = at.getLeaf();
        Tree part = child.getLeaf();
        return switch (statement.getKind()) {
            case RETURN, THROW, SYNCHRONIZED, YIELD -> before(file, at);
            case EXPRESSION_STATEMENT, VARIABLE -> inLoopHead(at) ? beforeLoop(file, at) : before(file, at);
            case IF -> part == ((IfTree) statement).getCondition() ? before(file, at) : null;
            case SWITCH -> part == ((SwitchTree) statement).getExpression() ? before(file, at) : null;
            case ENHANCED_FOR_LOOP ->
                part == ((EnhancedForLoopTree) statement).getExpression() ? before(file, at) : null;
            case WHILE_LOOP -> {
                WhileLoopTree loop = (WhileLoopTree) statement;
                yield part == loop.getCondition() ? top(file, loop.getCondition(), loop.getStatement()) : null;
            }
            case FOR_LOOP -> {
                ForLoopTree loop = (ForLoopTree) statement;
                yield part == loop.getCondition() ? top(file, loop.getCondition(), loop.getStatement()) : null;
            }
            default -> null;
        };
    }

    private static boolean inLoopHead(TreePath statement) {
        return statement.getParentPath().getLeaf() instanceof ForLoopTree loop
                && loop.getStatement() != statement.getLeaf();
    }

    /** The one initialiser of a loop runs when the loop begins. */
    private static @Nullable Anchor beforeLoop(SourceFile file, TreePath head) {
        ForLoopTree loop = (ForLoopTree) head.getParentPath().getLeaf();
        return loop.getInitializer().size() == 1 && loop.getInitializer().get(0) == head.getLeaf()
                ? before(file, head.getParentPath())
                : null;
    }

    /** When a statement begins. */
    static @Nullable Anchor before(SourceFile file, TreePath statement) {
        TreePath outer = statement;
        while (outer.getParentPath().getLeaf() instanceof LabeledStatementTree) {
            outer = outer.getParentPath();
        }
        Tree tree = outer.getLeaf();
        Tree parent = outer.getParentPath().getLeaf();
        if (!file.isWritten(tree) || file.text(tree).matches("(?s)(this|super)\\s*\\(.*")) {
            return null;
        }
        Way way = Way.WRAPPED;
        if (parent instanceof BlockTree block) {
            if (sharesItsStart(file, block.getStatements(), tree)) {
                return null;
            }
            way = Way.BEFORE;
        } else if (parent instanceof CaseTree one) {
            if (one.getCaseKind() == CaseTree.CaseKind.STATEMENT) {
                way = Way.BEFORE;
            } else if (!(outer.getParentPath().getParentPath().getLeaf() instanceof SwitchTree)) {
                return null;
            }
        } else if (!(parent instanceof StatementTree)
                || parent instanceof ClassTree
                || tree.getKind() == Tree.Kind.VARIABLE) {
            return null;
        }
        return new Anchor(way, file.start(tree), file.end(tree), null, statement.getLeaf());
    }

    /** {@code int a = 1, b = a;} is two statements, of which the second has no place before it. */
    private static boolean sharesItsStart(SourceFile file, List<? extends StatementTree> list, Tree statement) {
        int index = list.indexOf(statement);
        return index > 0 && file.start(list.get(index - 1)) >= file.start(statement)
                || index > 0
                        && file.text()
                                .substring(file.end(list.get(index - 1)), file.start(statement))
                                .contains(",");
    }

    private static @Nullable Anchor top(SourceFile file, ExpressionTree condition, StatementTree body) {
        ExpressionTree bare = condition instanceof ParenthesizedTree around ? around.getExpression() : condition;
        boolean movable =
                !(Expressions.bare(bare) instanceof LiteralTree) // an endless loop must stay one to the compiler
                        && !file.text(bare).contains("->")
                        && !file.text(bare).contains("{");
        if (!movable) {
            return null;
        }
        boolean block = body instanceof BlockTree;
        int start = file.start(body) + (block ? 1 : 0);
        return new Anchor(block ? Way.LOOP_BLOCK : Way.LOOP_STATEMENT, start, file.end(body), bare, condition);
    }
}
