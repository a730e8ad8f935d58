package dev.fettle.probe.crash;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An array with its elements. */
final class ArrayOf extends Expr {
    final TypeRef component;
    final List<Expr> elements;

    ArrayOf(TypeRef component, List<Expr> elements) {
        this.component = component;
        this.elements = Collections.unmodifiableList(elements);
    }

    @Override
    Object value(World world) throws Throwable {
        Object array = Array.newInstance(world.type(component.raw), elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Array.set(array, i, elements.get(i).once(world));
        }
        return array;
    }

    @Override
    TypeRef type() {
        return TypeRef.arrayOf(component);
    }

    @Override
    List<Expr> parts() {
        return elements;
    }

    @Override
    TypeRef slot(int part) {
        return component;
    }

    @Override
    Expr with(int part, Expr other) {
        List<Expr> changed = new ArrayList<>(elements);
        changed.set(part, other);
        return new ArrayOf(component, changed);
    }

    @Override
    String write(SourceText out) {
        if (elements.isEmpty()) {
            String base = out.type(component.raw);
            int nested = base.indexOf('[');
            return nested < 0
                    ? "new " + base + "[0]"
                    : "new " + base.substring(0, nested) + "[0]" + base.substring(nested);
        }
        StringBuilder text =
                new StringBuilder("new ").append(out.type(component.raw)).append("[] {");
        for (int i = 0; i < elements.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(out.argument(elements.get(i), component.raw));
        }
        return text.append('}').toString();
    }
}
