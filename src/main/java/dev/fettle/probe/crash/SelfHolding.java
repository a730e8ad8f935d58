package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A list, a map or an array of the JDK that holds itself. */
final class SelfHolding extends Expr {
    private final String kind;

    private SelfHolding(String kind) {
        this.kind = kind;
    }

    /** Those that can stand for a type. */
    static List<Expr> of(TypeRef type) {
        List<Expr> some = new ArrayList<>();
        boolean any = type.raw.equals("java.lang.Object");
        if (any
                || Arrays.asList("java.lang.Iterable", "java.util.Collection", "java.util.List", "java.util.ArrayList")
                        .contains(type.raw)) {
            some.add(new SelfHolding("java.util.ArrayList"));
        }
        if (any || Arrays.asList("java.util.Map", "java.util.HashMap").contains(type.raw)) {
            some.add(new SelfHolding("java.util.HashMap"));
        }
        if (any || type.raw.equals("[Ljava.lang.Object;")) {
            some.add(new SelfHolding("[Ljava.lang.Object;"));
        }
        return some;
    }

    @Override
    Object value(World world) {
        if (kind.equals("java.util.ArrayList")) {
            List<Object> list = new ArrayList<>();
            list.add(list);
            return list;
        }
        if (kind.equals("java.util.HashMap")) {
            Map<Object, Object> map = new HashMap<>();
            map.put("a", map);
            return map;
        }
        Object[] array = new Object[1];
        array[0] = array;
        return array;
    }

    @Override
    TypeRef type() {
        int arguments = kind.startsWith("[") ? 0 : kind.endsWith("Map") ? 2 : 1;
        return new TypeRef(kind, Arrays.asList(TypeRef.OBJECT, TypeRef.OBJECT).subList(0, arguments));
    }

    @Override
    String write(SourceText out) {
        boolean array = kind.startsWith("[");
        String made = array ? "new Object[1]" : "new " + out.type(kind) + out.typeArguments(type().arguments) + "()";
        String name = out.variable(type(), made);
        out.statement(
                array
                        ? name + "[0] = " + name
                        : kind.endsWith("Map") ? name + ".put(\"a\", " + name + ")" : name + ".add(" + name + ")",
                null);
        return name;
    }
}
