package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** {@code a[n]} for {@code a[n - 1]}. */
final class OffByOne implements Rule {
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
        TypeMirror type = in.place().type();
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
        String text = in.place().text();
        Snippet own = new Snippet(text, java.util.Objects.requireNonNull(type), Precedence.of(tree), 1);
        String base = own.in(Precedence.ADDITIVE);
        sink.replace(new Snippet(base + " - 1", own.type(), Precedence.ADDITIVE, 1), weight);
        sink.replace(new Snippet(base + " + 1", own.type(), Precedence.ADDITIVE, 1), weight);
    }
}
