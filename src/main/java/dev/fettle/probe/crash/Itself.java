package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The object itself, as an argument of a call on it: what holds itself has no end. */
final class Itself extends Expr {
    private final TypeRef type;
    private final @Nullable Object object;
    private final String name;

    Itself(TypeRef type) {
        this(type, null, "");
    }

    private Itself(TypeRef type, @Nullable Object object, String name) {
        this.type = type;
        this.object = object;
        this.name = name;
    }

    /** The arguments with the object where it stands for itself. */
    static List<Expr> being(Object object, List<Expr> arguments) {
        return replaced(arguments, object, "");
    }

    /** The arguments with a variable's name where the object stands for itself. */
    static List<Expr> named(String name, List<Expr> arguments) {
        return replaced(arguments, null, name);
    }

    private static List<Expr> replaced(List<Expr> arguments, @Nullable Object object, String name) {
        List<Expr> replaced = new ArrayList<>();
        for (Expr each : arguments) {
            replaced.add(each instanceof Itself ? new Itself(each.type(), object, name) : each);
        }
        return replaced;
    }

    @Override
    @Nullable
    Object value(World world) {
        return object;
    }

    @Override
    TypeRef type() {
        return type;
    }

    @Override
    String write(SourceText out) {
        return name.isEmpty() ? "null" : name;
    }

    @Override
    int weight() {
        return 1;
    }
}
