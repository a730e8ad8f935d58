package dev.fettle.probe.crash;

import org.jspecify.annotations.Nullable;

/** Null, where a type is wanted. */
final class Null extends Expr {
    private final TypeRef type;

    Null(TypeRef type) {
        this.type = type;
    }

    @Override
    @Nullable
    Object value(World world) {
        return null;
    }

    @Override
    TypeRef type() {
        return type;
    }

    @Override
    String write(SourceText out) {
        return "null";
    }

    @Override
    int weight() {
        return 1;
    }

    @Override
    int nulls() {
        return 1;
    }
}
