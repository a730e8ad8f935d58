package dev.fettle.probe.crash;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A constructor, method or field by its names: the same in every loader. */
final class Member {
    final Kind kind;
    final String owner;
    final String name;
    /** Erased. */
    final List<String> parameters;

    final List<TypeRef> generic;
    final TypeRef result;
    final boolean isStatic;
    final boolean varargs;
    /** Whether a call must declare exceptions. */
    final boolean checked;
    /** Of what the object is that it is called on: the owner, or a class below it that no source can name. */
    final String subject;

    private final String key;

    /** What it is. */
    enum Kind {
        CONSTRUCTOR,
        METHOD,
        FIELD
    }

    private Member(
            Kind kind,
            String owner,
            String name,
            List<String> parameters,
            List<TypeRef> generic,
            TypeRef result,
            boolean isStatic,
            boolean varargs,
            boolean checked,
            String subject) {
        this.subject = subject;
        this.kind = kind;
        this.owner = owner;
        this.name = name;
        this.parameters = parameters;
        this.generic = generic;
        this.result = result;
        this.isStatic = isStatic;
        this.varargs = varargs;
        this.checked = checked;
        this.key = owner + '#' + name + (kind == Kind.FIELD ? "" : parameters) + (isStatic ? "" : "~");
    }

    static Member of(Executable executable) {
        boolean constructor = executable instanceof Constructor;
        List<String> parameters = new ArrayList<>();
        for (Class<?> parameter : executable.getParameterTypes()) {
            parameters.add(parameter.getName());
        }
        Type[] types = executable.getGenericParameterTypes();
        List<TypeRef> generic = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            generic.add(types.length == parameters.size() ? TypeRef.of(types[i]) : TypeRef.of(parameters.get(i)));
        }
        boolean checked = false;
        for (Class<?> thrown : executable.getExceptionTypes()) {
            checked |= !RuntimeException.class.isAssignableFrom(thrown) && !Error.class.isAssignableFrom(thrown);
        }
        String owner = executable.getDeclaringClass().getName();
        return new Member(
                constructor ? Kind.CONSTRUCTOR : Kind.METHOD,
                owner,
                constructor ? "<init>" : executable.getName(),
                parameters,
                generic,
                constructor ? TypeRef.of(owner) : TypeRef.of(((Method) executable).getReturnType()),
                constructor || Modifier.isStatic(executable.getModifiers()),
                executable.isVarArgs(),
                checked,
                owner);
    }

    /** The same method on an object of a class that has it too. @param parameters as that class declares them */
    Member on(String className, List<TypeRef> known) {
        return new Member(kind, owner, name, parameters, known, result, isStatic, varargs, checked, className);
    }

    /** A field; one of an object has a parameter, which is what it is set to. */
    static Member of(Field field) {
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        return new Member(
                Kind.FIELD,
                field.getDeclaringClass().getName(),
                field.getName(),
                isStatic
                        ? Collections.emptyList()
                        : Collections.singletonList(field.getType().getName()),
                isStatic ? Collections.emptyList() : Collections.singletonList(TypeRef.of(field.getGenericType())),
                TypeRef.of(field.getType()),
                isStatic,
                false,
                false,
                field.getDeclaringClass().getName());
    }

    boolean hasReceiver() {
        return kind == Kind.METHOD && !isStatic;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Member && key.equals(((Member) other).key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key;
    }
}
