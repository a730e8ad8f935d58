package dev.fettle.probe;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields that an object of the project has. */
final class Fields {
    /** Stands for a field that cannot be read. */
    private static final Object UNREADABLE = new Object[0];

    private Fields() {}

    /** Instance fields that a class itself declares in its source, by name; none where reflection is barred. */
    static List<Field> of(Class<?> type) {
        try {
            List<Field> fields = new ArrayList<>();
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
            fields.sort(Comparator.comparing(Field::getName));
            return fields;
        } catch (RuntimeException | LinkageError barred) {
            return Collections.emptyList();
        }
    }

    static @Nullable Object get(Field field, Object target) {
        try {
            return field.get(target);
        } catch (IllegalAccessException | RuntimeException unreadable) {
            return UNREADABLE;
        }
    }
}
