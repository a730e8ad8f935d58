package dev.fettle.probe.crash;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** A type by its name, with its type arguments: the same in every loader. */
final class TypeRef {
    static final TypeRef OBJECT = new TypeRef("java.lang.Object", Collections.emptyList());
    static final TypeRef STRING = new TypeRef("java.lang.String", Collections.emptyList());

    private static final int DEPTH = 3;

    /** As {@link Class#getName} has it. */
    final String raw;

    final List<TypeRef> arguments;

    TypeRef(String raw, List<TypeRef> arguments) {
        this.raw = raw;
        this.arguments = arguments;
    }

    static TypeRef of(String raw) {
        return new TypeRef(raw, Collections.emptyList());
    }

    static TypeRef of(Type type) {
        return of(type, DEPTH);
    }

    private static TypeRef of(Type type, int depth) {
        if (type instanceof Class) {
            return of(((Class<?>) type).getName());
        }
        if (depth == 0) {
            return OBJECT;
        }
        if (type instanceof ParameterizedType) {
            List<TypeRef> arguments = new ArrayList<>();
            for (Type argument : ((ParameterizedType) type).getActualTypeArguments()) {
                arguments.add(of(argument, depth - 1));
            }
            return new TypeRef(((Class<?>) ((ParameterizedType) type).getRawType()).getName(), arguments);
        }
        if (type instanceof GenericArrayType) {
            return arrayOf(of(((GenericArrayType) type).getGenericComponentType(), depth));
        }
        if (type instanceof WildcardType) {
            WildcardType wildcard = (WildcardType) type;
            Type[] lower = wildcard.getLowerBounds();
            return of(lower.length > 0 ? lower[0] : wildcard.getUpperBounds()[0], depth - 1);
        }
        if (type instanceof TypeVariable) {
            return of(((TypeVariable<?>) type).getBounds()[0], depth - 1);
        }
        return OBJECT;
    }

    static TypeRef arrayOf(TypeRef component) {
        return of(arrayName(component.raw));
    }

    private static String arrayName(String component) {
        switch (component) {
            case "int":
                return "[I";
            case "long":
                return "[J";
            case "double":
                return "[D";
            case "float":
                return "[F";
            case "short":
                return "[S";
            case "byte":
                return "[B";
            case "char":
                return "[C";
            case "boolean":
                return "[Z";
            default:
                return component.startsWith("[") ? "[" + component : "[L" + component + ";";
        }
    }

    boolean isArray() {
        return raw.startsWith("[");
    }

    /** Of an array. */
    TypeRef component() {
        return of(Names.ofDescriptor(raw.substring(1).replace('.', '/')));
    }

    TypeRef argument(int index) {
        return index < arguments.size() ? arguments.get(index) : OBJECT;
    }

    boolean isPrimitive() {
        return Names.PRIMITIVES.contains(raw);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypeRef
                && raw.equals(((TypeRef) other).raw)
                && arguments.equals(((TypeRef) other).arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(raw, arguments);
    }

    @Override
    public String toString() {
        return arguments.isEmpty() ? raw : raw + arguments;
    }
}
