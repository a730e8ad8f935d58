package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import javax.lang.model.type.TypeMirror;

/** {@code if (!done)} for {@code if (done)}. */
final class ConditionNegation implements Rule {
    @Override
    public String name() {
        return "condition-negation";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A condition, or a part of one, means its opposite.",
                "boolean usable(java.util.List<String> xs) { return xs != null && xs.isEmpty(); }",
                "boolean usable(java.util.List<String> xs) { return xs != null && !xs.isEmpty(); }",
                "Comparisons are turned by relational-operator.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        TypeMirror type = in.place().type();
        if (!in.model().isBoolean(type)
                || type == null
                || tree.getKind() == Tree.Kind.PARENTHESIZED
                || tree.getKind() == Tree.Kind.BOOLEAN_LITERAL
                || Precedence.of(tree) == Precedence.ASSIGNMENT
                || Precedence.of(tree) == Precedence.LAMBDA
                || Expressions.isTarget(in.place().path())
                || Expressions.isStatement(in.place().path())) {
            return;
        }
        if (tree instanceof UnaryTree unary && tree.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
            ExpressionTree inner = Expressions.bare(unary.getExpression());
            sink.replace(new Snippet(in.place().file().text(inner), type, Precedence.of(inner), 1), 1);
            return;
        }
        Precedence precedence = Precedence.of(tree);
        if (precedence == Precedence.EQUALITY
                || precedence == Precedence.RELATIONAL && tree.getKind() != Tree.Kind.INSTANCE_OF) {
            return;
        }
        Snippet own = new Snippet(in.place().text(), type, precedence, 1);
        boolean whole = precedence == Precedence.PRIMARY || precedence == Precedence.RELATIONAL;
        sink.replace(new Snippet("!" + own.in(Precedence.UNARY), type, Precedence.UNARY, 1), whole ? 1 : 0.5);
    }
}
