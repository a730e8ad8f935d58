package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import java.util.EnumSet;
import java.util.Set;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** {@code a[n]} for {@code a[n - 1]}. */
final class OffByOne implements Rule {
    private static final Set<Tree.Kind> COMPARISONS = EnumSet.of(
            Tree.Kind.LESS_THAN,
            Tree.Kind.LESS_THAN_EQUAL,
            Tree.Kind.GREATER_THAN,
            Tree.Kind.GREATER_THAN_EQUAL,
            Tree.Kind.EQUAL_TO,
            Tree.Kind.NOT_EQUAL_TO);

    private static final Set<TypeKind> WHOLE =
            EnumSet.of(TypeKind.BYTE, TypeKind.CHAR, TypeKind.SHORT, TypeKind.INT, TypeKind.LONG);

    @Override
    public String name() {
        return "off-by-one";
    }

    @Override
    public double prior() {
        return 0.75;
    }

    @Override
    public Example example() {
        return new Example(
                "A position, a count or a bound is one too large or one too small.",
                "int last(int[] a) { return a[a.length]; }",
                "int last(int[] a) { return a[a.length - 1]; }",
                "Only whole numbers; other distances are term-addition's.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        TypeMirror written = in.place().type();
        TypeMirror type = written == null ? null : in.model().plain(written);
        Tree tree = in.place().tree();
        boolean whole = type != null && (type.getKind() == TypeKind.INT || type.getKind() == TypeKind.LONG);
        if (!whole
                || tree instanceof LiteralTree
                || tree.getKind() == Tree.Kind.PARENTHESIZED
                || Precedence.of(tree) == Precedence.ASSIGNMENT
                || Expressions.isTarget(in.place().path())
                || Expressions.isStatement(in.place().path())
                || tree instanceof UnaryTree && tree.getKind() != Tree.Kind.UNARY_MINUS) {
            return;
        }
        Tree parent = in.place().parent();
        boolean term = parent instanceof BinaryTree && Precedence.of(parent).compareTo(Precedence.SHIFT) >= 0;
        double weight = term ? (Precedence.of(parent) == Precedence.ADDITIVE ? 0.2 : 0.6) : 1;
        for (int step : new int[] {-1, 1}) {
            if (!isOtherComparison(in, step)) {
                sink.replace(moved(in, java.util.Objects.requireNonNull(type), step), weight);
            }
        }
    }

    /** {@code n + 1} becomes {@code n + 2} or {@code n}: nobody writes {@code n + 1 - 1}. */
    private static Snippet moved(Ingredients in, TypeMirror type, int step) {
        Tree tree = in.place().tree();
        if (tree instanceof BinaryTree sum && (tree.getKind() == Tree.Kind.PLUS || tree.getKind() == Tree.Kind.MINUS)) {
            boolean minus = tree.getKind() == Tree.Kind.MINUS;
            if (sum.getRightOperand() instanceof LiteralTree literal && literal.getValue() instanceof Integer number) {
                return plus(in, type, sum.getLeftOperand(), (minus ? -number : number) + step);
            }
            if (!minus
                    && sum.getLeftOperand() instanceof LiteralTree literal
                    && literal.getValue() instanceof Integer number) {
                int now = number + step;
                String rest = in.place().file().text(sum.getRightOperand());
                return now == 0
                        ? new Snippet(rest, type, Precedence.of(sum.getRightOperand()), 1)
                        : new Snippet(now + " + " + rest, type, Precedence.ADDITIVE, 1);
            }
        }
        return plus(in, type, tree, step);
    }

    private static Snippet plus(Ingredients in, TypeMirror type, Tree base, int number) {
        Snippet own = new Snippet(in.place().file().text(base), type, Precedence.of(base), 1);
        return number == 0
                ? own
                : new Snippet(
                        own.in(Precedence.ADDITIVE) + (number < 0 ? " - " : " + ") + Math.abs((long) number),
                        type,
                        Precedence.ADDITIVE,
                        1);
    }

    /** {@code a < b + 1} is {@code a <= b}, which relational-operator says, and {@code a - 1 == 0} is {@code a == 1}, which literal-value says. */
    private static boolean isOtherComparison(Ingredients in, int step) {
        TreePath own = in.place().path();
        while (own.getParentPath().getLeaf() instanceof ParenthesizedTree) {
            own = own.getParentPath();
        }
        Tree operand = own.getLeaf();
        if (!(own.getParentPath().getLeaf() instanceof BinaryTree comparison)
                || !COMPARISONS.contains(comparison.getKind())
                || !isWhole(in, own.getParentPath(), comparison)) {
            return false;
        }
        if (comparison.getLeftOperand() instanceof LiteralTree || comparison.getRightOperand() instanceof LiteralTree) {
            return true;
        }
        int right = comparison.getRightOperand() == operand ? step : -step;
        return switch (comparison.getKind()) {
            case LESS_THAN, GREATER_THAN_EQUAL -> right > 0;
            case LESS_THAN_EQUAL, GREATER_THAN -> right < 0;
            default -> false;
        };
    }

    private static boolean isWhole(Ingredients in, TreePath comparison, BinaryTree tree) {
        TypeMirror left = in.model().trees().getTypeMirror(new TreePath(comparison, tree.getLeftOperand()));
        TypeMirror right = in.model().trees().getTypeMirror(new TreePath(comparison, tree.getRightOperand()));
        return left != null && right != null && WHOLE.contains(left.getKind()) && WHOLE.contains(right.getKind());
    }
}
