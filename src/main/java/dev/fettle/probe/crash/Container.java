package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A collection or map of the JDK with what is in it. */
final class Container extends Expr {
    static final String AS_LIST = "java.util.Arrays$asList";

    /** The class, or {@link #AS_LIST}. */
    final String implementation;

    final List<TypeRef> types;
    /** Keys and values by turns for a map. */
    final List<Expr> elements;

    private final boolean map;

    Container(String implementation, List<TypeRef> types, List<Expr> elements, boolean map) {
        this.implementation = implementation;
        this.types = types;
        this.elements = Collections.unmodifiableList(elements);
        this.map = map;
    }

    /** How many elements belong together. */
    int stride() {
        return map ? 2 : 1;
    }

    Container holding(List<Expr> others) {
        return new Container(implementation, types, others, map);
    }

    @Override
    @SuppressWarnings("unchecked")
    Object value(World world) throws Throwable {
        Object[] values = new Object[elements.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.get(i).once(world);
        }
        if (implementation.equals(AS_LIST)) {
            return Arrays.asList(values);
        }
        Object made = world.type(implementation).getConstructor().newInstance();
        if (map) {
            for (int i = 0; i < values.length; i += 2) {
                ((Map<Object, Object>) made).put(values[i], values[i + 1]);
            }
        } else {
            for (Object value : values) {
                ((Collection<Object>) made).add(value);
            }
        }
        return made;
    }

    @Override
    TypeRef type() {
        return implementation.equals(AS_LIST)
                ? new TypeRef("java.util.List", types)
                : new TypeRef(implementation, types);
    }

    @Override
    List<Expr> parts() {
        return elements;
    }

    @Override
    TypeRef slot(int part) {
        int index = part % stride();
        return index < types.size() ? types.get(index) : TypeRef.OBJECT;
    }

    @Override
    Expr with(int part, Expr other) {
        List<Expr> changed = new ArrayList<>(elements);
        changed.set(part, other);
        return holding(changed);
    }

    @Override
    String write(SourceText out) {
        if (implementation.equals(AS_LIST)) {
            return asList(out);
        }
        String made = "new " + out.type(implementation) + out.typeArguments(types) + "()";
        if (elements.isEmpty()) {
            return made;
        }
        String name = out.variable(type(), made);
        for (int i = 0; i < elements.size(); i += stride()) {
            String element = out.argument(elements.get(i), slot(i).raw);
            out.statement(
                    name
                            + (map
                                    ? ".put(" + element + ", " + out.argument(elements.get(i + 1), slot(i + 1).raw)
                                    : ".add(" + element)
                            + ")",
                    null);
        }
        return name;
    }

    private String asList(SourceText out) {
        if (elements.isEmpty()) {
            return out.type("java.util.Collections") + "." + out.witness(types) + "emptyList()";
        }
        StringBuilder text = new StringBuilder(out.type("java.util.Arrays"))
                .append('.')
                .append(out.witness(types))
                .append("asList(");
        for (int i = 0; i < elements.size(); i++) {
            String element = out.argument(elements.get(i), slot(i).raw);
            text.append(i == 0 ? "" : ", ");
            text.append(element.equals("null") ? "(" + out.type(slot(i).raw) + ") null" : element);
        }
        return text.append(')').toString();
    }
}
