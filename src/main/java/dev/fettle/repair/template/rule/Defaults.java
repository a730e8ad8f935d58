package dev.fettle.repair.template.rule;

import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** What stands for nothing in a type: an empty collection, an empty array, an empty Optional. */
final class Defaults {
    private static final Map<String, List<String>> EMPTY = Map.of(
            "java.util.List", List.of("java.util.Collections#emptyList()", "java.util.ArrayList"),
            "java.util.Collection", List.of("java.util.Collections#emptyList()", "java.util.ArrayList"),
            "java.util.Map", List.of("java.util.Collections#emptyMap()", "java.util.HashMap"),
            "java.util.Set", List.of("java.util.Collections#emptySet()", "java.util.HashSet"),
            "java.util.ArrayList", List.of("java.util.ArrayList"),
            "java.util.HashMap", List.of("java.util.HashMap"),
            "java.util.HashSet", List.of("java.util.HashSet"),
            "java.util.Optional", List.of("java.util.Optional#empty()"),
            "java.util.Iterator", List.of("java.util.Collections#emptyIterator()"));

    private Defaults() {}

    /** Empty values that fit the type; none for types without one. */
    static List<Snippet> of(Ingredients in, TypeMirror type) {
        List<Snippet> found = new ArrayList<>();
        for (String way : EMPTY.getOrDefault(in.model().qualified(type), List.of())) {
            int hash = way.indexOf('#');
            String name = in.place().surroundings().nameOf(hash < 0 ? way : way.substring(0, hash));
            String text = hash < 0 ? "new " + name + "<>()" : name + "." + way.substring(hash + 1);
            found.add(new Snippet(text, type, Precedence.PRIMARY, name.contains(".") ? 0.5 : 0.7));
        }
        if (type instanceof ArrayType array) {
            String component = in.place().surroundings().nameOf(array.getComponentType());
            if (component != null
                    && !component.endsWith("]")
                    && !component.contains("<")
                    && array.getComponentType().getKind() != javax.lang.model.type.TypeKind.TYPEVAR) {
                found.add(new Snippet("new " + component + "[0]", type, Precedence.PRIMARY, 0.7));
            }
        }
        return found;
    }
}
