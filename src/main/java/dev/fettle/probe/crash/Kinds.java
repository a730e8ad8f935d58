package dev.fettle.probe.crash;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value is, in words that documentation uses too. */
final class Kinds {
    private Kinds() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence) {
            String text = value.toString();
            return text.isEmpty() ? "empty" : text.trim().isEmpty() ? "blank" : "text";
        }
        if (value instanceof Number) {
            double number = ((Number) value).doubleValue();
            return number == 0 ? "zero" : number < 0 ? "negative" : "number";
        }
        boolean empty = value instanceof Collection && ((Collection<?>) value).isEmpty()
                || value instanceof Map && ((Map<?, ?>) value).isEmpty()
                || value.getClass().isArray() && Array.getLength(value) == 0;
        return empty ? "empty" : "other";
    }
}
