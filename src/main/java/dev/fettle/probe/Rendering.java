package dev.fettle.probe;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value as text, much as Java's source would have it: the same for the same value in any run, with an end. Nothing of where an object
 * lies in memory gets in. Equal texts mean equal values, as far as the text goes.
 */
final class Rendering {
    private static final int DEPTH = 12;
    private static final int NODES = 3_000;
    private static final int CHARS = 20_000;
    /** Longer texts are cut and end in a digest of the whole. */
    private static final int SHOWN = 240;

    private static final Pattern PLACE = Pattern.compile("@[0-9a-f]{1,8}\\b|\\$\\$Lambda[^\\s,\\])}]*");

    private final StringBuilder text = new StringBuilder();
    private final Map<Object, Object> open = new IdentityHashMap<>();
    private int left = NODES;

    private Rendering() {}

    static String of(@Nullable Object value) {
        Rendering rendering = new Rendering();
        rendering.write(value, 0);
        return rendering.cut();
    }

    /** What an object's fields hold, whatever it says of itself. */
    static String state(Object object) {
        Rendering rendering = new Rendering();
        rendering.fields(object, 0);
        return rendering.cut();
    }

    private String cut() {
        if (text.length() <= SHOWN) {
            return text.toString();
        }
        return text.substring(0, SHOWN) + "… #"
                + Integer.toHexString(text.toString().hashCode());
    }

    private void write(@Nullable Object value, int depth) {
        if (--left < 0 || text.length() > CHARS) {
            text.append('…');
        } else if (value == null) {
            text.append("null");
        } else if (value instanceof String) {
            quoted((String) value, '"');
        } else if (value instanceof Character) {
            quoted(value.toString(), '\'');
        } else if (value instanceof Boolean || value instanceof Integer || value instanceof Double) {
            text.append(value);
        } else if (value instanceof Long) {
            text.append(value).append('L');
        } else if (value instanceof Float) {
            text.append(value).append('f');
        } else if (value instanceof Enum) {
            text.append(((Enum<?>) value).name());
        } else if (value instanceof Class) {
            text.append(name((Class<?>) value)).append(".class");
        } else if (value instanceof Throwable) {
            text.append(name(value.getClass()));
        } else if (depth >= DEPTH) {
            text.append(name(value.getClass()));
        } else if (open.containsKey(value)) {
            text.append('^'); // a ring
        } else {
            open.put(value, value);
            compound(value, depth + 1);
            open.remove(value);
        }
    }

    private void compound(Object value, int depth) {
        Class<?> type = value.getClass();
        if (type.isArray()) {
            List<@Nullable Object> elements = new ArrayList<>();
            for (int i = 0; i < Math.min(Array.getLength(value), NODES); i++) {
                elements.add(Array.get(value, i));
            }
            sequence('{', elements.iterator(), '}', depth);
        } else if (!Copies.isJdk(type)) {
            object(value, depth);
        } else if (value instanceof Map) {
            map((Map<?, ?>) value, depth);
        } else if (value instanceof Set && !(value instanceof SortedSet) && !(value instanceof LinkedHashSet)) {
            sorted((Collection<?>) value, depth);
        } else if (value instanceof Collection) {
            sequence('[', ((Collection<?>) value).iterator(), ']', depth);
        } else if (value instanceof Iterator) {
            sequence('<', (Iterator<?>) value, '>', depth);
        } else if (value instanceof Optional) {
            text.append("Optional");
            sequence(
                    '[',
                    ((Optional<?>) value)
                            .map(Collections::singletonList)
                            .orElse(Collections.emptyList())
                            .iterator(),
                    ']',
                    depth);
        } else {
            said(value);
        }
    }

    private void sequence(char before, Iterator<?> elements, char after, int depth) {
        text.append(before);
        boolean first = true;
        while (elements.hasNext() && left > 0) {
            text.append(first ? "" : ", ");
            write(elements.next(), depth);
            first = false;
        }
        text.append(after);
    }

    /** In an order of our own: theirs may hang on where objects lie. */
    private void sorted(Collection<?> elements, int depth) {
        List<String> texts = new ArrayList<>();
        for (Object element : elements) {
            texts.add(apart(element, depth));
        }
        Collections.sort(texts);
        text.append('[').append(String.join(", ", texts)).append(']');
    }

    private void map(Map<?, ?> map, int depth) {
        List<String> texts = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            texts.add(apart(entry.getKey(), depth) + "=" + apart(entry.getValue(), depth));
        }
        if (!(map instanceof SortedMap) && !(map instanceof LinkedHashMap)) {
            Collections.sort(texts);
        }
        text.append('{').append(String.join(", ", texts)).append('}');
    }

    private String apart(@Nullable Object value, int depth) {
        int from = text.length();
        write(value, depth);
        String own = text.substring(from);
        text.setLength(from);
        return own;
    }

    private void object(Object value, int depth) {
        if (value instanceof Iterator) {
            sequence('<', (Iterator<?>) value, '>', depth);
        } else if (speaks(value.getClass())) {
            said(value);
        } else {
            fields(value, depth);
        }
    }

    private void said(Object value) {
        if (!speaks(value.getClass())) {
            text.append(name(value.getClass()));
            return;
        }
        String said = String.valueOf(value);
        said = said.length() > CHARS ? said.substring(0, CHARS) : said;
        String clean = PLACE.matcher(said).replaceAll("@");
        if (value instanceof CharSequence) {
            quoted(clean, '"');
        } else {
            text.append(clean);
        }
    }

    /** Whether its class has a text of its own. */
    private static boolean speaks(Class<?> type) {
        try {
            return type.getMethod("toString").getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException | LinkageError hidden) {
            return false;
        }
    }

    private void fields(Object value, int depth) {
        text.append(name(value.getClass())).append('{');
        boolean first = true;
        for (Class<?> type = value.getClass(); type != null && !Copies.isJdk(type); type = type.getSuperclass()) {
            for (Field field : Fields.of(type)) {
                text.append(first ? "" : ", ").append(field.getName()).append('=');
                write(Fields.get(field, value), depth);
                first = false;
            }
        }
        text.append('}');
    }

    /** Simple, without the numbers that lambdas and proxies carry. */
    private static String name(Class<?> type) {
        String name = type.getName();
        int lambda = name.indexOf("$$Lambda");
        if (lambda >= 0) {
            return "lambda";
        }
        return name.contains("$Proxy") ? "proxy" : name.substring(name.lastIndexOf('.') + 1);
    }

    private void quoted(String value, char quote) {
        text.append(quote);
        for (int i = 0; i < value.length() && text.length() <= CHARS; i++) {
            char c = value.charAt(i);
            if (c == quote || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c == '\t') {
                text.append("\\t");
            } else if (c < ' '
                    || c >= 0x7f && c < 0xa0
                    || Character.isSurrogate(c)
                    || Character.getType(c) == Character.FORMAT) {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append(quote);
    }
}
