package dev.fettle.probe.crash;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** One loading of the project's classes, and what names mean in it. */
final class World {
    final ClassLoader loader;
    private final Map<String, Class<?>> types = new HashMap<>();
    private final Map<Member, Executable> executables = new HashMap<>();
    private final Map<Member, Field> fields = new HashMap<>();
    /** Of each thread: one that was given up goes on with its own. */
    private final ThreadLocal<@Nullable Sharing> sharing = new ThreadLocal<>();

    World(ClassLoader loader) {
        this.loader = loader;
        for (Class<?> primitive : new Class<?>[] {
            int.class,
            long.class,
            double.class,
            float.class,
            short.class,
            byte.class,
            char.class,
            boolean.class,
            void.class
        }) {
            types.put(primitive.getName(), primitive);
        }
    }

    /** Evaluates a whole expression. */
    @Nullable
    Object evaluate(Expr expr) throws Throwable {
        sharing.set(new Sharing(expr));
        try {
            return expr.value(this);
        } finally {
            sharing.remove();
        }
    }

    /** Evaluates a part of it, at most once where it is shared. */
    @Nullable
    Object once(Expr part) throws Throwable {
        Sharing current = sharing.get();
        return current == null ? part.value(this) : current.once(part, this);
    }

    /** @throws ClassNotFoundException also for one that cannot be linked */
    Class<?> type(String name) throws ClassNotFoundException {
        Class<?> known = types.get(name);
        if (known == null) {
            try {
                known = Class.forName(name, false, loader);
            } catch (LinkageError broken) {
                throw new ClassNotFoundException(name, broken);
            }
            types.put(name, known);
        }
        return known;
    }

    /** A method or constructor that a class file has; null for one that cannot be linked. */
    @Nullable
    Executable find(String className, MethodNode method) {
        try {
            Class<?> owner = type(className);
            Type[] types = Type.getArgumentTypes(method.desc);
            Class<?>[] parameters = new Class<?>[types.length];
            for (int i = 0; i < types.length; i++) {
                parameters[i] = type(Names.of(types[i]));
            }
            return method.name.equals("<init>")
                    ? owner.getDeclaredConstructor(parameters)
                    : owner.getDeclaredMethod(method.name, parameters);
        } catch (ReflectiveOperationException | LinkageError missing) {
            return null;
        }
    }

    Executable executable(Member member) throws ReflectiveOperationException {
        Executable known = executables.get(member);
        if (known == null) {
            Class<?>[] parameters = new Class<?>[member.parameters.size()];
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = type(member.parameters.get(i));
            }
            Class<?> owner = type(member.owner);
            try {
                known = member.kind == Member.Kind.CONSTRUCTOR
                        ? owner.getDeclaredConstructor(parameters)
                        : owner.getDeclaredMethod(member.name, parameters);
            } catch (LinkageError broken) {
                throw new ClassNotFoundException(member.owner, broken);
            }
            open(known);
            executables.put(member, known);
        }
        return known;
    }

    Field field(Member member) throws ReflectiveOperationException {
        Field known = fields.get(member);
        if (known == null) {
            known = type(member.owner).getDeclaredField(member.name);
            open(known);
            fields.put(member, known);
        }
        return known;
    }

    private static void open(AccessibleObject member) {
        try {
            member.setAccessible(true);
        } catch (RuntimeException closedModule) {
            return; // public members of the JDK can be called as they are
        }
    }
}
