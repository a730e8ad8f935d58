package dev.fettle.repair.template.rule;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code if (n < 0) { throw new IllegalArgumentException(…); }} that nobody wrote. */
final class MissingThrow implements Rule {
    /** Texts of the failing tests that may be the message. */
    private static final int MOST_WORDS = 4;

    private static final int MOST_CONDITIONS = 60;

    /** A method that throws the exception already has a condition for it, with a message: that one is too narrow more often than another is missing. */
    private static final double WIDENED_SOONER = 0.35;

    private static final List<String> USUAL =
            List.of("java.lang.IllegalArgumentException", "java.lang.IllegalStateException");

    private static final String MESSAGE = ".getMessage()";

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
                "Exceptions that the failing tests wait for, that the file throws already, and two usual ones. The message is the condition, or a text of the failing test.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!MissingGuard.guardable(place) || place.inLambda()) {
            return;
        }
        String unit = place.file().indentUnit();
        Set<String> refused = refusedHere(in);
        exceptions(in).forEach((name, usual) -> {
            String made = construct(in, name);
            boolean expected = in.hints().expectedExceptions().contains(name);
            if (made == null && !expected) {
                return;
            }
            double weight = refused.contains(name) ? usual * WIDENED_SOONER : usual;
            Trait[] traits = expected ? new Trait[0] : new Trait[] {Trait.EXCEPTION};
            List<String> words =
                    expected && made != null && made.contains("%") ? in.hints().words() : List.of();
            Stream.concat(ofAllParameters(in).stream(), in.atoms().stream().limit(MOST_CONDITIONS))
                    .forEach(atom -> {
                        String how = made == null ? constructWith(in, name, atom.text()) : made;
                        if (how == null) {
                            return;
                        }
                        Map<String, Double> messages = new LinkedHashMap<>();
                        messages.put(literal(atom.text()), 1.0);
                        words.stream().limit(MOST_WORDS).forEach(word -> messages.put("\"" + word + "\"", 0.7));
                        messages.forEach((message, share) -> sink.before(
                                place.path(),
                                List.of(
                                        "if (" + atom.text() + ") {",
                                        unit + "throw new " + how.replace("%", message) + ";",
                                        "}"),
                                weight * MissingGuard.leavingFor(atom) * share,
                                atom.nearness(),
                                traits));
                    });
        });
    }

    /** What no parameter of a kind may be, where there are several of the kind: {@code a == null || b == null}. Asked where the method begins. */
    private static List<Snippet> ofAllParameters(Ingredients in) {
        MethodTree method = in.place().method();
        if (method == null
                || method.getBody() == null
                || method.getBody().getStatements().isEmpty()
                || method.getBody().getStatements().get(0) != in.place().tree()) {
            return List.of();
        }
        List<String> references = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (Variable variable : in.variables()) {
            if (variable.kind() == Variable.Kind.PARAMETER) {
                if (in.model().isNumber(variable.type())) {
                    numbers.add(variable.text());
                } else if (!variable.type().getKind().isPrimitive()) {
                    references.add(variable.text());
                }
            }
        }
        List<Snippet> all = new ArrayList<>();
        TypeMirror type = in.model().types().getPrimitiveType(TypeKind.BOOLEAN);
        for (String asked : List.of(" == null", " < 0", " <= 0")) {
            List<String> names = asked.endsWith("null") ? references : numbers;
            if (names.size() > 1) {
                String text = names.stream().map(name -> name + asked).collect(Collectors.joining(" || "));
                all.add(new Snippet(text, type, Precedence.OR, 0.7));
            }
        }
        return all;
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
            String name = thrownBy(in, statement);
            if (!name.isEmpty()) {
                found.putIfAbsent(name, known ? 0.2 : 0.4);
            }
        }
        USUAL.forEach(name -> found.putIfAbsent(name, known ? 0.1 : 0.2));
        found.keySet().removeIf(name -> !mayThrow(in, name));
        return found;
    }

    /** Names of exceptions that the method itself throws already. */
    private static Set<String> refusedHere(Ingredients in) {
        Set<String> found = new HashSet<>();
        for (TreePath statement : in.place().surroundings().statements()) {
            if (isWithin(statement, in.place().method())) {
                found.add(thrownBy(in, statement));
            }
        }
        return found;
    }

    /** The name of the exception that a statement makes and throws; "" for any other statement. */
    private static String thrownBy(Ingredients in, TreePath statement) {
        if (!(statement.getLeaf() instanceof ThrowTree thrown)
                || thrown.getExpression().getKind() != Tree.Kind.NEW_CLASS) {
            return "";
        }
        TypeMirror type = in.model().trees().getTypeMirror(new TreePath(statement, thrown.getExpression()));
        return type == null ? "" : in.model().qualified(type);
    }

    private static boolean isWithin(TreePath path, @Nullable Tree wanted) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Whether an exception of the name may pass the place. */
    static boolean mayThrow(Ingredients in, String name) {
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
        boolean plain = false;
        for (Callable constructor : constructors(in, name)) {
            if (constructor.parameters().size() == 1
                    && in.model().isString(constructor.parameters().get(0))) {
                return in.place().surroundings().nameOf(name) + "(%)";
            }
            plain |= constructor.parameters().isEmpty();
        }
        return plain ? in.place().surroundings().nameOf(name) + "()" : null;
    }

    /** How it is made where it needs more than a message: with values at hand, those first that the condition names; {@code %} for a message. Null where something lacks. */
    private static @Nullable String constructWith(Ingredients in, String name, String condition) {
        return constructors(in, name).stream()
                .sorted(Comparator.comparingInt(
                        constructor -> constructor.parameters().size()))
                .map(constructor -> arguments(in, constructor.parameters(), condition))
                .flatMap(Optional::stream)
                .findFirst()
                .map(arguments -> in.place().surroundings().nameOf(name) + "(" + arguments + ")")
                .orElse(null);
    }

    private static Optional<String> arguments(Ingredients in, List<TypeMirror> parameters, String condition) {
        List<String> given = new ArrayList<>();
        for (TypeMirror parameter : parameters) {
            String argument = in.model().isString(parameter) && !given.contains("%")
                    ? "%"
                    : in.model().isBoolean(parameter)
                            ? "true"
                            : in.values(parameter).stream()
                                    .map(Snippet::text)
                                    .filter(text ->
                                            !text.equals("null") && !text.equals("this") && !given.contains(text))
                                    .min(Comparator.comparing(text -> !condition.contains(text)))
                                    .orElse("");
            if (argument.isEmpty()) {
                return Optional.empty();
            }
            given.add(argument);
        }
        return Optional.of(String.join(", ", given));
    }

    /** How it is made of another exception, which it should not hide; null where that needs more. */
    static @Nullable String constructFrom(Ingredients in, String name, String cause) {
        List<String> bestFirst = List.of(cause + MESSAGE + ", " + cause, cause, cause + MESSAGE, "");
        return constructors(in, name).stream()
                .map(constructor -> tellingOf(in, cause, constructor.parameters()))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(bestFirst::indexOf))
                .map(arguments -> "new " + in.place().surroundings().nameOf(name) + "(" + arguments + ")")
                .orElse(null);
    }

    /** The arguments by which a constructor learns of the cause, none for one without parameters; empty for one that wants something else. */
    private static Optional<String> tellingOf(Ingredients in, String cause, List<TypeMirror> parameters) {
        if (parameters.isEmpty()) {
            return Optional.of("");
        }
        boolean text = in.model().isString(parameters.get(0));
        boolean last = isCause(in, parameters.get(parameters.size() - 1));
        if (parameters.size() == 1 && (text || last)) {
            return Optional.of(last ? cause : cause + MESSAGE);
        }
        return parameters.size() == 2 && text && last ? Optional.of(cause + MESSAGE + ", " + cause) : Optional.empty();
    }

    private static boolean isCause(Ingredients in, TypeMirror type) {
        String name = in.model().qualified(type);
        return name.equals("java.lang.Throwable") || name.equals("java.lang.Exception");
    }

    /** Those that code here may call; none where there is no such class. */
    private static List<Callable> constructors(Ingredients in, String name) {
        TypeElement element = in.model().elements().getTypeElement(name);
        return element != null && element.asType() instanceof DeclaredType type
                ? in.model().constructors(type, in.place().visible().innermost())
                : List.of();
    }
}
