package dev.fettle.repair.template.rule;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import javax.lang.model.type.TypeMirror;

/** Any expression for another one that exists and fits: a field, an element, a getter, a call, what stands elsewhere in the method. */
final class ValueChoice implements Rule {
    @Override
    public String name() {
        return "value-choice";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A whole expression (receiver, method and arguments together) where another one that is at hand was meant.",
                "int tail(java.util.List<Integer> xs, int n) { for (int i = 0; i < n; i++) { if (i == xs.size() - 1) { return i; } } return n; }",
                "int tail(java.util.List<Integer> xs, int n) { for (int i = 0; i < n; i++) { if (i == xs.size() - 1) { return xs.get(i); } } return n; }",
                "Expressions at hand, or one step away from a variable; lambdas stay as they are.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        TypeMirror wanted = in.place().wanted();
        if (!in.place().isExpression()
                || wanted == null
                || tree.getKind() == Tree.Kind.PARENTHESIZED
                || tree.getKind() == Tree.Kind.LAMBDA_EXPRESSION
                || Precedence.of(tree) == Precedence.ASSIGNMENT
                || Expressions.isTarget(in.place().path())
                || Expressions.isStatement(in.place().path())) {
            return;
        }
        boolean condition = in.model().isBoolean(wanted) && !(tree instanceof LiteralTree);
        boolean whole = ConditionChange.isLoopCondition(in.place().path())
                || ConditionChange.isIfCondition(in.place().path());
        for (Snippet value : in.values(wanted)) {
            if (value.text().equals(in.place().text())
                    || VariableChoice.assignsItself(in, value.text())
                    || condition && value.text().equals("null")
                    || whole && (value.text().equals("true") || value.text().equals("false"))) {
                continue;
            }
            boolean constant = Literals.looksConstant(value.text());
            boolean same = in.model().same(value.type(), in.place().type());
            double weight = (constant ? 0.45 : 0.8) * (same ? 1 : 0.7) * simplicity(in, value);
            if (constant) {
                sink.replace(value, weight, Trait.CONSTANT);
            } else {
                sink.replace(value, weight);
            }
        }
    }

    /** Large expressions are seldom wholly wrong, and new ones seldom have nothing of the old. */
    private static double simplicity(Ingredients in, Snippet value) {
        String old = in.place().text();
        double size = old.length() <= 20 ? 1 : Math.max(0.3, 20.0 / old.length());
        double shared = dev.fettle.repair.template.source.Names.likeness(old, value.text());
        return size * (0.6 + 0.4 * shared);
    }
}
