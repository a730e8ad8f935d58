package dev.fettle.probe;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

/**
 * Folds what methods of production code return and throw, in order, into one number. Objects of the project count by their class
 * only; texts, numbers, enums, arrays and the JDK's collections by their first elements.
 */
public final class Trace {
    private static final int ELEMENTS = 16;
    /** So many values of one test are looked into; those after it count by their class, or a test of large arrays takes ten times as long. */
    private static final int VALUES = 20_000;

    private static final int DEPTH = 3;
    private static final int CHARS = 1024;

    private static long digest;
    private static boolean busy;
    private static boolean paused;
    private static int left;

    private Trace() {}

    static void reset() {
        digest = 1;
        left = VALUES;
        paused = false;
    }

    /** While paused nothing is folded: what is called is not the program's own doing. */
    static void pause(boolean yes) {
        paused = yes;
    }

    static long digest() {
        return digest;
    }

    public static void returned(int method) {
        mix(method, 0);
    }

    public static void returned(int value, int method) {
        mix(method, value);
    }

    public static void returned(long value, int method) {
        mix(method, value);
    }

    public static void returned(float value, int method) {
        mix(method, Float.floatToIntBits(value));
    }

    public static void returned(double value, int method) {
        mix(method, Double.doubleToLongBits(value));
    }

    /** A reference was returned, or thrown. */
    public static void returned(Object value, int method) {
        if (busy || paused || Loading.isOn()) {
            return; // a collection of the JDK called back into project code while it was folded
        }
        busy = true;
        try {
            mix(method, fold(value, DEPTH));
        } catch (RuntimeException unreadable) {
            mix(method, 7);
        } finally {
            busy = false;
        }
    }

    private static void mix(int method, long value) {
        if (paused || Loading.isOn()) {
            return;
        }
        long mixed = (digest ^ method) * 0x9E3779B97F4A7C15L + value;
        digest = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    }

    private static long fold(Object value, int depth) {
        if (value == null) {
            return 3;
        }
        if (--left < 0) {
            return value.getClass().isArray()
                    ? Array.getLength(value)
                    : name(value).hashCode();
        }
        if (value instanceof String) {
            String text = (String) value;
            return (text.length() > CHARS ? text.substring(0, CHARS) : text).hashCode() + 31L * text.length();
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof Character) {
            return isJdk(value)
                    ? value.hashCode() + 5L
                    : value.getClass().getName().hashCode();
        }
        if (value instanceof Enum) {
            return ((Enum<?>) value).name().hashCode();
        }
        if (depth > 0 && value.getClass().isArray()) {
            int length = Array.getLength(value);
            long hash = length;
            for (int i = 0; i < Math.min(length, ELEMENTS); i++) {
                hash = hash * 31 + fold(Array.get(value, i), depth - 1);
            }
            return hash;
        }
        if (depth > 0 && value instanceof Collection && isJdk(value)) {
            return elements((Collection<?>) value, depth);
        }
        if (depth > 0 && value instanceof Map && isJdk(value)) {
            Map<?, ?> map = (Map<?, ?>) value;
            return 31 * elements(map.keySet(), depth) + elements(map.values(), depth);
        }
        if (value instanceof CharSequence && isJdk(value)) {
            return fold(value.toString(), depth);
        }
        return name(value).hashCode();
    }

    private static long elements(Collection<?> values, int depth) {
        long hash = values.size();
        int count = 0;
        for (Object element : values) {
            if (count++ == ELEMENTS) {
                break;
            }
            hash = hash * 31 + fold(element, depth - 1);
        }
        return hash;
    }

    private static boolean isJdk(Object value) {
        return value.getClass().getName().startsWith("java.");
    }

    /** Lambdas and proxies carry numbers in their names that differ from run to run. */
    private static String name(Object value) {
        String name = value.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda >= 0 ? name.substring(0, lambda) : name.startsWith("com.sun.proxy.") ? "proxy" : name;
    }
}
