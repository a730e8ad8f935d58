package dev.fettle.repair.template.rule;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Names;
import dev.fettle.repair.template.source.Variable;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** {@code low} for {@code high}: another variable, field, parameter or constant of the same type. */
final class VariableChoice implements Rule {
    /** {@code for (int j = 0; j < n; i++)} */
    private static final double LOOPS_OWN = 1.3;

    @Override
    public String name() {
        return "variable-choice";
    }

    @Override
    public double prior() {
        return 0.7;
    }

    @Override
    public Example example() {
        return new Example(
                "A variable, field, parameter or constant stands where another one of its type is meant.",
                "int width(int left, int right) { return left - left; }",
                "int width(int left, int right) { return right - left; }",
                "Only what is visible at the place and surely has a value there.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        if (!(tree instanceof IdentifierTree || tree instanceof MemberSelectTree)
                || !(in.place().element() instanceof VariableElement)) {
            return;
        }
        boolean target = Expressions.isTarget(in.place().path());
        TypeMirror wanted = wanted(in, target);
        if (wanted == null) {
            return;
        }
        String old = in.place().text();
        LoopHeader loops = LoopHeader.around(in.place());
        for (Variable variable : in.variables()) {
            boolean fits = target
                    ? variable.assignable() && in.model().fits(wanted, variable.type())
                    : in.model().fits(variable.type(), wanted) || Overloads.take(in, variable.type());
            if (fits && !variable.text().equals(old) && !assignsItself(in, variable.text())) {
                boolean same = in.model().same(variable.type(), in.place().type());
                double alike =
                        Names.opposite(old, variable.text()) ? 1 : 0.75 + 0.25 * Names.likeness(old, variable.text());
                double weight = (same ? 1 : 0.6) * alike * (target ? 0.6 : 1) * agreement(in, variable.text());
                weight = loops.isOwn(variable.text()) ? Math.max(weight, LOOPS_OWN) : weight;
                sink.replace(in.read(variable), weight);
            }
        }
    }

    /** What is put where a like name is asked for is seldom wrong, and a change towards such a name is likely: {@code this.x = x}, {@code f(x)} for a parameter x. */
    private static double agreement(Ingredients in, String other) {
        String asked = in.place().parent() instanceof AssignmentTree assignment
                        && assignment.getVariable() == in.place().tree()
                ? simple(assignment.getExpression().toString())
                : in.place().askedName();
        if (asked.isEmpty()) {
            return 1;
        }
        boolean was = asked.equalsIgnoreCase(simple(in.place().text()));
        boolean is = asked.equalsIgnoreCase(simple(other));
        return was == is ? 1 : was ? 0.4 : 1.4;
    }

    /** {@code this.x} is called x. */
    private static String simple(String name) {
        return name.startsWith("this.") ? name.substring("this.".length()) : name;
    }

    /** {@code x = x} mends nothing. */
    static boolean assignsItself(Ingredients in, String value) {
        return in.place().parent() instanceof AssignmentTree assignment
                && java.util.stream.Stream.of(assignment.getVariable(), assignment.getExpression())
                        .anyMatch(side ->
                                side != in.place().tree() && side.toString().equals(value));
    }

    private static @org.jspecify.annotations.Nullable TypeMirror wanted(Ingredients in, boolean target) {
        if (target && in.place().parent() instanceof AssignmentTree assignment) {
            return in.model()
                    .trees()
                    .getTypeMirror(new com.sun.source.util.TreePath(
                            in.place().path().getParentPath(), assignment.getExpression()));
        }
        return target ? in.place().type() : in.place().wanted();
    }
}
