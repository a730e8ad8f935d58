package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Names;
import dev.fettle.repair.template.source.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code lastIndexOf} for {@code indexOf}, {@code max} for {@code min}, {@code getHeight} for {@code getWidth}. */
final class SiblingMethod implements Rule {
    private static final double UNLIKE = 0.4;

    @Override
    public String name() {
        return "sibling-method";
    }

    @Override
    public double prior() {
        return 0.7;
    }

    @Override
    public Example example() {
        return new Example(
                "A method that takes the same arguments where its sibling is meant.",
                "int cap(int x, int most) { return Math.max(x, most); }",
                "int cap(int x, int most) { return Math.min(x, most); }",
                "The receiver and the arguments stay; value-choice changes them together.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof MethodInvocationTree call)
                || !(in.place().element() instanceof ExecutableElement callee)
                || callee.getSimpleName().contentEquals("<init>")) {
            return;
        }
        List<@Nullable TypeMirror> arguments = new ArrayList<>();
        for (ExpressionTree argument : call.getArguments()) {
            arguments.add(in.place().type(argument));
        }
        boolean used = !Expressions.isStatement(in.place().path());
        TypeMirror wanted = in.place().wanted();
        String name = callee.getSimpleName().toString();
        int end = in.place().file().end(call.getMethodSelect());
        Set<String> seen = new java.util.HashSet<>(Set.of(name));
        for (Callable other : others(in, call, callee)) {
            boolean returns = !used
                    ? true
                    : wanted != null
                            && !other.generic()
                            && (in.model().fits(other.returns(), wanted)
                                    || isCompared(in) && in.model().isNumber(other.returns()));
            boolean receiver = in.place().parent() instanceof MemberSelectTree;
            if (returns
                    && !(receiver && other.returns().getKind().isPrimitive())
                    && other.accepts(in.model(), arguments)
                    && !other.throwsUnhandled(in.place())
                    && !Names.isIdle(other.name())
                    && seen.add(other.name())) {
                sink.edit(end - name.length(), end, other.name(), weight(name, other.name()), 1);
            }
        }
    }

    /** Any number can be compared with any other. */
    private static boolean isCompared(Ingredients in) {
        return in.model().isNumber(in.place().type())
                && switch (in.place().parent().getKind()) {
                    case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, LESS_THAN_EQUAL, GREATER_THAN, GREATER_THAN_EQUAL -> true;
                    default -> false;
                };
    }

    /** People take a method for its opposite or for one that is called almost the same, hardly ever for any other. */
    private static double weight(String name, String other) {
        if (Names.opposite(name, other)) {
            return 1;
        }
        double alike = Names.likeness(name, other);
        return alike < UNLIKE ? 0.15 : alike;
    }

    private static List<Callable> others(Ingredients in, MethodInvocationTree call, ExecutableElement callee) {
        TypeElement from = in.place().visible().innermost();
        ExpressionTree select = call.getMethodSelect();
        List<Callable> found = new ArrayList<>();
        if (select instanceof MemberSelectTree member) {
            Element named = in.place().element(member.getExpression());
            boolean byClass = named instanceof TypeElement;
            TypeMirror receiver =
                    named != null && byClass ? named.asType() : in.place().type(member.getExpression());
            if (receiver != null) {
                for (Callable method : in.model().methods(receiver, from)) {
                    if (method.isStatic() == byClass) {
                        found.add(method);
                    }
                }
            }
        } else if (select instanceof IdentifierTree) {
            for (Visible.Around around : in.place().visible().classes()) {
                for (Callable method : in.model().methods(around.type().asType(), from)) {
                    if (method.isStatic() || around.instance()) {
                        found.add(method);
                    }
                }
            }
        }
        found.removeIf(method -> method.element().equals(callee));
        return found;
    }
}
