package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import javax.lang.model.element.ExecutableElement;

/** {@code copy(to, from)} for {@code copy(from, to)}. */
final class ArgumentOrder implements Rule {
    @Override
    public String name() {
        return "argument-order";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "Two arguments of a call stand in each other's place.",
                "int power(int b, int e) { return e == 0 ? 1 : b * power(e - 1, b); }",
                "int power(int b, int e) { return e == 0 ? 1 : b * power(b, e - 1); }",
                "Exactly two arguments change places.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        List<? extends ExpressionTree> arguments = tree instanceof MethodInvocationTree call
                ? call.getArguments()
                : tree instanceof NewClassTree made ? made.getArguments() : List.of();
        if (arguments.size() < 2 || !(in.place().element() instanceof ExecutableElement callee)) {
            return;
        }
        SourceFile file = in.place().file();
        int fixed = callee.isVarArgs()
                ? callee.getParameters().size() - 1
                : callee.getParameters().size();
        for (int i = 0; i < arguments.size(); i++) {
            for (int j = i + 1; j < Math.min(arguments.size(), fixed); j++) {
                ExpressionTree one = arguments.get(i);
                ExpressionTree two = arguments.get(j);
                if (in.model()
                                .fits(
                                        in.place().type(one),
                                        callee.getParameters().get(j).asType())
                        && in.model()
                                .fits(
                                        in.place().type(two),
                                        callee.getParameters().get(i).asType())
                        && !file.text(one).equals(file.text(two))) {
                    sink.edits(
                            List.of(
                                    sink.change(file.start(one), file.end(one), file.text(two)),
                                    sink.change(file.start(two), file.end(two), file.text(one))),
                            j == i + 1 ? 1 : 0.7,
                            1,
                            "'" + file.text(one) + "' and '" + file.text(two) + "' change places");
                }
            }
        }
    }
}
