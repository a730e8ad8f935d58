package dev.fettle.repair.template.rule;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.type.TypeMirror;

/** {@code !day.isAfter(end)} for {@code day.isBefore(end)}: the boundary of an order that methods ask for. */
final class OrderingBoundary implements Rule {
    private static final Map<String, String> OPPOSITES = opposites();

    private static Map<String, String> opposites() {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String[] pair : new String[][] {
            {"before", "after"}, {"Before", "After"}, {"lower", "higher"}, {"Lower", "Higher"}, {"less", "greater"},
            {"Less", "Greater"}, {"below", "above"}, {"Below", "Above"}, {"Smaller", "Larger"}, {"shorter", "longer"}
        }) {
            pairs.put(pair[0], pair[1]);
            pairs.put(pair[1], pair[0]);
        }
        return pairs;
    }

    @Override
    public String name() {
        return "ordering-boundary";
    }

    @Override
    public double prior() {
        return 0.8;
    }

    @Override
    public Example example() {
        return new Example(
                "A method that asks for an order leaves out its boundary and should include it, or the other way round: the opposite question, negated.",
                "boolean open(java.time.LocalDate day, java.time.LocalDate end) { return day.isBefore(end); }",
                "boolean open(java.time.LocalDate day, java.time.LocalDate end) { return !day.isAfter(end); }",
                "Methods with one argument whose names have an opposite, such as before and after.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof MethodInvocationTree call)
                || !(call.getMethodSelect() instanceof MemberSelectTree select)
                || call.getArguments().size() != 1
                || !in.model().isBoolean(in.place().type())) {
            return;
        }
        TypeMirror receiver = in.place().type(select.getExpression());
        String opposite = opposite(select.getIdentifier().toString());
        if (receiver == null || opposite.isEmpty() || !exists(in, receiver, opposite, call)) {
            return;
        }
        SourceFile file = in.place().file();
        String text = file.text(select.getExpression()) + "." + opposite + "("
                + file.text(call.getArguments().get(0)) + ")";
        boolean negated = in.place().parent() instanceof UnaryTree
                && in.place().parent().getKind() == Tree.Kind.LOGICAL_COMPLEMENT;
        if (negated) {
            sink.replace(in.place().parent(), text, 1, 1);
        } else {
            sink.replace(
                    new Snippet("!" + text, Objects.requireNonNull(in.place().type()), Precedence.UNARY, 1), 1);
        }
    }

    private static boolean exists(Ingredients in, TypeMirror receiver, String name, MethodInvocationTree call) {
        TypeMirror argument = in.place().type(call.getArguments().get(0));
        for (Callable method : in.model().methods(receiver, in.place().visible().innermost())) {
            if (method.name().equals(name)
                    && method.parameters().size() == 1
                    && in.model().fits(argument, method.parameters().get(0))) {
                return true;
            }
        }
        return false;
    }

    private static String opposite(String name) {
        for (Map.Entry<String, String> pair : OPPOSITES.entrySet()) {
            int at = name.indexOf(pair.getKey());
            boolean word =
                    at == 0 || at > 0 && Character.isUpperCase(pair.getKey().charAt(0));
            if (word) {
                return name.substring(0, at)
                        + pair.getValue()
                        + name.substring(at + pair.getKey().length());
            }
        }
        return "";
    }
}
