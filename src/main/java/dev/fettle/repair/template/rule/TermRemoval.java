package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** {@code a + b} for {@code a + b + 1}, {@code x} for {@code f(x)}: a part too much. */
final class TermRemoval implements Rule {
    @Override
    public String name() {
        return "term-removal";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A term, a condition's part, a call around an expression or one way of a choice is too much.",
                "int width(int from, int to) { return to - from + 1; }",
                "int width(int from, int to) { return to - from; }",
                "What is left must have a type that fits.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        TypeMirror wanted = in.place().wanted();
        if (wanted == null || Expressions.isStatement(in.place().path())) {
            return;
        }
        List<ExpressionTree> parts = new ArrayList<>();
        if (tree instanceof BinaryTree binary) {
            parts.add(binary.getLeftOperand());
            parts.add(binary.getRightOperand());
        } else if (tree instanceof UnaryTree unary && Precedence.of(tree) == Precedence.UNARY) {
            parts.add(unary.getExpression());
        } else if (tree instanceof ConditionalExpressionTree choice) {
            parts.add(choice.getTrueExpression());
            parts.add(choice.getFalseExpression());
        } else if (tree instanceof MethodInvocationTree call) {
            if (call.getMethodSelect() instanceof MemberSelectTree member
                    && !(in.place().element(member.getExpression()) instanceof TypeElement)) {
                parts.add(member.getExpression());
            }
            parts.addAll(call.getArguments());
        } else if (tree instanceof NewClassTree made && made.getClassBody() == null) {
            parts.addAll(made.getArguments());
        } else if (tree instanceof TypeCastTree cast) {
            parts.add(cast.getExpression());
        }
        boolean logical =
                tree instanceof BinaryTree && in.model().isBoolean(in.place().type());
        for (ExpressionTree part : parts) {
            TypeMirror type = in.place().type(part);
            boolean fits = in.model().fits(type, wanted)
                    && !(in.model().isNumber(in.place().type()) && !in.model().isNumeric(type));
            if (type != null && fits) {
                String text = in.place().file().text(part);
                sink.replace(new Snippet(text, type, Precedence.of(part), 1), logical ? 0.6 : 0.8, Trait.DELETES);
            }
        }
    }
}
