package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Locale;

/** Statements whose names say that they are right: {@code this.rate = rate;}, and {@code return rate;} in {@code getRate}. */
final class SameNames {
    /** What is left of the suspicion of such a statement: tests run it all the time, and it is what people get wrong least. */
    static final double SHARE = 0.25;

    private SameNames() {}

    /** @param statement of a method or constructor */
    static boolean agree(TreePath statement) {
        Tree tree = statement.getLeaf();
        if (tree instanceof ExpressionStatementTree expression
                && expression.getExpression() instanceof AssignmentTree assignment
                && assignment.getVariable() instanceof MemberSelectTree target
                && target.getExpression().toString().equals("this")) {
            return assignment.getExpression() instanceof IdentifierTree given
                    && given.getName().contentEquals(target.getIdentifier());
        }
        return tree instanceof ReturnTree back
                && back.getExpression() != null
                && statement.getParentPath() != null
                && statement.getParentPath().getParentPath() != null
                && statement.getParentPath().getParentPath().getLeaf() instanceof MethodTree method
                && method.getParameters().isEmpty()
                && isGetter(method.getName().toString(), nameOf(back.getExpression()));
    }

    private static String nameOf(ExpressionTree value) {
        if (value instanceof MemberSelectTree field
                && field.getExpression().toString().equals("this")) {
            return field.getIdentifier().toString();
        }
        return value instanceof IdentifierTree name ? name.getName().toString() : "";
    }

    private static boolean isGetter(String method, String field) {
        if (field.isEmpty()) {
            return false;
        }
        String capital = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
        return method.equals(field) || method.equals("get" + capital) || method.equals("is" + capital);
    }
}
