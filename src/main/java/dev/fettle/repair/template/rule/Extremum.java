package dev.fettle.repair.template.rule;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Place;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a local gathers the largest or the smallest of what comes by: what it begins with must lie beyond all that may come. */
enum Extremum {
    LARGEST,
    SMALLEST,
    NONE;

    /** What the local gathers that a place is the first value of; {@link #NONE} for any other place. */
    static Extremum begunAt(Place place) {
        MethodTree method = place.method();
        if (method == null
                || !(place.parent() instanceof VariableTree local)
                || local.getInitializer() != place.tree()) {
            return NONE;
        }
        Gathering gathering = new Gathering(local.getName().toString());
        gathering.scan(method.getBody(), null);
        return gathering.seen.size() == 1 ? gathering.seen.iterator().next() : NONE;
    }

    private static final class Gathering extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final String name;
        private final Set<Extremum> seen = EnumSet.noneOf(Extremum.class);

        Gathering(String name) {
            this.name = name;
        }

        /** {@code best = Math.max(best, x)}. */
        @Override
        public @Nullable Void visitAssignment(AssignmentTree node, @Nullable Void ignored) {
            if (is(node.getVariable()) && node.getExpression() instanceof MethodInvocationTree call) {
                boolean own = call.getArguments().size() == 2
                        && call.getArguments().stream().anyMatch(this::is);
                String called = call.getMethodSelect().toString();
                if (own && called.equals("Math.max")) {
                    seen.add(LARGEST);
                } else if (own && called.equals("Math.min")) {
                    seen.add(SMALLEST);
                }
            }
            return super.visitAssignment(node, null);
        }

        /** {@code if (x > best) { best = x; }}. */
        @Override
        public @Nullable Void visitIf(IfTree node, @Nullable Void ignored) {
            if (Expressions.bare(node.getCondition()) instanceof BinaryTree comparison && takesOver(node, comparison)) {
                boolean right = is(comparison.getRightOperand());
                switch (comparison.getKind()) {
                    case GREATER_THAN, GREATER_THAN_EQUAL -> seen.add(right ? LARGEST : SMALLEST);
                    case LESS_THAN, LESS_THAN_EQUAL -> seen.add(right ? SMALLEST : LARGEST);
                    default -> {}
                }
            }
            return super.visitIf(node, null);
        }

        private boolean takesOver(IfTree node, BinaryTree comparison) {
            ExpressionTree left = comparison.getLeftOperand();
            ExpressionTree right = comparison.getRightOperand();
            if (is(left) == is(right)) {
                return false;
            }
            String other = Expressions.bare(is(left) ? right : left).toString();
            boolean[] found = {false};
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitAssignment(AssignmentTree inner, @Nullable Void ignored) {
                    found[0] |= is(inner.getVariable())
                            && Expressions.bare(inner.getExpression())
                                    .toString()
                                    .equals(other);
                    return super.visitAssignment(inner, null);
                }
            }.scan(node.getThenStatement(), null);
            return found[0];
        }

        private boolean is(Tree tree) {
            return tree instanceof ExpressionTree expression
                    && Expressions.bare(expression).toString().equals(name);
        }
    }
}
