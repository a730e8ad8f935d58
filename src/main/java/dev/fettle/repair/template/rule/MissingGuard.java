package dev.fettle.repair.template.rule;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Conditions;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.Snippet;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code if (s == null) { return ""; }} before the use. */
final class MissingGuard implements Rule {
    private static final int MOST_CONDITIONS = 60;
    private static final int MOST_RESULTS = 14;

    /** For a guard against just what the place threw for in a failing test. */
    private static final double AGAINST_CRASH = 1.6;

    @Override
    public String name() {
        return "missing-guard";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A special case (null, empty, zero, a bound) is not caught before the general one: the method should return, or the loop go on or end.",
                "int first(java.util.List<Integer> xs) {\n    return xs.get(0);\n}",
                "int first(java.util.List<Integer> xs) {\n    if (xs.isEmpty()) {\n        return 0;\n    }\n    return xs.get(0);\n}",
                "What is returned is a value at hand or a usual default; exceptions are expected-exception's.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!guardable(place)) {
            return;
        }
        TreePath statement = place.path();
        String unit = place.file().indentUnit();
        List<Way> ways = ways(in, statement);
        in.atoms().stream().limit(MOST_CONDITIONS).forEach(atom -> {
            for (Way way : ways) {
                double nearness = atom.nearness() * way.nearness();
                if (nearness > 0.12) {
                    sink.before(
                            statement,
                            List.of("if (" + atom.text() + ") {", unit + way.text(), "}"),
                            way.weight() * against(in, atom),
                            nearness,
                            Trait.LEAVES);
                }
            }
        });
    }

    private static double against(Ingredients in, Snippet condition) {
        return leavingFor(condition) * (in.answersCrash(condition.text()) ? AGAINST_CRASH : 1);
    }

    /** One leaves for the special case, hardly for the usual one. */
    static double leavingFor(Snippet condition) {
        return Conditions.caseOf(condition.text()) == Conditions.Case.USUAL ? 0.5 : 1;
    }

    /** A way to leave. */
    private record Way(String text, double weight, double nearness) {}

    static boolean guardable(Place place) {
        Tree tree = place.tree();
        return place.isStatement()
                && Sink.inList(place.path())
                && !(tree instanceof VariableTree && place.method() == null)
                && tree.getKind() != Tree.Kind.CLASS
                && tree.getKind() != Tree.Kind.BREAK
                && tree.getKind() != Tree.Kind.CONTINUE
                && !startsConstructor(place);
    }

    /** Nothing may stand before {@code this(...)} or {@code super(...)}. */
    static boolean startsConstructor(Place place) {
        MethodTree method = place.method();
        return method != null && method.getReturnType() == null && place.text().matches("(?s)(this|super)\\s*\\(.*");
    }

    private static List<Way> ways(Ingredients in, TreePath statement) {
        List<Way> ways = new ArrayList<>();
        if (!in.place().inLambda()) {
            returns(in, statement, ways);
        }
        if (Flow.loopAround(statement) != null) {
            ways.add(new Way("continue;", 0.7, 0.9));
            ways.add(new Way("break;", 0.7, 0.9));
        }
        return ways;
    }

    private static void returns(Ingredients in, TreePath statement, List<Way> ways) {
        TypeMirror type = returnType(in);
        if (type == null) {
            return;
        }
        if (type.getKind() == TypeKind.VOID) {
            ways.add(new Way("return;", 0.9, 0.9));
            return;
        }
        List<Snippet> values = new ArrayList<>(in.values(type));
        Defaults.of(in, type).forEach(values::add);
        values.stream()
                .sorted(java.util.Comparator.comparingDouble(value -> -value.nearness()))
                .map(value -> new Way(
                        "return " + value.text() + ";",
                        Literals.looksConstant(value.text()) ? 0.8 : 0.7,
                        value.nearness()))
                .distinct()
                .limit(MOST_RESULTS)
                .forEach(ways::add);
    }

    static @Nullable TypeMirror returnType(Ingredients in) {
        MethodTree method = in.place().method();
        for (TreePath at = in.place().path(); at != null; at = at.getParentPath()) {
            if (at.getLeaf() == method && in.model().trees().getElement(at) instanceof ExecutableElement element) {
                return method.getReturnType() == null ? null : element.getReturnType();
            }
        }
        return null;
    }
}
