package dev.fettle.repair.template.rule;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.Variable;
import java.util.List;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** {@code List.of(x)} for {@code List.of()}: a collection that should hold something already, or nothing yet. */
final class HoldingCollection implements Rule {
    private static final List<String> LISTS =
            List.of("java.util.List", "java.util.Collection", "java.util.ArrayList", "java.lang.Iterable");

    @Override
    public String name() {
        return "holding-collection";
    }

    @Override
    public double prior() {
        return 0.4;
    }

    @Override
    public Example example() {
        return new Example(
                "A new collection is empty where it should hold something that is in scope, or holds what it should not.",
                "java.util.List<Integer> start(int first) { java.util.List<Integer> xs = new java.util.ArrayList<>(); return xs; }",
                "java.util.List<Integer> start(int first) { java.util.List<Integer> xs = new java.util.ArrayList<>(java.util.Arrays.asList(first)); return xs; }",
                "Lists, sets and deques with one element, or with those of a collection in scope.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        TypeMirror type = in.place().type();
        if (type == null || !in.model().isA(type, "java.util.Collection")) {
            return;
        }
        if (tree instanceof NewClassTree made && made.getClassBody() == null) {
            String head = in.place()
                    .file()
                    .text()
                    .substring(in.place().start(), in.place().file().end(made.getIdentifier()));
            if (made.getArguments().isEmpty()) {
                fill(in, sink, head, type);
            } else {
                sink.replace(tree, head + "()", 0.6, 1, Draft.Trait.DELETES);
            }
        } else if (tree instanceof MethodInvocationTree call
                && call.getArguments().isEmpty()
                && LISTS.contains(in.model()
                        .qualified(
                                java.util.Objects.requireNonNullElse(in.place().wanted(), type)))) {
            fill(in, sink, "new " + in.place().surroundings().nameOf("java.util.ArrayList") + "<>", type);
        } else if (tree instanceof MethodInvocationTree call
                && !call.getArguments().isEmpty()) {
            Defaults.of(in, java.util.Objects.requireNonNullElse(in.place().wanted(), type))
                    .forEach(empty -> sink.replace(empty, 0.5, Draft.Trait.CONSTANT));
        }
    }

    private static void fill(Ingredients in, Sink sink, String head, TypeMirror type) {
        TypeMirror wanted = java.util.Objects.requireNonNullElse(in.place().wanted(), type);
        TypeMirror element = elementOf(wanted) == null ? elementOf(type) : elementOf(wanted);
        String arrays = in.place().surroundings().nameOf("java.util.Arrays");
        for (Variable variable : in.variables()) {
            Snippet value = in.read(variable);
            if (value.nearness() < 0.5) {
                continue;
            }
            boolean whole = in.model().isA(variable.type(), "java.util.Collection");
            if (whole && (element == null || in.model().fits(elementOf(variable.type()), element))) {
                sink.replace(in.place().tree(), head + "(" + value.text() + ")", 0.9, value.nearness());
            }
            if (element == null || in.model().fits(variable.type(), element)) {
                sink.replace(
                        in.place().tree(),
                        head + "(" + arrays + ".asList(" + value.text() + "))",
                        element == null ? 0.6 : 0.9,
                        value.nearness());
            }
        }
        boolean nested = element == null || in.model().isA(element, "java.util.Collection");
        if (nested) {
            String list = in.place().surroundings().nameOf("java.util.ArrayList");
            sink.replace(in.place().tree(), head + "(" + arrays + ".asList(new " + list + "<>()))", 0.7, 0.8);
        }
    }

    private static @org.jspecify.annotations.Nullable TypeMirror elementOf(TypeMirror collection) {
        return collection instanceof DeclaredType declared
                        && declared.getTypeArguments().size() == 1
                ? declared.getTypeArguments().get(0)
                : null;
    }
}
