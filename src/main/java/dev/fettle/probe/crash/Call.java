package dev.fettle.probe.crash;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of a constructor or method. */
final class Call extends Expr {
    final Member member;
    private final List<Expr> parts;

    /** @param parts the receiver, where there is one, and the arguments */
    Call(Member member, List<Expr> parts) {
        this.member = member;
        this.parts = Collections.unmodifiableList(parts);
    }

    int receivers() {
        return member.hasReceiver() ? 1 : 0;
    }

    List<Expr> arguments() {
        return parts.subList(receivers(), parts.size());
    }

    @Override
    @Nullable
    Object value(World world) throws Throwable {
        Object receiver = member.hasReceiver() ? parts.get(0).once(world) : null;
        return invoke(world, member, receiver, arguments());
    }

    /** Calls a method or constructor, or sets a field. */
    static @Nullable Object invoke(World world, Member member, @Nullable Object receiver, List<Expr> arguments)
            throws Throwable {
        if (member.kind == Member.Kind.FIELD) {
            Object value = arguments.get(0).once(world);
            world.field(member).set(receiver, value);
            return value;
        }
        Executable executable = world.executable(member);
        Object[] values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).once(world);
        }
        try {
            return executable instanceof Constructor
                    ? ((Constructor<?>) executable).newInstance(values)
                    : ((Method) executable).invoke(receiver, values);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause() == null ? e : e.getCause();
            throw thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown;
        }
    }

    @Override
    TypeRef type() {
        return member.result;
    }

    @Override
    List<Expr> parts() {
        return parts;
    }

    @Override
    TypeRef slot(int part) {
        int argument = part - receivers();
        return argument < 0 ? TypeRef.of(member.subject) : member.generic.get(argument);
    }

    @Override
    Expr with(int part, Expr other) {
        List<Expr> changed = new ArrayList<>(parts);
        changed.set(part, other);
        return new Call(member, changed);
    }

    @Override
    String write(SourceText out) {
        if (member.kind == Member.Kind.CONSTRUCTOR) {
            return "new " + out.type(member.owner) + out.diamond(member.owner) + "("
                    + out.arguments(member, arguments()) + ")";
        }
        String receiver = member.isStatic ? out.type(member.owner) : out.receiver(parts.get(0), member.owner);
        return receiver + "." + member.name + "(" + out.arguments(member, arguments()) + ")";
    }
}
