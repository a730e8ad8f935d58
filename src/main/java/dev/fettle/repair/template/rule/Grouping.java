package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code (a + b) / 2} for {@code a + b / 2}. */
final class Grouping implements Rule {
    private static final int MOST_OPERANDS = 8;
    private static final Set<Tree.Kind> GROUPED = EnumSet.of(
            Tree.Kind.PLUS,
            Tree.Kind.MINUS,
            Tree.Kind.MULTIPLY,
            Tree.Kind.DIVIDE,
            Tree.Kind.REMAINDER,
            Tree.Kind.CONDITIONAL_AND,
            Tree.Kind.CONDITIONAL_OR);

    private static final Set<Tree.Kind> TIGHT = EnumSet.of(Tree.Kind.MULTIPLY, Tree.Kind.DIVIDE, Tree.Kind.REMAINDER);

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
                "Neighbouring operators of numbers, or of conditions, at most eight operands.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        boolean plain = in.model().isNumber(in.place().type())
                || in.model().isBoolean(in.place().type());
        if (!(tree instanceof BinaryTree outer) || !plain) {
            return;
        }
        if (!GROUPED.contains(in.place().parent().getKind())) {
            group(in, sink, outer);
        }
        unwrap(in, sink, outer, outer.getLeftOperand());
        unwrap(in, sink, outer, outer.getRightOperand());
    }

    /** Parentheses around every run of neighbours that would bind otherwise with them. */
    private static void group(Ingredients in, Sink sink, BinaryTree whole) {
        List<ExpressionTree> operands = new ArrayList<>();
        List<Tree.Kind> operators = new ArrayList<>();
        Set<List<ExpressionTree>> bound = new HashSet<>();
        flatten(whole, operands, operators, bound);
        if (operands.size() < 3 || operands.size() > MOST_OPERANDS || !ofOneSort(in, operands)) {
            return;
        }
        SourceFile file = in.place().file();
        for (int from = 0; from < operands.size() - 1; from++) {
            for (int to = from + 1; to < operands.size(); to++) {
                ExpressionTree first = operands.get(from);
                ExpressionTree last = operands.get(to);
                if (!bound.contains(List.of(first, last)) && matters(operators, from, to)) {
                    sink.edits(
                            List.of(
                                    sink.change(file.start(first), file.start(first), "("),
                                    sink.change(file.end(last), file.end(last), ")")),
                            1,
                            1,
                            "'" + file.text().substring(file.start(first), file.end(last)) + "' is grouped");
                }
            }
        }
    }

    /** The operands and operators of nested binary expressions as they stand in the line, and the ends of what is bound already. */
    private static void flatten(
            ExpressionTree tree,
            List<ExpressionTree> operands,
            List<Tree.Kind> operators,
            Set<List<ExpressionTree>> bound) {
        if (!(tree instanceof BinaryTree binary) || !GROUPED.contains(tree.getKind())) {
            operands.add(tree);
            return;
        }
        int from = operands.size();
        flatten(binary.getLeftOperand(), operands, operators, bound);
        operators.add(binary.getKind());
        flatten(binary.getRightOperand(), operands, operators, bound);
        bound.add(List.of(operands.get(from), operands.get(operands.size() - 1)));
    }

    private static boolean ofOneSort(Ingredients in, List<ExpressionTree> operands) {
        return operands.stream()
                        .allMatch(operand -> in.model().isNumber(in.place().type(operand)))
                || operands.stream()
                        .allMatch(operand -> in.model().isBoolean(in.place().type(operand)));
    }

    /** Whether one of the operators before, in and after the run binds otherwise than the others, or is one where order matters. */
    private static boolean matters(List<Tree.Kind> operators, int from, int to) {
        Set<Tree.Kind> kinds =
                new HashSet<>(operators.subList(Math.max(0, from - 1), Math.min(operators.size(), to + 1)));
        Tree.Kind before = from == 0 ? null : operators.get(from - 1);
        return kinds.size() > 1
                || before == Tree.Kind.MINUS
                || before == Tree.Kind.DIVIDE
                || before == Tree.Kind.REMAINDER;
    }

    private static void unwrap(Ingredients in, Sink sink, BinaryTree outer, ExpressionTree operand) {
        if (operand instanceof ParenthesizedTree group
                && group.getExpression() instanceof BinaryTree inner
                && !leavesLiterals(outer, group, inner)
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

    /** Whether without the parentheses the operation around them would be left with two literals: nobody writes {@code x - 'a' % 26}. */
    private static boolean leavesLiterals(BinaryTree outer, ParenthesizedTree group, BinaryTree inner) {
        if (!TIGHT.contains(outer.getKind()) || TIGHT.contains(inner.getKind())) {
            return false;
        }
        boolean first = outer.getLeftOperand() == group;
        return Expressions.isLiteral(first ? inner.getRightOperand() : inner.getLeftOperand())
                && Expressions.isLiteral(first ? outer.getRightOperand() : outer.getLeftOperand());
    }
}
