package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object after some calls on it. */
final class Built extends Expr {
    final Expr maker;
    final List<Step> steps;
    private final List<Expr> parts = new ArrayList<>();

    /** One call on the object, or a field of it set. */
    static final class Step {
        final Member method;
        final List<Expr> arguments;

        Step(Member method, List<Expr> arguments) {
            this.method = method;
            this.arguments = Collections.unmodifiableList(arguments);
        }
    }

    Built(Expr maker, List<Step> steps) {
        List<Step> all = new ArrayList<>();
        if (maker instanceof Built) {
            all.addAll(((Built) maker).steps);
            this.maker = ((Built) maker).maker;
        } else {
            this.maker = maker;
        }
        all.addAll(steps);
        this.steps = Collections.unmodifiableList(all);
        parts.add(this.maker);
        for (Step step : all) {
            parts.addAll(step.arguments);
        }
    }

    /** An object after one more call. */
    static Built after(Expr object, Step step) {
        return new Built(object, Collections.singletonList(step));
    }

    /** Without one of its calls. */
    Expr without(int step) {
        List<Step> fewer = new ArrayList<>(steps);
        fewer.remove(step);
        return fewer.isEmpty() ? maker : new Built(maker, fewer);
    }

    /** The object as it is before one of its calls. */
    Expr before(int step) {
        return step == 0 ? maker : new Built(maker, steps.subList(0, step));
    }

    @Override
    @Nullable
    Object value(World world) throws Throwable {
        Object object = maker.once(world);
        for (Step step : steps) {
            Call.invoke(
                    world, step.method, object, object == null ? step.arguments : Itself.being(object, step.arguments));
        }
        return object;
    }

    @Override
    TypeRef type() {
        return maker.type();
    }

    @Override
    List<Expr> parts() {
        return Collections.unmodifiableList(parts);
    }

    @Override
    TypeRef slot(int part) {
        if (part == 0) {
            return maker.type();
        }
        int at = part - 1;
        for (Step step : steps) {
            if (at < step.arguments.size()) {
                return step.method.generic.get(at);
            }
            at -= step.arguments.size();
        }
        return super.slot(part);
    }

    @Override
    Expr with(int part, Expr other) {
        if (part == 0) {
            return new Built(other, steps);
        }
        List<Step> changed = new ArrayList<>();
        int at = part - 1;
        for (Step step : steps) {
            if (at >= 0 && at < step.arguments.size()) {
                List<Expr> arguments = new ArrayList<>(step.arguments);
                arguments.set(at, other);
                changed.add(new Step(step.method, arguments));
            } else {
                changed.add(step);
            }
            at -= step.arguments.size();
        }
        return new Built(maker, changed);
    }

    @Override
    int weight() {
        return 1 + 2 * steps.size();
    }

    @Override
    String write(SourceText out) {
        String name = out.held(maker);
        for (Step step : steps) {
            List<Expr> arguments = Itself.named(name, step.arguments);
            String receiver = out.cast(name, maker.type().raw, step.method.owner);
            String target = (receiver.startsWith("(") ? "(" + receiver + ")" : receiver) + "." + step.method.name;
            out.statement(
                    step.method.kind == Member.Kind.FIELD
                            ? target + " = " + out.argument(arguments.get(0), step.method.result.raw)
                            : target + "(" + out.arguments(step.method, arguments) + ")",
                    step.method);
        }
        return name;
    }
}
