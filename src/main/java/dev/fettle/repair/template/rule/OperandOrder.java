package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeMirror;

/** {@code b - a} for {@code a - b}, {@code b.compareTo(a)} for {@code a.compareTo(b)}. */
final class OperandOrder implements Rule {
    @Override
    public String name() {
        return "operand-order";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "The two sides of an operator, or a call's receiver and its argument, stand in each other's place; a comparison that sorts the wrong way.",
                "int byLength(String a, String b) { return Integer.valueOf(b.length()).compareTo(a.length()); }",
                "int byLength(String a, String b) { return Integer.valueOf(a.length()).compareTo(b.length()); }",
                "Only sides of types that fit each other's place.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        if (tree instanceof BinaryTree binary) {
            sides(in, sink, binary);
        } else if (tree instanceof MethodInvocationTree call
                && call.getArguments().size() == 1
                && call.getMethodSelect() instanceof MemberSelectTree select
                && in.place().element() instanceof ExecutableElement callee
                && !callee.getModifiers().contains(Modifier.STATIC)) {
            receiver(in, sink, call, select);
        }
    }

    private static void sides(Ingredients in, Sink sink, BinaryTree tree) {
        boolean matters = switch (tree.getKind()) {
            case MINUS,
                    DIVIDE,
                    REMAINDER,
                    LEFT_SHIFT,
                    RIGHT_SHIFT,
                    UNSIGNED_RIGHT_SHIFT,
                    CONDITIONAL_AND,
                    CONDITIONAL_OR -> true;
            case PLUS -> in.model().isString(in.place().type());
            default -> false;
        };
        if (matters) {
            swap(in, sink, tree.getLeftOperand(), tree.getRightOperand(), Precedence.of(tree));
        }
    }

    private static void receiver(Ingredients in, Sink sink, MethodInvocationTree call, MemberSelectTree select) {
        ExpressionTree argument = call.getArguments().get(0);
        TypeMirror receiver = in.place().type(select.getExpression());
        if (receiver == null) {
            // A class's name or a made-up receiver: see whether the receiver's own argument can change places.
            return;
        }
        if (in.model().fits(in.place().type(argument), receiver)
                && !in.model().isNumber(in.place().type(argument))) {
            SourceFile file = in.place().file();
            TypeMirror type = in.place().type(argument);
            String left = new Snippet(
                            file.text(argument), java.util.Objects.requireNonNull(type), Precedence.of(argument), 1)
                    .in(Precedence.PRIMARY);
            exchange(file, sink, select.getExpression(), left, argument, file.text(select.getExpression()));
        }
        if (select.getExpression() instanceof MethodInvocationTree inner
                && inner.getArguments().size() == 1) {
            ExpressionTree innerArgument = inner.getArguments().get(0);
            if (in.model().same(in.place().type(innerArgument), in.place().type(argument))
                    || in.model().isInt(in.place().type(innerArgument))
                            && in.model().isInt(in.place().type(argument))) {
                SourceFile file = in.place().file();
                exchange(file, sink, innerArgument, file.text(argument), argument, file.text(innerArgument));
            }
        }
    }

    private static void swap(Ingredients in, Sink sink, ExpressionTree one, ExpressionTree two, Precedence around) {
        SourceFile file = in.place().file();
        TypeMirror left = in.place().type(one);
        TypeMirror right = in.place().type(two);
        if (left != null && right != null) {
            String first = new Snippet(file.text(two), right, Precedence.of(two), 1).in(around);
            String second = new Snippet(file.text(one), left, Precedence.of(one), 1).in(around.stronger());
            exchange(file, sink, one, first, two, second);
        }
    }

    private static void exchange(
            SourceFile file, Sink sink, ExpressionTree one, String first, ExpressionTree two, String second) {
        sink.edits(
                List.of(
                        sink.change(file.start(one), file.end(one), first),
                        sink.change(file.start(two), file.end(two), second)),
                1,
                1,
                "'" + file.text(one) + "' and '" + file.text(two) + "' change places");
    }
}
