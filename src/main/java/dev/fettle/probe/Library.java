package dev.fettle.probe;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Calls into the project's own test framework, whose version is known only at run time. */
final class Library {
    private Library() {}

    static @Nullable Class<?> find(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError missing) {
            return null;
        }
    }

    /** @throws Broken when the library has no such method */
    static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method method = type.getMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new Broken(type.getName() + " has no method " + name, e);
        } catch (RuntimeException notOpen) {
            try {
                return type.getMethod(name, parameters);
            } catch (NoSuchMethodException e) {
                throw new Broken(type.getName() + " has no method " + name, e);
            }
        }
    }

    static @Nullable Object call(Method method, @Nullable Object target, @Nullable Object... arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException e) {
            throw new Broken(method + " cannot be called", e);
        } catch (InvocationTargetException e) {
            throw Library.<RuntimeException>sneak(e.getCause() == null ? e : e.getCause());
        }
    }

    /** As {@link #call}, for what never is null. */
    static Object get(Method method, @Nullable Object target, @Nullable Object... arguments) {
        Object result = call(method, target, arguments);
        if (result == null) {
            throw new Broken(method + " gave null", null);
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    /** The library is not as we know it. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
