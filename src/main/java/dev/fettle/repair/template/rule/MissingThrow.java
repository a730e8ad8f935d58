package dev.fettle.repair.template.rule;

import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code if (n < 0) { throw new IllegalArgumentException(…); }} that nobody wrote. */
final class MissingThrow implements Rule {
    private static final int MOST_CONDITIONS = 60;
    private static final List<String> USUAL =
            List.of("java.lang.IllegalArgumentException", "java.lang.IllegalStateException");

    @Override
    public String name() {
        return "missing-throw";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A wrong argument or state is not refused.",
                "int half(int n) {\n    return n / 2;\n}",
                "int half(int n) {\n    if (n < 0) {\n        throw new IllegalArgumentException(\"n < 0\");\n    }\n    return n / 2;\n}",
                "Exceptions that the failing tests wait for, that the file throws already, and two usual ones. The message is the condition.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!MissingGuard.guardable(place) || place.inLambda()) {
            return;
        }
        String unit = place.file().indentUnit();
        exceptions(in).forEach((name, weight) -> {
            String made = construct(in, name);
            if (made == null) {
                return;
            }
            boolean expected = in.hints().expectedExceptions().contains(name);
            Trait[] traits = expected ? new Trait[0] : new Trait[] {Trait.EXCEPTION};
            in.atoms().stream()
                    .limit(MOST_CONDITIONS)
                    .forEach(atom -> sink.before(
                            place.path(),
                            List.of(
                                    "if (" + atom.text() + ") {",
                                    unit + "throw new " + made.replace("%", literal(atom.text())) + ";",
                                    "}"),
                            weight * MissingGuard.leavingFor(atom),
                            atom.nearness(),
                            traits));
        });
    }

    private static String literal(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Names of exceptions that may be thrown at a place, with how likely each is meant. */
    static Map<String, Double> exceptions(Ingredients in) {
        Map<String, Double> found = new LinkedHashMap<>();
        in.hints().expectedExceptions().forEach(name -> found.put(name, 1.0));
        boolean known = !found.isEmpty();
        for (TreePath statement : in.place().surroundings().statements()) {
            if (statement.getLeaf() instanceof ThrowTree thrown
                    && thrown.getExpression().getKind() == Tree.Kind.NEW_CLASS) {
                TypeMirror type = in.model().trees().getTypeMirror(new TreePath(statement, thrown.getExpression()));
                if (type != null && !in.model().qualified(type).isEmpty()) {
                    found.putIfAbsent(in.model().qualified(type), known ? 0.2 : 0.4);
                }
            }
        }
        USUAL.forEach(name -> found.putIfAbsent(name, known ? 0.1 : 0.2));
        found.keySet().removeIf(name -> !mayThrow(in, name));
        return found;
    }

    private static boolean mayThrow(Ingredients in, String name) {
        TypeElement element = in.model().elements().getTypeElement(name);
        if (element == null) {
            return false;
        }
        TypeMirror type = element.asType();
        if (in.model().isA(type, "java.lang.RuntimeException") || in.model().isA(type, "java.lang.Error")) {
            return true;
        }
        for (TreePath at = in.place().path(); at != null; at = at.getParentPath()) {
            if (at.getLeaf() == in.place().method()
                    && in.model().trees().getElement(at) instanceof ExecutableElement method) {
                return method.getThrownTypes().stream()
                        .anyMatch(declared -> in.model().fits(type, declared));
            }
        }
        return false;
    }

    /** How it is made, with {@code %} for its message; null when it needs more than a message. */
    private static @Nullable String construct(Ingredients in, String name) {
        TypeElement element = in.model().elements().getTypeElement(name);
        if (element == null || !(element.asType() instanceof DeclaredType type)) {
            return null;
        }
        boolean plain = false;
        for (Callable constructor :
                in.model().constructors(type, in.place().visible().innermost())) {
            if (constructor.parameters().size() == 1
                    && in.model().isString(constructor.parameters().get(0))) {
                return in.place().surroundings().nameOf(name) + "(%)";
            }
            plain |= constructor.parameters().isEmpty();
        }
        return plain ? in.place().surroundings().nameOf(name) + "()" : null;
    }
}
