package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code (a + b) / 2} for {@code a + b / 2}. */
final class Grouping implements Rule {
    @Override
    public String name() {
        return "grouping";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "Operators bind otherwise than meant: parentheses are missing, too many, or around the wrong part.",
                "int middle(int a, int b) { return a + b / 2; }",
                "int middle(int a, int b) { return (a + b) / 2; }",
                "Two neighbouring operators of numbers or of conditions.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        boolean plain = in.model().isNumber(in.place().type())
                || in.model().isBoolean(in.place().type());
        if (!(tree instanceof BinaryTree outer) || !plain) {
            return;
        }
        if (outer.getRightOperand() instanceof BinaryTree right) {
            around(in, sink, outer.getLeftOperand(), right.getLeftOperand(), outer, right);
        }
        if (outer.getLeftOperand() instanceof BinaryTree left) {
            around(in, sink, left.getRightOperand(), outer.getRightOperand(), outer, left);
        }
        unwrap(in, sink, outer.getLeftOperand());
        unwrap(in, sink, outer.getRightOperand());
    }

    private static void around(
            Ingredients in, Sink sink, ExpressionTree from, ExpressionTree to, BinaryTree outer, BinaryTree inner) {
        if (outer.getKind() == inner.getKind()) {
            return;
        }
        boolean numbers = Stream.of(
                        outer.getLeftOperand(),
                        outer.getRightOperand(),
                        inner.getLeftOperand(),
                        inner.getRightOperand())
                .allMatch(part -> in.model().isNumber(in.place().type(part)));
        boolean conditions = Stream.of(
                        outer.getLeftOperand(),
                        outer.getRightOperand(),
                        inner.getLeftOperand(),
                        inner.getRightOperand())
                .allMatch(part -> in.model().isBoolean(in.place().type(part)));
        boolean same = numbers
                && in.model().isNumber(in.place().type(outer))
                && in.model().isNumber(in.place().type(inner));
        if (!same && !conditions) {
            return;
        }
        SourceFile file = in.place().file();
        sink.edits(
                List.of(
                        sink.change(file.start(from), file.start(from), "("),
                        sink.change(file.end(to), file.end(to), ")")),
                1,
                1,
                "'" + file.text().substring(file.start(from), file.end(to)) + "' is grouped");
    }

    private static void unwrap(Ingredients in, Sink sink, ExpressionTree operand) {
        if (operand instanceof ParenthesizedTree group
                && group.getExpression() instanceof BinaryTree
                && in.model().isNumber(in.place().type(operand))
                        == in.model().isNumber(in.place().type())) {
            SourceFile file = in.place().file();
            List<Edit> edits = new ArrayList<>(List.of(
                    sink.change(file.start(group), file.start(group) + 1, ""),
                    sink.change(file.end(group) - 1, file.end(group), "")));
            edits.sort(Comparator.comparingInt(Edit::start));
            sink.edits(edits, 0.7, 1, "'" + file.text(group) + "' loses its parentheses");
        }
    }
}
