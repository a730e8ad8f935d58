package dev.fettle.repair.template.rule;

import com.sun.source.tree.UnaryTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import java.util.ArrayList;
import java.util.List;

/** {@code i++} for {@code i--}, {@code i++} for {@code ++i}, a sign too many or too few. */
final class Increment implements Rule {
    @Override
    public String name() {
        return "increment";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "Counting the wrong way, or before instead of after the use.",
                "int next(int[] a, int[] at) { return a[++at[0]]; }",
                "int next(int[] a, int[] at) { return a[at[0]++]; }",
                "A missing count is loop-variable-update's or missing-statement's.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof UnaryTree tree)) {
            return;
        }
        String target = in.place().file().text(tree.getExpression());
        List<String> forms = new ArrayList<>();
        switch (tree.getKind()) {
            case POSTFIX_INCREMENT -> forms.addAll(List.of(target + "--", "++" + target));
            case POSTFIX_DECREMENT -> forms.addAll(List.of(target + "++", "--" + target));
            case PREFIX_INCREMENT -> forms.addAll(List.of("--" + target, target + "++"));
            case PREFIX_DECREMENT -> forms.addAll(List.of("++" + target, target + "--"));
            case UNARY_MINUS -> {
                sink.replace(tree, target, 0.6, 1);
                return;
            }
            default -> {
                return;
            }
        }
        sink.replace(tree, forms.get(0), 0.8, 1);
        if (!Expressions.isStatement(in.place().path())) {
            sink.replace(tree, forms.get(1), 0.8, 1);
        }
    }
}
