package dev.fettle.repair.template.rule;

import com.sun.source.tree.MemberSelectTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Names;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** {@code node.left} for {@code node.right}, {@code Type.A} for {@code Type.B}. */
final class MemberChoice implements Rule {
    @Override
    public String name() {
        return "member-choice";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A field of an object, or a constant of a class, where its neighbour of the same type is meant.",
                "static class Span { int from; int to; } int length(Span s) { return s.from - s.from; }",
                "static class Span { int from; int to; } int length(Span s) { return s.to - s.from; }",
                "The object itself stays; see value-choice for another one.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof MemberSelectTree select)
                || !(in.place().element() instanceof VariableElement field)
                || !field.getKind().isField()
                || Expressions.isTarget(in.place().path())) {
            return;
        }
        boolean byClass = in.place().element(select.getExpression()) instanceof TypeElement;
        TypeMirror owner = byClass
                ? Objects.requireNonNull(in.place().element(select.getExpression()))
                        .asType()
                : in.place().type(select.getExpression());
        TypeMirror wanted = in.place().wanted();
        if (owner == null || wanted == null) {
            return;
        }
        int end = in.place().end();
        int start = end - field.getSimpleName().length();
        for (Element other : in.model().fields(owner, in.place().visible().innermost())) {
            boolean isStatic = other.getModifiers().contains(Modifier.STATIC);
            if (!other.equals(field) && isStatic == byClass && in.model().fits(other.asType(), wanted)) {
                String name = other.getSimpleName().toString();
                double alike = Names.likeness(name, field.getSimpleName().toString());
                sink.edit(start, end, name, 0.7 + 0.3 * alike, 0.9);
            }
        }
    }
}
