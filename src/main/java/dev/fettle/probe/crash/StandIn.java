package dev.fettle.probe.crash;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An implementation of an interface that does nothing, and answers the same each time. */
final class StandIn extends Expr {
    private final TypeRef type;
    private final Expr answer;

    /** @param answer of the methods that answer this type; the others answer null, zero or false */
    StandIn(TypeRef type, Expr answer) {
        this.type = type;
        this.answer = answer;
    }

    @Override
    Object value(World world) throws Throwable {
        Class<?> face = world.type(type.raw);
        return Proxy.newProxyInstance(world.loader, new Class<?>[] {face}, new Handler(world));
    }

    private final class Handler implements InvocationHandler {
        private final World world;

        Handler(World world) {
            this.world = world;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                switch (method.getName()) {
                    case "equals":
                        return arguments != null && proxy == arguments[0];
                    case "hashCode":
                        return System.identityHashCode(proxy);
                    default:
                        return "stand-in";
                }
            }
            return method.isDefault()
                    ? original(proxy, method, arguments)
                    : answerOf(method).value(world);
        }
    }

    private static @Nullable Object original(Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            Method in = MethodHandles.class.getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class);
            MethodHandles.Lookup lookup =
                    (MethodHandles.Lookup) in.invoke(null, method.getDeclaringClass(), MethodHandles.lookup());
            return lookup.unreflectSpecial(method, method.getDeclaringClass())
                    .bindTo(proxy)
                    .invokeWithArguments(arguments == null ? new Object[0] : arguments);
        } catch (ReflectiveOperationException notHere) {
            throw new UnsupportedOperationException(method.getName(), notHere);
        }
    }

    private Expr answerOf(Method method) {
        Class<?> wanted = method.getReturnType();
        if (answer.type().raw.equals(wanted.getName()) || wanted == Object.class && !(answer instanceof Null)) {
            return answer;
        }
        if (wanted == boolean.class) {
            return new Literal(false);
        }
        if (wanted == char.class) {
            return new Literal('\0');
        }
        if (wanted.isPrimitive() && wanted != void.class) {
            Object zero = java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(wanted, 1), 0);
            return new Literal(zero);
        }
        return new Null(TypeRef.of(wanted));
    }

    @Override
    int weight() {
        return 5;
    }

    /** The methods that an implementation must have, in a fixed order. */
    static List<Method> abstracts(Class<?> face) {
        List<Method> methods = new ArrayList<>();
        for (Method method : face.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers()) && !ofObject(method)) {
                methods.add(method);
            }
        }
        methods.sort(Comparator.comparing(Method::toString));
        List<Method> different = new ArrayList<>();
        for (Method method : methods) {
            boolean known = false;
            for (Method other : different) {
                known |= other.getName().equals(method.getName())
                        && Arrays.equals(other.getParameterTypes(), method.getParameterTypes());
            }
            if (!known) {
                different.add(method);
            }
        }
        return different;
    }

    private static boolean ofObject(Method method) {
        try {
            Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException itsOwn) {
            return false;
        }
    }

    @Override
    TypeRef type() {
        return type;
    }

    @Override
    List<Expr> parts() {
        return Collections.singletonList(answer);
    }

    @Override
    TypeRef slot(int part) {
        return answer.type();
    }

    @Override
    Expr with(int part, Expr other) {
        return new StandIn(type, other);
    }

    @Override
    String write(SourceText out) {
        return out.standIn(type, this::answerOf);
    }
}
