package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Place;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code a.equals(a)}, {@code a < a}, {@code a - a}: nobody means that, and it answers always the same, which is just what a single failing test may want. */
final class SelfComparison {
    private static final Set<Tree.Kind> SENSELESS = EnumSet.of(
            Tree.Kind.EQUAL_TO,
            Tree.Kind.NOT_EQUAL_TO,
            Tree.Kind.LESS_THAN,
            Tree.Kind.LESS_THAN_EQUAL,
            Tree.Kind.GREATER_THAN,
            Tree.Kind.GREATER_THAN_EQUAL,
            Tree.Kind.MINUS,
            Tree.Kind.DIVIDE,
            Tree.Kind.REMAINDER,
            Tree.Kind.AND,
            Tree.Kind.OR,
            Tree.Kind.XOR,
            Tree.Kind.CONDITIONAL_AND,
            Tree.Kind.CONDITIONAL_OR);
    private static final Set<String> COMPARING =
            Set.of("equals", "equalsIgnoreCase", "compareTo", "compareToIgnoreCase", "compare", "min", "max", "isSame");

    private SelfComparison() {}

    /** Whether a text in the place of this expression would be compared with itself. */
    static boolean arises(Place place, String text) {
        if (text.indexOf('(') >= 0) {
            return false; // a call may answer differently the second time
        }
        if (place.parent() instanceof BinaryTree binary) {
            ExpressionTree other =
                    binary.getLeftOperand() == place.tree() ? binary.getRightOperand() : binary.getLeftOperand();
            return SENSELESS.contains(binary.getKind()) && is(place, other, text);
        }
        if (place.parent() instanceof MethodInvocationTree call) {
            return ofCall(place, call, text);
        }
        TreePath above = place.path().getParentPath().getParentPath();
        return place.parent() instanceof MemberSelectTree select
                && above != null
                && above.getLeaf() instanceof MethodInvocationTree call
                && call.getMethodSelect() == select
                && COMPARING.contains(select.getIdentifier().toString())
                && call.getArguments().size() == 1
                && is(place, call.getArguments().get(0), text);
    }

    private static boolean ofCall(Place place, MethodInvocationTree call, String text) {
        List<? extends ExpressionTree> arguments = call.getArguments();
        if (!(call.getMethodSelect() instanceof MemberSelectTree select)
                || !COMPARING.contains(select.getIdentifier().toString())) {
            return false;
        }
        return arguments.size() == 1
                ? is(place, select.getExpression(), text)
                : arguments.size() == 2
                        && arguments.stream().anyMatch(other -> other != place.tree() && is(place, other, text));
    }

    private static boolean is(Place place, ExpressionTree other, String text) {
        return place.file().text(other).equals(text);
    }
}
