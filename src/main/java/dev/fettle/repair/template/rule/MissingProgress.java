package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.LoopMoves;
import dev.fettle.repair.template.source.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** {@code i++;} at the end of a loop that asks {@code i < n} for ever. */
final class MissingProgress implements Rule {
    private static final Set<Tree.Kind> BELOW = Set.of(Tree.Kind.LESS_THAN, Tree.Kind.LESS_THAN_EQUAL);
    private static final Set<Tree.Kind> ABOVE = Set.of(Tree.Kind.GREATER_THAN, Tree.Kind.GREATER_THAN_EQUAL);

    @Override
    public String name() {
        return "missing-progress";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A loop changes nothing of what its condition asks: the step is missing, or both steps where two indices walk towards each other.",
                "boolean same(int[] a) {\n    int i = 0;\n    int j = a.length - 1;\n    while (i < j) {\n        if (a[i] != a[j]) {\n            return false;\n        }\n    }\n    return true;\n}",
                "boolean same(int[] a) {\n    int i = 0;\n    int j = a.length - 1;\n    while (i < j) {\n        if (a[i] != a[j]) {\n            return false;\n        }\n        i++;\n        j--;\n    }\n    return true;\n}",
                "Variables that the condition compares; a step of one, a digit less, the next element of a chain.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        TreePath last = lastOfBody(in.place().path());
        ExpressionTree condition = condition(in.place().tree());
        if (last == null || condition == null) {
            return;
        }
        LoopMoves moves = LoopMoves.of(in.place().path());
        if (moves.anyIn(condition)) {
            return;
        }
        for (BinaryTree asked : Expressions.conjuncts(condition)) {
            steps(in, asked, moves).forEach(lines -> sink.after(last, lines, 1, 1));
        }
    }

    private static @Nullable ExpressionTree condition(Tree tree) {
        return switch (tree.getKind()) {
            case WHILE_LOOP -> ((WhileLoopTree) tree).getCondition();
            case DO_WHILE_LOOP -> ((DoWhileLoopTree) tree).getCondition();
            case FOR_LOOP -> ((ForLoopTree) tree).getCondition();
            default -> null;
        };
    }

    private static @Nullable TreePath lastOfBody(TreePath loop) {
        StatementTree body = switch (loop.getLeaf().getKind()) {
            case WHILE_LOOP -> ((WhileLoopTree) loop.getLeaf()).getStatement();
            case DO_WHILE_LOOP -> ((DoWhileLoopTree) loop.getLeaf()).getStatement();
            case FOR_LOOP -> ((ForLoopTree) loop.getLeaf()).getStatement();
            default -> null;
        };
        if (body instanceof BlockTree block && !block.getStatements().isEmpty()) {
            StatementTree last = block.getStatements().get(block.getStatements().size() - 1);
            return Flow.leaves(last) ? null : new TreePath(new TreePath(loop, block), last);
        }
        return body == null || body instanceof BlockTree || Flow.leaves(body) ? null : new TreePath(loop, body);
    }

    private static List<List<String>> steps(Ingredients in, BinaryTree asked, LoopMoves moves) {
        List<List<String>> steps = new ArrayList<>();
        Tree.Kind kind = asked.getKind();
        Optional<Variable> left = moved(in, asked.getLeftOperand());
        Optional<Variable> right = moved(in, asked.getRightOperand());
        if (kind == Tree.Kind.NOT_EQUAL_TO && left.isPresent() && isChained(in, left.get())) {
            return chain(in, left.get());
        }
        Optional<Variable> number = left.filter(variable -> in.model().isNumeric(variable.type()));
        Optional<Variable> other = right.filter(variable -> in.model().isNumeric(variable.type()));
        if (BELOW.contains(kind)) {
            walk(number, "++;", other, "--;", steps);
        } else if (ABOVE.contains(kind)) {
            walk(number, "--;", other, "++;", steps);
        } else if (kind == Tree.Kind.NOT_EQUAL_TO) {
            walk(number, "++;", other, "--;", steps);
            walk(number, "--;", other, "++;", steps);
        }
        number.ifPresent(variable -> moves.divisors(variable.text())
                .forEach(divisor -> steps.add(0, List.of(variable.text() + " /= " + divisor + ";"))));
        return steps;
    }

    /** One step, the other, or both. */
    private static void walk(
            Optional<Variable> one, String step, Optional<Variable> two, String back, List<List<String>> steps) {
        List<String> both = new ArrayList<>();
        one.ifPresent(variable -> both.add(variable.text() + step));
        two.ifPresent(variable -> both.add(variable.text() + back));
        both.forEach(single -> steps.add(List.of(single)));
        if (both.size() > 1) {
            steps.add(both);
        }
    }

    private static Optional<Variable> moved(Ingredients in, ExpressionTree side) {
        return side instanceof IdentifierTree name
                ? in.variables().stream()
                        .filter(variable ->
                                variable.assignable() && name.getName().contentEquals(variable.text()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isChained(Ingredients in, Variable variable) {
        return in.model().isReference(variable.type()) && !in.model().isNumeric(variable.type());
    }

    /** The fields of an element that hold another one. */
    private static List<List<String>> chain(Ingredients in, Variable element) {
        return in.model().fields(element.type(), in.place().visible().innermost()).stream()
                .filter(field -> !field.getModifiers().contains(Modifier.STATIC)
                        && in.model().same(field.asType(), element.type()))
                .map(field -> List.of(element.text() + " = " + element.text() + "." + field.getSimpleName() + ";"))
                .toList();
    }
}
