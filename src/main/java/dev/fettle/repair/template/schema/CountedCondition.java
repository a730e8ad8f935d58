package dev.fettle.repair.template.schema;

import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the condition that a variant brings or changes so that its answers are counted when it runs. */
final class CountedCondition {
    private static final String HEAD = "if (";
    private static final String TAIL = ") {";
    private static final String COUNT = "dev.fettle.probe.Answers.count(";

    private CountedCondition() {}

    /** The edits of a draft, with the condition that it brings or changes counted where that means the same to the compiler. */
    static List<Edit> in(SourceFile file, Draft draft, List<Edit> edits) {
        if (edits.size() != 1) {
            return edits;
        }
        Edit edit = edits.get(0);
        String text = edit.replacement();
        if (draft.traits().contains(Draft.Trait.CONDITION)) {
            return mayStandInCall(text) ? List.of(with(edit, COUNT + text + ")")) : edits;
        }
        ExpressionTree around = conditionAround(file, edit);
        if (around != null) {
            Edit whole = widened(file, around, edit);
            return mayStandInCall(whole.replacement())
                    ? List.of(with(whole, COUNT + whole.replacement() + ")"))
                    : edits;
        }
        int head = text.indexOf(HEAD);
        int tail = text.indexOf(TAIL, head);
        boolean guard = draft.traits().contains(Draft.Trait.GUARD)
                && head >= 0
                && text.substring(0, head).isBlank()
                && tail > 0;
        if (!guard) {
            return edits;
        }
        String condition = text.substring(head + HEAD.length(), tail);
        return mayStandInCall(condition)
                ? List.of(with(edit, text.substring(0, head) + HEAD + COUNT + condition + ")" + text.substring(tail)))
                : edits;
    }

    /** The innermost condition of a statement or of {@code ?:} that holds the edit; null for none. */
    private static @Nullable ExpressionTree conditionAround(SourceFile file, Edit edit) {
        ExpressionTree[] found = new ExpressionTree[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void none) {
                boolean holds = tree != null && file.start(tree) <= edit.start() && edit.end() <= file.end(tree);
                return holds ? super.scan(tree, none) : null;
            }

            @Override
            public @Nullable Void visitIf(IfTree tree, @Nullable Void none) {
                return look(tree.getCondition(), () -> super.visitIf(tree, none));
            }

            @Override
            public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void none) {
                return look(tree.getCondition(), () -> super.visitWhileLoop(tree, none));
            }

            @Override
            public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void none) {
                return look(tree.getCondition(), () -> super.visitDoWhileLoop(tree, none));
            }

            @Override
            public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void none) {
                return look(tree.getCondition(), () -> super.visitForLoop(tree, none));
            }

            @Override
            public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void none) {
                return look(tree.getCondition(), () -> super.visitConditionalExpression(tree, none));
            }

            private @Nullable Void look(@Nullable ExpressionTree condition, Runnable within) {
                ExpressionTree plain =
                        condition instanceof ParenthesizedTree brackets ? brackets.getExpression() : condition;
                if (plain != null && file.start(plain) <= edit.start() && edit.end() <= file.end(plain)) {
                    found[0] = plain;
                }
                within.run();
                return null;
            }
        }.scan(file.unit(), null);
        return found[0];
    }

    private static Edit widened(SourceFile file, ExpressionTree around, Edit edit) {
        int start = file.start(around);
        int end = file.end(around);
        String text = file.text().substring(start, edit.start())
                + edit.replacement()
                + file.text().substring(edit.end(), end);
        return new Edit(edit.path(), start, end, text);
    }

    private static Edit with(Edit edit, String replacement) {
        return new Edit(edit.path(), edit.start(), edit.end(), replacement);
    }

    /** Pattern variables and assignments reach beyond a condition, constants decide what can be reached: neither may stand in a call. */
    private static boolean mayStandInCall(String condition) {
        return !condition.contains("instanceof")
                && !condition.matches(".*[^=!<>]=[^=].*|true|false")
                && !condition.contains("->");
    }
}
