package dev.fettle.repair.template.rule;

import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import java.util.List;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code low + (high - low) / 2} for {@code (high - low) / 2}: a term that is missing. */
final class TermAddition implements Rule {
    /** A square is forgotten oftener than the product of any two values. */
    private static final double SQUARE = 0.9;

    /** How near the number two is, which need not stand anywhere. */
    private static final double TWO = 0.6;

    @Override
    public String name() {
        return "term-addition";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "A term or factor is missing: a value at hand must be added, taken away, multiplied or appended.",
                "double norm(double x, double y) { return Math.sqrt(x + y * y); }",
                "double norm(double x, double y) { return Math.sqrt(x * x + y * y); }",
                "One value at hand, or the number two, and one operator.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        TypeMirror written = in.place().type();
        @Nullable TypeMirror type = written == null ? null : in.model().plain(written);
        if (type == null
                || tree instanceof LiteralTree && !in.model().isString(type)
                || tree.getKind() == Tree.Kind.PARENTHESIZED
                || Precedence.of(tree) == Precedence.ASSIGNMENT
                || Expressions.isTarget(in.place().path())
                || Expressions.isStatement(in.place().path())) {
            return;
        }
        boolean number = in.model().isNumber(type) && type.getKind() != TypeKind.CHAR;
        boolean text = in.model().isString(type);
        if (!number && !text) {
            return;
        }
        Snippet own = new Snippet(in.place().text(), type, Precedence.of(tree), 1);
        List<Snippet> values = in.values(type).stream()
                .filter(value -> !Literals.looksConstant(value.text())
                        || text && value.text().startsWith("\""))
                .filter(value -> value.precedence().compareTo(Precedence.UNARY) >= 0)
                .limit(16)
                .toList();
        String additive = own.in(Precedence.ADDITIVE);
        String factor = own.in(Precedence.MULTIPLICATIVE);
        if (number) {
            twos(in, sink, factor, type);
        }
        for (Snippet value : values) {
            boolean itself = value.text().equals(own.text());
            String right = value.in(Precedence.MULTIPLICATIVE);
            add(sink, additive + " + " + right, type, Precedence.ADDITIVE, value.nearness(), 0.8);
            if (text) {
                add(
                        sink,
                        right + " + " + own.in(Precedence.MULTIPLICATIVE),
                        type,
                        Precedence.ADDITIVE,
                        value.nearness(),
                        0.6);
            } else {
                add(
                        sink,
                        factor + " * " + value.in(Precedence.UNARY),
                        type,
                        Precedence.MULTIPLICATIVE,
                        value.nearness(),
                        itself ? SQUARE : 0.5);
                if (itself) {
                    continue; // v - v, v / v and v % v are constants
                }
                add(sink, additive + " - " + right, type, Precedence.ADDITIVE, value.nearness(), 0.8);
                add(
                        sink,
                        factor + " / " + value.in(Precedence.UNARY),
                        type,
                        Precedence.MULTIPLICATIVE,
                        value.nearness(),
                        0.3);
                if (in.model().isIntegral(type)) {
                    add(
                            sink,
                            factor + " % " + value.in(Precedence.UNARY),
                            type,
                            Precedence.MULTIPLICATIVE,
                            value.nearness(),
                            0.4);
                }
            }
        }
    }

    /** Half of it or twice: of a triangle's area, of a mean, of a sum in which each counts twice. Where a fraction is wanted whole numbers must not be halved as such. */
    private static void twos(Ingredients in, Sink sink, String factor, TypeMirror type) {
        TypeMirror wanted = in.place().wanted();
        TypeMirror half = type;
        String two = "2";
        if (wanted != null && in.model().isIntegral(type)) {
            if (wanted.getKind() == TypeKind.DOUBLE || wanted.getKind() == TypeKind.FLOAT) {
                half = wanted;
                two = wanted.getKind() == TypeKind.DOUBLE ? "2.0" : "2.0f";
            }
        }
        add(sink, factor + " / " + two, half, Precedence.MULTIPLICATIVE, TWO, 0.4);
        add(sink, factor + " * 2", type, Precedence.MULTIPLICATIVE, TWO, 0.3);
    }

    private static void add(
            Sink sink, String text, TypeMirror type, Precedence precedence, double nearness, double weight) {
        sink.replace(new Snippet(text, type, precedence, nearness), weight);
    }
}
