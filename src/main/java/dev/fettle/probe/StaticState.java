package dev.fettle.probe;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the static fields of one loader's classes hold, as a number: equal numbers before and after a run mean that the run left no
 * state behind, as far as can be seen from fields of the project's classes and the JDK's collections.
 */
public final class StaticState {
    /** Enough for tables and caches of usual size; what lies beyond is not seen. */
    private static final int VALUES = 5_000;

    private static final int DEPTH = 6;

    private final Map<Class<?>, Holder> holders = new LinkedHashMap<>();
    private final Set<Class<?>> begun = new HashSet<>();
    private int left;

    /** Called by instrumented static initialisers when they begin. */
    public static void begins(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        if (loader instanceof ProjectLoader) {
            ((ProjectLoader) loader).statics().begun(type);
        }
    }

    private synchronized void begun(Class<?> type) {
        begun.add(type);
    }

    /** A class was defined. To look at its fields would initialise it, so it is only looked at once its initialiser has run. */
    synchronized void defined(Class<?> type, boolean initializer) {
        holders.put(type, new Holder(type, initializer));
    }

    /** Classes whose initialiser has run. */
    synchronized Set<Class<?>> initialized() {
        Set<Class<?>> types = new HashSet<>();
        for (Holder holder : holders.values()) {
            if (initialized(holder.type)) {
                types.add(holder.type);
            }
        }
        return types;
    }

    synchronized long digest() {
        return digest(initialized());
    }

    /** Of these classes only: another digest of the same ones is equal although more classes were initialised meanwhile. */
    synchronized long digest(Set<Class<?>> types) {
        left = VALUES;
        Map<Object, Object> seen = new IdentityHashMap<>();
        long digest = 0;
        // A look at fields may load the classes that they name, which are then added.
        for (Holder holder : new ArrayList<>(holders.values())) {
            if (types.contains(holder.type)) {
                for (Field field : holder.fields()) {
                    digest += fold(get(field, null), DEPTH, seen) * field.hashCode();
                }
            }
        }
        return digest;
    }

    /** A class without an initialiser of its own can be looked at when those above it have run. */
    private boolean initialized(Class<?> type) {
        for (Class<?> above = type; above != null; above = above.getSuperclass()) {
            Holder holder = holders.get(above);
            if (holder != null && holder.initializer && !begun.contains(above)) {
                return false;
            }
            if (above.getClassLoader() != type.getClassLoader()) {
                break;
            }
        }
        return true;
    }

    private static @Nullable Object get(Field field, @Nullable Object target) {
        try {
            return field.get(target);
        } catch (IllegalAccessException | RuntimeException | LinkageError unreadable) {
            return null;
        }
    }

    private long fold(@Nullable Object value, int depth, Map<Object, Object> seen) {
        if (value == null || depth == 0 || --left < 0) {
            return 3;
        }
        if (value instanceof String || value instanceof Boolean || value instanceof Character) {
            return value.hashCode() + 5L;
        }
        if (value instanceof Number && isJdk(value)) {
            return value.toString().hashCode(); // an AtomicInteger has no hash of its value
        }
        if (value instanceof Enum) {
            return ((Enum<?>) value).name().hashCode(); // what it calls itself may be code of the project
        }
        if (value instanceof Class) {
            return ((Class<?>) value).getName().hashCode();
        }
        if (seen.put(value, value) != null) {
            return 7;
        }
        if (value.getClass().isArray()) {
            return elementsOf(value, depth, seen);
        }
        if (isJdk(value)) {
            return jdk(value, depth, seen);
        }
        long hash = value.getClass().getName().hashCode();
        if (value.getClass().getClassLoader() instanceof ProjectLoader) {
            for (Class<?> type = value.getClass();
                    type != null && type.getClassLoader() instanceof ProjectLoader;
                    type = type.getSuperclass()) {
                for (Field field : instanceFields(type)) {
                    hash = hash * 31 + fold(get(field, value), depth - 1, seen);
                }
            }
        }
        return hash;
    }

    private long elementsOf(Object array, int depth, Map<Object, Object> seen) {
        int length = Array.getLength(array);
        long hash = length;
        for (int i = 0; i < length && left > 0; i++) {
            hash = hash * 31 + fold(Array.get(array, i), depth - 1, seen);
        }
        return hash;
    }

    private long jdk(Object value, int depth, Map<Object, Object> seen) {
        try {
            if (value instanceof Collection) {
                return elements((Collection<?>) value, depth, seen);
            }
            if (value instanceof Map) {
                Map<?, ?> map = (Map<?, ?>) value;
                return 31 * elements(map.keySet(), depth, seen) + elements(map.values(), depth, seen);
            }
            if (value instanceof CharSequence || value instanceof java.util.concurrent.atomic.AtomicReference) {
                return value instanceof CharSequence
                        ? value.toString().hashCode()
                        : fold(((java.util.concurrent.atomic.AtomicReference<?>) value).get(), depth - 1, seen);
            }
        } catch (RuntimeException changing) {
            return 11; // another thread is at it
        }
        return value.getClass().getName().hashCode();
    }

    /** In any order: what is hashed by identity lies differently in each loader. */
    private long elements(Collection<?> values, int depth, Map<Object, Object> seen) {
        long hash = values.size();
        for (Object element : values) {
            if (left <= 0) {
                break;
            }
            hash += fold(element, depth - 1, seen) * 0x9E3779B97F4A7C15L;
        }
        return hash;
    }

    private static boolean isJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    private static List<Field> instanceFields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : declared(type)) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
            }
        }
        return fields;
    }

    private static List<Field> declared(Class<?> type) {
        try {
            List<Field> fields = new ArrayList<>();
            for (Field field : type.getDeclaredFields()) {
                field.setAccessible(true);
                fields.add(field);
            }
            return fields;
        } catch (RuntimeException | LinkageError unreadable) {
            return Collections.emptyList();
        }
    }

    /** A class and those of its static fields whose value or content may change. */
    private static final class Holder {
        final Class<?> type;
        final boolean initializer;
        private @Nullable List<Field> fields;

        Holder(Class<?> type, boolean initializer) {
            this.type = type;
            this.initializer = initializer;
        }

        List<Field> fields() {
            List<Field> known = fields;
            if (known == null) {
                known = new ArrayList<>();
                for (Field field : declared(type)) {
                    if (Modifier.isStatic(field.getModifiers()) && !constant(field)) {
                        known.add(field);
                    }
                }
                fields = known;
            }
            return known;
        }

        private static boolean constant(Field field) {
            return Modifier.isFinal(field.getModifiers())
                    && (field.getType().isPrimitive() || field.getType() == String.class || field.isEnumConstant());
        }
    }
}
