package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes one thing of an expression. */
final class Mutator {
    private static final String SPECIAL = " \t\n\0\"'\\/<>=&%#@!?:;,.()[]{}|~^*+-_$0123456789abcxyzABCXYZ\u00e9\u20ac";
    private static final int LONGEST = 4_000;
    private static final int ALIAS = 8;

    private final Generator generator;
    private final Dictionary dictionary;
    private final Random random;

    Mutator(Generator generator, Dictionary dictionary, Random random) {
        this.generator = generator;
        this.dictionary = dictionary;
        this.random = random;
    }

    /** The expression with one to three things changed; its outermost call stays. */
    Expr mutate(Expr root, List<Expr> others) {
        Expr changed = root;
        for (int i = 1 + Math.min(random.nextInt(3), random.nextInt(3)); i > 0; i--) {
            changed = parts(changed, others);
        }
        return changed;
    }

    private Expr parts(Expr root, List<Expr> others) {
        List<Expr> parts = root.parts();
        if (parts.isEmpty()) {
            return root;
        }
        int[] weights = new int[parts.size()];
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + parts.get(i).count();
            sum += weights[i];
        }
        int at = random.nextInt(sum);
        int part = 0;
        while (at >= weights[part]) {
            at -= weights[part++];
        }
        if (parts.size() > 1 && random.nextInt(ALIAS) == 0) {
            List<Expr> rest = new ArrayList<>(parts);
            rest.remove(part);
            Expr alias = generator.alias(rest, root.slot(part), 1);
            if (alias != null) {
                return root.with(part, alias);
            }
        }
        return root.with(part, node(parts.get(part), root.slot(part), others));
    }

    /** Changes a node itself, or something below it. */
    private Expr node(Expr node, TypeRef slot, List<Expr> others) {
        int below = node.count() - 1;
        if (below > 0 && random.nextInt(below + 2) > 1) {
            return parts(node, others);
        }
        int kind = random.nextInt(10);
        if (kind < 2) {
            return generator.make(slot, 1 + random.nextInt(Generator.DEPTH - 1));
        }
        if (kind == 2) {
            Expr other = from(others, slot);
            if (other != null) {
                return other;
            }
        }
        if (node instanceof Literal) {
            return literal((Literal) node);
        }
        if (node instanceof Container) {
            return container((Container) node);
        }
        if (node instanceof ArrayOf) {
            return array((ArrayOf) node);
        }
        if (node instanceof Built && random.nextInt(3) == 0) {
            return ((Built) node).without(random.nextInt(((Built) node).steps.size()));
        }
        if ((node instanceof Call || node instanceof Built || node instanceof StaticField) && random.nextInt(3) > 0) {
            return generator.changed(node, slot, 2);
        }
        return node.parts().isEmpty() ? generator.make(slot, 2) : parts(node, others);
    }

    private @org.jspecify.annotations.Nullable Expr from(List<Expr> others, TypeRef slot) {
        if (others.isEmpty()) {
            return null;
        }
        List<Expr> fitting = new ArrayList<>();
        collect(others.get(random.nextInt(others.size())), slot.raw, fitting);
        return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
    }

    private static void collect(Expr expr, String raw, List<Expr> fitting) {
        List<Expr> parts = expr.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (expr.slot(i).raw.equals(raw)) {
                fitting.add(parts.get(i));
            }
            collect(parts.get(i), raw, fitting);
        }
    }

    private Expr literal(Literal literal) {
        Object value = literal.value;
        if (value instanceof String) {
            return new Literal(text((String) value));
        }
        if (value instanceof Boolean) {
            return new Literal(!(Boolean) value);
        }
        if (value instanceof Character) {
            return new Literal(
                    random.nextBoolean()
                            ? dictionary.character(random)
                            : (char) ((Character) value + random.nextInt(5) - 2));
        }
        if (value instanceof Double || value instanceof Float) {
            double other = random.nextBoolean()
                    ? dictionary.fraction(random)
                    : ((Number) value).doubleValue() * (random.nextInt(7) - 3) / 2;
            return value instanceof Double ? new Literal(other) : new Literal((float) other);
        }
        long number = ((Number) value).longValue();
        long other = near(number);
        return value instanceof Long
                ? new Literal(other)
                : value instanceof Integer
                        ? new Literal((int) other)
                        : value instanceof Short ? new Literal((short) other) : (Expr) new Literal((byte) other);
    }

    private long near(long number) {
        switch (random.nextInt(6)) {
            case 0:
                return number + 1;
            case 1:
                return number - 1;
            case 2:
                return -number;
            case 3:
                return number * 2;
            case 4:
                return number / 2;
            default:
                return dictionary.number(random);
        }
    }

    private String text(String text) {
        int length = text.length();
        int at = random.nextInt(length + 1);
        int to = at + random.nextInt(length - at + 1);
        String changed;
        switch (random.nextInt(10)) {
            case 0:
                changed = text.substring(0, at);
                break;
            case 1:
                changed = text.substring(at);
                break;
            case 2:
                changed = text.substring(0, at) + text.substring(to);
                break;
            case 3:
                changed = text.substring(0, at) + text.substring(at, to) + text.substring(at, to) + text.substring(to);
                break;
            case 4:
            case 5:
                changed = text.substring(0, at) + dictionary.text(random) + text.substring(at);
                break;
            case 6:
                changed = text.substring(0, at) + dictionary.text(random) + text.substring(to);
                break;
            case 7:
                changed = at < length ? text.substring(0, at) + text.substring(at + 1) : text;
                break;
            default:
                char c = random.nextInt(3) == 0
                        ? dictionary.character(random)
                        : SPECIAL.charAt(random.nextInt(SPECIAL.length()));
                changed =
                        text.substring(0, at) + c + text.substring(random.nextBoolean() || at == length ? at : at + 1);
        }
        return changed.length() > LONGEST ? text : changed;
    }

    private Expr container(Container container) {
        List<Expr> elements = new ArrayList<>(container.elements);
        int stride = container.stride();
        if (!elements.isEmpty() && random.nextBoolean()) {
            int at = random.nextInt(elements.size() / stride) * stride;
            elements.subList(at, at + stride).clear();
        } else {
            generator.elements(container, elements, 2);
        }
        return container.holding(elements);
    }

    private Expr array(ArrayOf array) {
        List<Expr> elements = new ArrayList<>(array.elements);
        if (!elements.isEmpty() && random.nextBoolean()) {
            elements.remove(random.nextInt(elements.size()));
        } else {
            elements.add(random.nextInt(elements.size() + 1), generator.make(array.component, 2));
        }
        return new ArrayOf(array.component, elements);
    }
}
