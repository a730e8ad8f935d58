package dev.fettle.probe;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/** Copies of arrays and of the JDK's collections, all the way down, and the question whether a call can leave a trace in a value. */
final class Copies {
    /** Longer ones are not copied. */
    static final int MOST_ELEMENTS = 2_000;

    private static final int DEPTH = 5;

    private Copies() {}

    /** A copy that fits the type; the value itself where it cannot change or cannot be copied. */
    static @Nullable Object of(@Nullable Object value, Class<?> type) {
        return of(value, type, DEPTH);
    }

    private static @Nullable Object of(@Nullable Object value, Class<?> type, int depth) {
        if (value == null || depth == 0 || !isCopied(value, type)) {
            return value;
        }
        if (value.getClass().isArray()) {
            Class<?> component = value.getClass().getComponentType();
            int length = Array.getLength(value);
            Object copy = Array.newInstance(component, length);
            for (int i = 0; i < length; i++) {
                Array.set(copy, i, of(Array.get(value, i), component, depth - 1));
            }
            return copy;
        }
        if (value instanceof StringBuilder) {
            return new StringBuilder((StringBuilder) value);
        }
        Object copy = empty(value);
        if (copy instanceof Collection) {
            @SuppressWarnings("unchecked")
            Collection<@Nullable Object> elements = (Collection<@Nullable Object>) copy;
            for (Object element : (Collection<?>) value) {
                elements.add(of(element, Object.class, depth - 1));
            }
        } else if (copy instanceof Map) {
            @SuppressWarnings("unchecked")
            Map<@Nullable Object, @Nullable Object> entries = (Map<@Nullable Object, @Nullable Object>) copy;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                entries.put(entry.getKey(), of(entry.getValue(), Object.class, depth - 1));
            }
        }
        return copy;
    }

    /** Whether the value would be copied for a parameter of this type. */
    static boolean isCopied(Object value, Class<?> type) {
        if (value.getClass().isArray()) {
            return Array.getLength(value) <= MOST_ELEMENTS;
        }
        if (value instanceof StringBuilder) {
            return true;
        }
        if (!isJdk(value.getClass()) || size(value) > MOST_ELEMENTS) {
            return false;
        }
        Object copy = empty(value);
        return copy != null && type.isInstance(copy);
    }

    private static int size(Object value) {
        return value instanceof Collection
                ? ((Collection<?>) value).size()
                : value instanceof Map ? ((Map<?, ?>) value).size() : 0;
    }

    /** An empty one that behaves alike, as far as order goes. */
    @SuppressWarnings({"unchecked", "JdkObsolete"})
    private static @Nullable Object empty(Object value) {
        if (value instanceof Stack) {
            return new Stack<>();
        }
        if (value instanceof Vector) {
            return new Vector<>();
        }
        if (value instanceof LinkedList) {
            return new LinkedList<>();
        }
        if (value instanceof List) {
            return new ArrayList<>();
        }
        if (value instanceof SortedSet) {
            return new TreeSet<>((Comparator<Object>) ((SortedSet<?>) value).comparator());
        }
        if (value instanceof Set) {
            return value.getClass() == HashSet.class ? new HashSet<>() : new LinkedHashSet<>();
        }
        if (value instanceof PriorityQueue) {
            return new PriorityQueue<>(11, (Comparator<Object>) ((PriorityQueue<?>) value).comparator());
        }
        if (value instanceof Queue) {
            return new ArrayDeque<>();
        }
        if (value instanceof SortedMap) {
            return new TreeMap<>((Comparator<Object>) ((SortedMap<?, ?>) value).comparator());
        }
        if (value instanceof Map) {
            return value.getClass() == HashMap.class ? new HashMap<>() : new LinkedHashMap<>();
        }
        return null;
    }

    /** Whether a call that gets a copy can leave no trace in the value. */
    static boolean independent(@Nullable Object value, Class<?> type) {
        return independent(value, type, DEPTH);
    }

    private static boolean independent(@Nullable Object value, Class<?> type, int depth) {
        if (value == null || immutable(value, depth)) {
            return true;
        }
        if (depth == 0 || !isCopied(value, type)) {
            return false;
        }
        if (value.getClass().isArray()) {
            if (value.getClass().getComponentType().isPrimitive()) {
                return true;
            }
            for (Object element : (Object[]) value) {
                if (!independent(element, Object.class, depth - 1)) {
                    return false;
                }
            }
            return true;
        }
        if (value instanceof Map) {
            return ((Map<?, ?>) value).keySet().stream().allMatch(key -> immutable(key, depth - 1))
                    && ((Map<?, ?>) value).values().stream().allMatch(one -> independent(one, Object.class, depth - 1));
        }
        return !(value instanceof Collection)
                || ((Collection<?>) value).stream().allMatch(one -> independent(one, Object.class, depth - 1));
    }

    /** Whether the value is what it is for good: simple values, and objects whose fields are all final and hold such. */
    static boolean immutable(@Nullable Object value) {
        return immutable(value, DEPTH);
    }

    private static boolean immutable(@Nullable Object value, int depth) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum
                || value instanceof Class) {
            return true;
        }
        Class<?> type = value.getClass();
        if (isJdk(type)) {
            String name = type.getName();
            return value instanceof Number && !name.startsWith("java.util.concurrent.")
                    || value instanceof Comparator
                    || name.startsWith("java.time.")
                    || name.equals("java.lang.Object");
        }
        if (depth == 0 || type.isArray()) {
            return false;
        }
        for (Class<?> above = type; above != null && above != Object.class; above = above.getSuperclass()) {
            for (Field field : Fields.of(above)) {
                if (!Modifier.isFinal(field.getModifiers()) || !immutable(Fields.get(field, value), depth - 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    static boolean isJdk(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.");
    }
}
