package dev.fettle.probe.crash;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands at several places of one expression, and so is one object there: a node and its parent, a list handed over twice. Of one evaluation. */
final class Sharing {
    private final Set<Expr> shared = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Expr, @Nullable Object> values = new IdentityHashMap<>();

    Sharing(Expr root) {
        walk(root, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** What is within something shared is shared with it. */
    private void walk(Expr expr, Set<Expr> seen) {
        boolean object = expr instanceof Call
                || expr instanceof Built
                || expr instanceof Container
                || expr instanceof ArrayOf
                || expr instanceof SelfHolding;
        if (!seen.add(expr)) {
            if (object) {
                shared.add(expr);
            }
            return;
        }
        for (Expr part : expr.parts()) {
            walk(part, seen);
        }
    }

    /** Whether anything is: then it matters what is called before what. */
    boolean any() {
        return !shared.isEmpty();
    }

    boolean isShared(Expr expr) {
        return !shared.isEmpty() && shared.contains(expr);
    }

    /** Its value, evaluated the first time. */
    @Nullable
    Object once(Expr expr, World world) throws Throwable {
        if (!isShared(expr)) {
            return expr.value(world);
        }
        if (!values.containsKey(expr)) {
            values.put(expr, expr.value(world));
        }
        return values.get(expr);
    }
}
