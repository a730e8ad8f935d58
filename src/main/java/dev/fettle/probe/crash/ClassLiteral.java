package dev.fettle.probe.crash;

import java.util.Collections;

/** {@code String.class}. */
final class ClassLiteral extends Expr {
    private static final TypeRef TYPE = new TypeRef("java.lang.Class", Collections.emptyList());

    private final String name;

    ClassLiteral(String name) {
        this.name = name;
    }

    @Override
    Object value(World world) throws ClassNotFoundException {
        return world.type(name);
    }

    @Override
    TypeRef type() {
        return TYPE;
    }

    @Override
    String write(SourceText out) {
        return out.type(name) + ".class";
    }
}
