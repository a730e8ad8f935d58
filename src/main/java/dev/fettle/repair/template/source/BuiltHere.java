package dev.fettle.repair.template.source;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/** What a method makes, fills and hands over at its one return: without that return all of its work would be for nothing. */
final class BuiltHere {
    private BuiltHere() {}

    /** Whether a place is the one at which its method returns what it built itself. */
    static boolean isReturnedAt(Place place) {
        MethodTree method = place.method();
        if (method == null
                || method.getBody() == null
                || !(place.parent() instanceof ReturnTree)
                || !(place.tree() instanceof IdentifierTree returned)) {
            return false;
        }
        int[] made = new int[1];
        int[] returns = new int[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree node, @Nullable Void ignored) {
                Tree value = node.getInitializer();
                if (node.getName().equals(returned.getName())
                        && (value instanceof NewClassTree || value instanceof NewArrayTree)) {
                    made[0]++;
                }
                return super.visitVariable(node, null);
            }

            @Override
            public @Nullable Void visitReturn(ReturnTree node, @Nullable Void ignored) {
                if (node.getExpression() instanceof IdentifierTree name
                        && name.getName().equals(returned.getName())) {
                    returns[0]++;
                }
                return super.visitReturn(node, null);
            }

            @Override
            public @Nullable Void visitClass(ClassTree node, @Nullable Void ignored) {
                return null;
            }

            @Override
            public @Nullable Void visitLambdaExpression(LambdaExpressionTree node, @Nullable Void ignored) {
                return null;
            }
        }.scan(method.getBody(), null);
        return made[0] == 1 && returns[0] == 1;
    }
}
