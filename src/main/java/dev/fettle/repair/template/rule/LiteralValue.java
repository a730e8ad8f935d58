package dev.fettle.repair.template.rule;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.NoEffect;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.lang.model.type.TypeMirror;

/** {@code 0} for {@code 1}, {@code false} for {@code true}, the neighbour's text. */
final class LiteralValue implements Rule {
    /** For the very text that a failing test asks for. */
    private static final double EXPECTED = 1.3;

    /** A number by which an operation does nothing is surely wrong. */
    private static final double DOES_NOTHING = 2;

    @Override
    public String name() {
        return "literal-value";
    }

    @Override
    public double prior() {
        return 0.65;
    }

    @Override
    public Example example() {
        return new Example(
                "A wrong literal: one off, the wrong sign, zero for one, the type's extreme missing, true for false, or another text of the class.",
                "int largest(int[] a) { int best = 0; for (int x : a) { best = Math.max(best, x); } return best; }",
                "int largest(int[] a) { int best = Integer.MIN_VALUE; for (int x : a) { best = Math.max(best, x); } return best; }",
                "Texts and characters come from the same file, and from the one stretch in which a text that a test met differs from the one it expected.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        TypeMirror type = in.place().type();
        if (!(in.place().tree() instanceof LiteralTree literal)
                || type == null
                || literal.getValue() == null
                || ConditionChange.isLoopCondition(in.place().path())) {
            return;
        }
        Map<String, Double> others = new LinkedHashMap<>();
        Object value = literal.getValue();
        if (value instanceof Boolean flag) {
            others.put(String.valueOf(!flag), 1.0);
        } else if (value instanceof Integer number) {
            whole(others, number, in);
        } else if (value instanceof Long number) {
            others.put((number + 1) + "L", 0.7);
            others.put((number - 1) + "L", 0.7);
            others.put("Long.MAX_VALUE", 0.3);
            others.put("Long.MIN_VALUE", 0.3);
        } else if (value instanceof Double) {
            others.putAll(Map.of("0.0", 0.6, "1.0", 0.6, "Double.MAX_VALUE", 0.3, "Double.NaN", 0.3));
            others.put("Double.POSITIVE_INFINITY", 0.35);
            others.put("Double.NEGATIVE_INFINITY", 0.35);
        } else if (value instanceof String text) {
            in.hints()
                    .texts()
                    .forEach(difference -> difference
                            .mend(text)
                            .ifPresent(mended ->
                                    others.put(in.model().elements().getConstantExpression(mended), EXPECTED)));
            others.put("\"\"", 0.4);
            others.put("\" \"", 0.2);
            others.put("null", 0.4);
        }
        for (Snippet known : in.literals(type)) {
            if (in.place().tree().getKind() != Tree.Kind.BOOLEAN_LITERAL) {
                others.putIfAbsent(known.text(), 0.5);
            }
        }
        double idle = NoEffect.by(in.place().parent(), literal) ? DOES_NOTHING : 1;
        others.forEach((text, weight) -> sink.replace(
                new Snippet(text, type, text.startsWith("-") ? Precedence.UNARY : Precedence.PRIMARY, 1),
                weight * idle,
                Trait.CONSTANT));
    }

    /** The first value of a running extremum is the far end of the type; another number serves only for what the tests happen to bring. */
    private static void beyondAll(Map<String, Double> others, Extremum extremum) {
        if (extremum != Extremum.NONE) {
            others.replaceAll((text, weight) -> weight * 0.3);
            others.put(extremum == Extremum.LARGEST ? "Integer.MIN_VALUE" : "Integer.MAX_VALUE", 1.0);
        }
    }

    private static void whole(Map<String, Double> others, int number, Ingredients in) {
        others.put(String.valueOf(number + 1), 0.9);
        others.put(String.valueOf(number - 1), 0.9);
        if (number != 0) {
            others.put(
                    String.valueOf(-number),
                    NoEffect.by(in.place().parent(), in.place().tree()) ? 0.9 : 0.5);
            others.put("0", 0.6);
        }
        TypeMirror wanted = in.place().wanted();
        if (number == 0 && (wanted == null || wanted.getKind() != javax.lang.model.type.TypeKind.CHAR)) {
            others.put("Integer.MIN_VALUE", 0.4);
            others.put("Integer.MAX_VALUE", 0.4);
        }
        others.put(String.valueOf(number * 2), 0.2);
        if (number % 2 == 0 && number != 0) {
            others.put(String.valueOf(number / 2), 0.2);
        }
        beyondAll(others, Extremum.begunAt(in.place()));
    }
}
