package dev.fettle.probe;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Arguments of a call, and the same with one of them changed a little. Always the same ones for the same arguments. */
final class Perturbations {
    /** Variations of one call, the call itself included. */
    static final int MOST = 24;

    /** Texts that are longer are only emptied. */
    private static final int LONG = 10_000;

    private Perturbations() {}

    /**
     * The call as it is, then changed in one place, the arguments by turns. Arrays and collections are copies each time.
     *
     * @param extremes whether the ends of the number types are among them
     */
    static List<@Nullable Object[]> of(Class<?>[] types, @Nullable Object[] arguments, boolean extremes) {
        List<@Nullable Object[]> calls = new ArrayList<>();
        calls.add(copy(types, arguments));
        List<List<@Nullable Object>> values = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < arguments.length; i++) {
            List<@Nullable Object> own = different(values(arguments[i], types[i], extremes), arguments[i], types[i]);
            values.add(own);
            longest = Math.max(longest, own.size());
        }
        for (int turn = 0; turn < longest; turn++) {
            for (int i = 0; i < arguments.length && calls.size() < MOST; i++) {
                if (turn < values.get(i).size()) {
                    @Nullable Object[] call = copy(types, arguments);
                    call[i] = values.get(i).get(turn);
                    calls.add(call);
                }
            }
        }
        return calls;
    }

    /** The call as it is, of copies. */
    static @Nullable Object[] copy(Class<?>[] types, @Nullable Object[] arguments) {
        @Nullable Object[] copy = new Object[arguments.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = Copies.of(arguments[i], types[i]);
        }
        return copy;
    }

    private static List<@Nullable Object> different(
            List<@Nullable Object> values, @Nullable Object original, Class<?> type) {
        List<@Nullable Object> kept = new ArrayList<>();
        for (Object value : values) {
            boolean fits = value == null ? !type.isPrimitive() : type.isPrimitive() || type.isInstance(value);
            if (fits && !same(value, original) && kept.stream().noneMatch(other -> same(other, value))) {
                kept.add(value);
            }
        }
        return kept;
    }

    private static boolean same(@Nullable Object one, @Nullable Object two) {
        return Objects.deepEquals(one, two);
    }

    private static List<@Nullable Object> values(@Nullable Object value, Class<?> type, boolean extremes) {
        if (value == null) {
            return type == String.class ? list("", "a") : list();
        }
        List<@Nullable Object> values;
        if (value instanceof Number) {
            values = numbers((Number) value, extremes);
        } else if (value instanceof Boolean) {
            values = list(!((Boolean) value));
        } else if (value instanceof Character) {
            values = characters((Character) value);
        } else if (value instanceof String) {
            values = texts((String) value);
        } else if (value instanceof Enum) {
            values = constants((Enum<?>) value);
        } else if (value.getClass().isArray()) {
            values = arrays(value);
        } else if (value instanceof Collection && Copies.isCopied(value, type)) {
            values = collections((Collection<?>) value, type);
        } else if (value instanceof Map && Copies.isCopied(value, type)) {
            values = maps((Map<?, ?>) value, type);
        } else {
            values = list();
        }
        values.add(null);
        return values;
    }

    private static List<@Nullable Object> numbers(Number value, boolean extremes) {
        if (value instanceof Integer) {
            int i = (Integer) value;
            List<@Nullable Object> all = list(i + 1, i - 1, 0, -i, 2 * i, -1);
            return extremes ? with(all, Integer.MAX_VALUE, Integer.MIN_VALUE) : all;
        }
        if (value instanceof Long) {
            long i = (Long) value;
            List<@Nullable Object> all = list(i + 1, i - 1, 0L, -i, 2 * i, -1L);
            return extremes ? with(all, Long.MAX_VALUE, Long.MIN_VALUE) : all;
        }
        if (value instanceof Short) {
            short i = (Short) value;
            return list((short) (i + 1), (short) (i - 1), (short) 0, (short) -i, (short) (2 * i));
        }
        if (value instanceof Byte) {
            byte i = (Byte) value;
            return list((byte) (i + 1), (byte) (i - 1), (byte) 0, (byte) -i, (byte) (2 * i));
        }
        if (value instanceof Double) {
            double d = (Double) value;
            List<@Nullable Object> all = list(d + 1, d - 1, 0.0, -d, 2 * d, d + 0.5);
            return extremes ? with(all, Double.NaN, Double.POSITIVE_INFINITY) : all;
        }
        if (value instanceof Float) {
            float f = (Float) value;
            List<@Nullable Object> all = list(f + 1, f - 1, 0f, -f, 2 * f, f + 0.5f);
            return extremes ? with(all, Float.NaN) : all;
        }
        return list();
    }

    private static List<@Nullable Object> characters(char c) {
        char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
        return list((char) (c + 1), (char) (c - 1), other, ' ', '0');
    }

    private static List<@Nullable Object> texts(String text) {
        int last = text.length() - 1;
        List<@Nullable Object> all = list("");
        if (text.length() > LONG) {
            return all;
        }
        if (last >= 0) {
            with(all, text.substring(0, last), text.substring(1), text + text.charAt(last), text.charAt(0) + text);
            with(all, new StringBuilder(text).reverse().toString());
        }
        with(
                all,
                text + "a",
                text + " ",
                " " + text,
                text.toUpperCase(Locale.ROOT),
                text.toLowerCase(Locale.ROOT),
                " ");
        return all;
    }

    private static List<@Nullable Object> constants(Enum<?> value) {
        List<@Nullable Object> all = list();
        Object[] constants = value.getDeclaringClass().getEnumConstants();
        for (int i = 1; i < Math.min(constants.length, 6); i++) {
            all.add(constants[(value.ordinal() + i) % constants.length]);
        }
        return all;
    }

    private static List<@Nullable Object> arrays(Object array) {
        Class<?> component = array.getClass().getComponentType();
        if (Array.getLength(array) > Copies.MOST_ELEMENTS) {
            return list(Array.newInstance(component, 0));
        }
        List<@Nullable Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            elements.add(Array.get(array, i));
        }
        List<@Nullable Object> all = list();
        for (List<@Nullable Object> changed : sequences(elements, component)) {
            Object copy = Array.newInstance(component, changed.size());
            for (int i = 0; i < changed.size(); i++) {
                Array.set(copy, i, Copies.of(changed.get(i), component));
            }
            all.add(copy);
        }
        return all;
    }

    private static List<@Nullable Object> collections(Collection<?> values, Class<?> type) {
        List<@Nullable Object> all = list();
        for (List<@Nullable Object> changed : sequences(new ArrayList<>(values), Object.class)) {
            Object copy = Copies.of(values, type);
            if (copy instanceof Collection) {
                @SuppressWarnings("unchecked")
                Collection<@Nullable Object> filled = (Collection<@Nullable Object>) copy;
                filled.clear();
                for (Object element : changed) {
                    filled.add(Copies.of(element, Object.class));
                }
                all.add(copy);
            }
        }
        return all;
    }

    /** Shorter, longer, turned round, and with another element first or last. */
    private static List<List<@Nullable Object>> sequences(List<@Nullable Object> elements, Class<?> component) {
        List<List<@Nullable Object>> all = new ArrayList<>();
        all.add(new ArrayList<>());
        int size = elements.size();
        if (size == 0 || size > Copies.MOST_ELEMENTS) {
            return all;
        }
        all.add(new ArrayList<>(elements.subList(0, size - 1)));
        all.add(new ArrayList<>(elements.subList(1, size)));
        List<@Nullable Object> longer = new ArrayList<>(elements);
        longer.add(elements.get(size - 1));
        all.add(longer);
        List<@Nullable Object> reversed = new ArrayList<>(elements);
        Collections.reverse(reversed);
        all.add(reversed);
        for (int at : new int[] {0, size - 1, size / 2}) {
            List<@Nullable Object> own = values(elements.get(at), component, false);
            for (int i = 0; i < Math.min(own.size(), 2); i++) {
                if (own.get(i) != null) {
                    List<@Nullable Object> changed = new ArrayList<>(elements);
                    changed.set(at, own.get(i));
                    all.add(changed);
                }
            }
        }
        return all;
    }

    private static List<@Nullable Object> maps(Map<?, ?> map, Class<?> type) {
        List<@Nullable Object> all = list();
        List<Object> keys = new ArrayList<>(map.keySet());
        all.add(without(map, type, new LinkedHashSet<>(keys)));
        if (!keys.isEmpty() && keys.size() <= Copies.MOST_ELEMENTS) {
            all.add(without(map, type, Collections.singleton(keys.get(keys.size() - 1))));
            Object key = keys.get(0);
            for (Object value : values(map.get(key), Object.class, false)) {
                if (value != null) {
                    Object copy = Copies.of(map, type);
                    @SuppressWarnings("unchecked")
                    Map<Object, Object> changed = (Map<Object, Object>) Objects.requireNonNull(copy);
                    changed.put(key, value);
                    all.add(changed);
                    break;
                }
            }
        }
        return all;
    }

    private static Object without(Map<?, ?> map, Class<?> type, Collection<?> keys) {
        Map<?, ?> copy = (Map<?, ?>) Objects.requireNonNull(Copies.of(map, type));
        copy.keySet().removeAll(keys);
        return copy;
    }

    private static List<@Nullable Object> list(Object... values) {
        return with(new ArrayList<>(), values);
    }

    private static List<@Nullable Object> with(List<@Nullable Object> all, Object... more) {
        Collections.addAll(all, more);
        return all;
    }
}
