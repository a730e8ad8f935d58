package dev.fettle.repair.template.rule;

import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeMirror;

/** {@code new LinkedHashMap<>()} for {@code new HashMap<>()}, a set for a list: the order, the doubles or the equality that is meant is another kind's. */
final class CollectionKind implements Rule {
    /** In a declaration the kind is written twice. */
    private static final double DECLARED_ANEW = 0.7;

    private static final Map<String, List<String>> OTHERS = Map.of(
            "java.util.HashMap", List.of("java.util.LinkedHashMap", "java.util.TreeMap"),
            "java.util.LinkedHashMap", List.of("java.util.TreeMap"),
            "java.util.TreeMap", List.of("java.util.LinkedHashMap"),
            "java.util.IdentityHashMap", List.of("java.util.HashMap"),
            "java.util.HashSet", List.of("java.util.LinkedHashSet", "java.util.TreeSet"),
            "java.util.LinkedHashSet", List.of("java.util.TreeSet"),
            "java.util.TreeSet", List.of("java.util.LinkedHashSet"),
            "java.util.ArrayDeque", List.of("java.util.PriorityQueue"),
            "java.util.LinkedList", List.of("java.util.PriorityQueue"));

    /** Of a local that is declared with what it is made of: what its declaration and what its constructor become. */
    private static final Map<String, String> DECLARED = Map.of(
            "java.util.List", "java.util.Set",
            "java.util.ArrayList", "java.util.HashSet",
            "java.util.Set", "java.util.List",
            "java.util.HashSet", "java.util.ArrayList");

    @Override
    public String name() {
        return "collection-kind";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A collection of one kind where another is meant: one that keeps the order, sorts, or holds each value once.",
                "int different(int[] xs) { java.util.ArrayList<Integer> seen = new java.util.ArrayList<>(); for (int x : xs) { seen.add(x); } return seen.size(); }",
                "int different(int[] xs) { java.util.HashSet<Integer> seen = new java.util.HashSet<>(); for (int x : xs) { seen.add(x); } return seen.size(); }",
                "Collections of java.util; list and set for each other only in a local's declaration.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (in.place().tree() instanceof NewClassTree made && made.getClassBody() == null) {
            constructed(in, sink, made);
        } else if (in.place().tree() instanceof VariableTree local
                && local.getInitializer() instanceof NewClassTree made
                && made.getClassBody() == null
                && local.getType() != null) {
            declared(in, sink, local, made);
        }
    }

    private static void constructed(Ingredients in, Sink sink, NewClassTree made) {
        TypeMirror type = in.place().type();
        TypeMirror wanted = in.place().wanted();
        if (type == null || wanted == null) {
            return;
        }
        for (String other : OTHERS.getOrDefault(in.model().qualified(type), List.of())) {
            TypeMirror raw = in.model()
                    .types()
                    .erasure(in.model().elements().getTypeElement(other).asType());
            if (in.model().types().isSubtype(raw, in.model().types().erasure(wanted))) {
                sink.replace(
                        name(made.getIdentifier()), in.place().surroundings().nameOf(other), 1, 1);
            }
        }
    }

    private static void declared(Ingredients in, Sink sink, VariableTree local, NewClassTree made) {
        SourceFile file = in.place().file();
        Tree type = name(local.getType());
        Tree constructor = name(made.getIdentifier());
        String declares = DECLARED.get(qualified(in, local.getType()));
        String makes = DECLARED.get(qualified(in, made));
        if (declares == null || makes == null || file.end(type) <= file.start(type)) {
            return; // a declaration with var says nothing of a kind
        }
        String first = in.place().surroundings().nameOf(declares);
        String second = in.place().surroundings().nameOf(makes);
        sink.edits(
                List.of(
                        sink.change(file.start(type), file.end(type), first),
                        sink.change(file.start(constructor), file.end(constructor), second)),
                DECLARED_ANEW,
                1,
                "'" + local.getName() + "' becomes a " + first.substring(first.lastIndexOf('.') + 1));
    }

    private static String qualified(Ingredients in, Tree tree) {
        TypeMirror type = in.place().type(tree);
        return type == null ? "" : in.model().qualified(type);
    }

    /** Without the type arguments, which stay. */
    private static Tree name(Tree type) {
        return type instanceof ParameterizedTypeTree parameterized ? parameterized.getType() : type;
    }
}
