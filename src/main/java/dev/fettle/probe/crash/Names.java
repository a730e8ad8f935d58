package dev.fettle.probe.crash;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Type;

/** Names of types, as class files and as sources have them. */
final class Names {
    static final Set<String> PRIMITIVES =
            new HashSet<>(Arrays.asList("int", "long", "double", "float", "short", "byte", "char", "boolean", "void"));

    private Names() {}

    /** The name that {@link Class#getName} gives for a descriptor. */
    static String ofDescriptor(String descriptor) {
        return of(Type.getType(descriptor));
    }

    static String of(Type type) {
        if (type.getSort() == Type.ARRAY) {
            return type.getDescriptor().replace('/', '.');
        }
        return type.getClassName();
    }

    static String packageOf(String className) {
        int dot = className.lastIndexOf('.');
        return dot < 0 ? "" : className.substring(0, dot);
    }

    static String simple(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    /** The same for every numbering of lambdas. */
    static String method(String name) {
        return name.startsWith("lambda$") ? name.substring(0, name.lastIndexOf('$') + 1) : name;
    }

    /** The method in whose source a lambda's code stands; the method itself otherwise. */
    static String written(String name) {
        if (!name.startsWith("lambda$")) {
            return name;
        }
        int end = name.indexOf('$', "lambda$".length());
        String inside = end < 0 ? name : name.substring("lambda$".length(), end);
        return inside.equals("new") ? "<init>" : inside.equals("static") ? "<clinit>" : inside;
    }

    static boolean isJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("javax.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }
}
