package dev.fettle.repair.template.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where control goes. */
public final class Flow {
    private Flow() {}

    /** Whether control never goes on after the statement: it returns, throws, breaks or continues on every way. */
    public static boolean leaves(@Nullable Tree tree) {
        if (tree == null) {
            return false;
        }
        return switch (tree.getKind()) {
            case RETURN, THROW, BREAK, CONTINUE -> true;
            case BLOCK -> {
                List<? extends StatementTree> statements = ((BlockTree) tree).getStatements();
                yield !statements.isEmpty() && leaves(statements.get(statements.size() - 1));
            }
            case IF -> leaves(((IfTree) tree).getThenStatement()) && leaves(((IfTree) tree).getElseStatement());
            default -> false;
        };
    }

    /** Whether a {@code continue} stands somewhere in it. */
    static boolean continues(Tree tree) {
        boolean[] found = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitContinue(ContinueTree jump, @Nullable Void ignored) {
                found[0] = true;
                return null;
            }
        }.scan(tree, null);
        return found[0];
    }

    /** The innermost method (constructors included) that holds the path, or null in initialisers. */
    public static @Nullable MethodTree methodAround(TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof MethodTree method) {
                return method;
            }
        }
        return null;
    }

    /** The innermost loop around the path within its method or lambda, or null. */
    public static @Nullable TreePath loopAround(TreePath path) {
        for (TreePath at = path.getParentPath(); at != null; at = at.getParentPath()) {
            switch (at.getLeaf().getKind()) {
                case WHILE_LOOP, DO_WHILE_LOOP, FOR_LOOP, ENHANCED_FOR_LOOP -> {
                    return at;
                }
                case METHOD, LAMBDA_EXPRESSION, CLASS, ENUM, INTERFACE -> {
                    return null;
                }
                default -> {}
            }
        }
        return null;
    }
}
