package dev.fettle.probe.crash;

import org.jspecify.annotations.Nullable;

/** A constant, a singleton or an enum's value. */
final class StaticField extends Expr {
    final Member field;

    StaticField(Member field) {
        this.field = field;
    }

    @Override
    @Nullable
    Object value(World world) throws Throwable {
        try {
            return world.field(field).get(null);
        } catch (ExceptionInInitializerError e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    TypeRef type() {
        return field.result;
    }

    @Override
    String write(SourceText out) {
        return out.type(field.owner) + "." + field.name;
    }
}
