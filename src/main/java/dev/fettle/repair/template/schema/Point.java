package dev.fettle.repair.template.schema;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import dev.fettle.repair.template.rule.Edits;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.JavaModel;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a draft of one edit comes down to: at some moment one expression is evaluated instead of another. A guard is a condition where there was none: {@code false} before
 * a statement, {@code true} around one.
 *
 * @param anchor the moment
 * @param start of the expression in the original, or of the guarded statement
 * @param end after it
 * @param original the expression that is evaluated now
 * @param changed the expression that the draft has evaluated
 * @param rest what else the draft brings, such as what a guard does
 */
record Point(String path, Anchor anchor, int start, int end, String original, String changed, String rest) {
    private static final String HEAD = "if (";

    /** The point of a draft, or null where it is no matter of one expression that only tells something. */
    static @Nullable Point of(JavaModel model, SourceFile file, Draft draft) {
        if (draft.edits().size() != 1) {
            return null;
        }
        Edit edit = draft.edits().get(0);
        List<TreePath> chain = around(file, edit.start(), edit.end());
        if (edit.replacement().stripLeading().startsWith(HEAD)) {
            return draft.traits().contains(Draft.Trait.GUARD) ? guard(file, edit, chain) : null;
        }
        return expression(model, file, edit, chain);
    }

    private static @Nullable Point guard(SourceFile file, Edit edit, List<TreePath> chain) {
        String text = edit.replacement().stripLeading();
        int close = closing(text, HEAD.length() - 1);
        if (close < 0) {
            return null;
        }
        String condition = text.substring(HEAD.length(), close);
        boolean before = edit.start() == edit.end();
        TreePath statement = chain.stream()
                .filter(path -> path.getLeaf() instanceof StatementTree
                        && file.start(path.getLeaf()) == edit.start()
                        && (before || file.end(path.getLeaf()) == edit.end()))
                .findFirst()
                .orElse(null);
        Anchor anchor = statement == null ? null : Anchor.before(file, statement);
        if (anchor == null || anchor.start() != edit.start() || !Telling.only(condition)) {
            return null;
        }
        return new Point(
                edit.path(),
                anchor,
                edit.start(),
                edit.end(),
                before ? "false" : "true",
                condition,
                before ? text.substring(close + 1).strip() : "");
    }

    /** The parenthesis that closes the one at an offset; -1 for none. */
    private static int closing(String text, int open) {
        int depth = 0;
        char quote = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The largest expression around the edit that only tells something before and after it: the larger, the more edits come out alike. */
    private static @Nullable Point expression(JavaModel model, SourceFile file, Edit edit, List<TreePath> chain) {
        Point found = null;
        boolean confined = false;
        for (TreePath path : chain) {
            Tree tree = path.getLeaf();
            if (!(tree instanceof ExpressionTree) || tree instanceof LambdaExpressionTree) {
                break;
            }
            int start = file.start(tree);
            int end = file.end(tree);
            // Inside of brackets, or written for this very place, the new text cannot tear its surroundings apart.
            confined |= !isOperator(path) || start == edit.start() && end == edit.end();
            if (!confined
                    || tree instanceof ParenthesizedTree
                    || !Expressions.isValuePosition(path)
                    || Expressions.namesType(model, path)) {
                continue;
            }
            String original = file.text(tree);
            String changed = Edits.apply(file.text(), List.of(edit), start, end);
            Anchor anchor = Telling.only(original) && Telling.only(changed) ? Anchor.of(file, path) : null;
            if (anchor != null && Telling.onlyBefore(file, anchor.evaluated(), start)) {
                found = new Point(edit.path(), anchor, start, end, original, changed, "");
            }
        }
        return found;
    }

    /** Trees that hold a range, innermost first. */
    private static List<TreePath> around(SourceFile file, int start, int end) {
        TreePath[] innermost = new TreePath[1];
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void scan(Tree node, @Nullable Void nothing) {
                if (node == null || file.start(node) > start || file.end(node) < end) {
                    return null;
                }
                // Variables of one declaration all begin with its type: the first that reaches so far is the one.
                if (node instanceof VariableTree
                        && innermost[0] != null
                        && innermost[0].getLeaf() != getCurrentPath().getLeaf()) {
                    return null;
                }
                innermost[0] = new TreePath(getCurrentPath(), node);
                return super.scan(node, null);
            }
        }.scan(new TreePath(file.unit()), null);
        List<TreePath> chain = new ArrayList<>();
        for (TreePath at = innermost[0]; at != null; at = at.getParentPath()) {
            chain.add(at);
        }
        return chain;
    }

    private static boolean isOperator(TreePath path) {
        Tree parent = path.getParentPath().getLeaf();
        return parent instanceof BinaryTree
                || parent instanceof UnaryTree
                || parent instanceof TypeCastTree
                || parent instanceof InstanceOfTree
                || parent instanceof ConditionalExpressionTree
                || parent instanceof MemberSelectTree
                || parent instanceof ArrayAccessTree access && access.getExpression() == path.getLeaf();
    }
}
