package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes an expression small while it keeps what it shows. Nulls count as large: they hide what a caller really did. */
final class Minimiser {
    private static final int NULL = 8;
    private static final int LONG_TEXT = 60;

    private final FewValues values;
    private final Makers makers;
    private final Predicate<Expr> shows;
    private int left;

    /** @param shows whether an expression still does */
    Minimiser(FewValues values, Makers makers, Predicate<Expr> shows, int tries) {
        this.values = values;
        this.makers = makers;
        this.shows = shows;
        this.left = tries;
    }

    Expr minimise(Expr expr) {
        Expr best = expr;
        boolean better = true;
        while (better && left > 0) {
            better = false;
            for (Expr simpler : simpler(best, null)) {
                if (cost(simpler) < cost(best)
                        && simpler.nulls() <= best.nulls()
                        && left-- > 0
                        && shows.test(simpler)) {
                    best = simpler;
                    better = true;
                    break;
                }
            }
        }
        return best;
    }

    private static int cost(Expr expr) {
        return expr.size() + NULL * expr.nulls();
    }

    /** Expressions with one thing made simpler; the outermost ones first. The root gives way to calls within it only. */
    private List<Expr> simpler(Expr expr, @org.jspecify.annotations.Nullable TypeRef slot) {
        List<Expr> all = new ArrayList<>();
        if (slot != null) {
            instead(expr, slot, all);
        } else {
            earlier(expr, all);
        }
        if (expr instanceof Built) {
            Built built = (Built) expr;
            all.add(built.maker);
            for (int i = built.steps.size() - 1; i >= 0; i--) {
                all.add(built.without(i));
            }
        } else if (expr instanceof Container) {
            shorter(
                    ((Container) expr).elements,
                    ((Container) expr).stride(),
                    some -> all.add(((Container) expr).holding(some)));
        } else if (expr instanceof ArrayOf) {
            shorter(((ArrayOf) expr).elements, 1, some -> all.add(new ArrayOf(((ArrayOf) expr).component, some)));
        } else if (expr instanceof Literal) {
            literal(((Literal) expr).value, all);
        } else if (expr instanceof Repeated && ((Repeated) expr).half() != null) {
            all.add(((Repeated) expr).half());
        }
        List<Expr> parts = expr.parts();
        for (int i = 0; i < parts.size(); i++) {
            int part = i;
            simpler(parts.get(i), expr.slot(i)).forEach(other -> all.add(expr.with(part, other)));
        }
        return all;
    }

    /** Calls on the way to the outermost: perhaps it is one of them that throws. */
    private static void earlier(Expr expr, List<Expr> all) {
        for (Expr part : expr.parts()) {
            if (part instanceof Call) {
                all.add(part);
            }
            earlier(part, all);
        }
        if (expr instanceof Built) {
            Built built = (Built) expr;
            for (int i = 0; i < built.steps.size(); i++) {
                if (built.steps.get(i).method.kind == Member.Kind.FIELD) {
                    continue;
                }
                List<Expr> parts = new ArrayList<>();
                parts.add(built.before(i));
                parts.addAll(built.steps.get(i).arguments);
                all.add(new Call(built.steps.get(i).method, parts));
            }
        }
    }

    private void instead(Expr expr, TypeRef slot, List<Expr> all) {
        if (slot.isPrimitive() || expr instanceof Literal) {
            return;
        }
        for (Expr few : values.of(slot)) {
            if (!(few instanceof Null) && few.size() <= 3) {
                all.add(few);
            }
        }
        for (Member member : makers.of(slot.raw).all()) {
            if (member.parameters.isEmpty() && member.isStatic) {
                all.add(
                        member.kind == Member.Kind.FIELD
                                ? new StaticField(member)
                                : new Call(member, new ArrayList<>()));
            }
        }
        within(expr, slot, all);
    }

    /** A part that could stand for the whole. */
    private static void within(Expr expr, TypeRef slot, List<Expr> all) {
        for (Expr part : expr.parts()) {
            if (part.type().raw.equals(slot.raw) || part.type().raw.equals(expr.type().raw)) {
                all.add(part);
            }
            within(part, slot, all);
        }
    }

    private static void shorter(List<Expr> elements, int stride, java.util.function.Consumer<List<Expr>> to) {
        for (int some = elements.size() / stride; some > 0; some /= 2) {
            for (int at = 0; at + some * stride <= elements.size(); at += some * stride) {
                List<Expr> fewer = new ArrayList<>(elements);
                fewer.subList(at, at + some * stride).clear();
                to.accept(fewer);
            }
        }
    }

    private static void literal(Object value, List<Expr> all) {
        if (value instanceof String) {
            String text = (String) value;
            for (int some = text.length(); some > 0; some /= 2) {
                for (int at = 0; at + some <= text.length(); at += some) {
                    all.add(new Literal(text.substring(0, at) + text.substring(at + some)));
                }
            }
            if (text.length() <= LONG_TEXT) {
                for (int at = 0; at < text.length(); at++) {
                    all.add(new Literal(text.substring(0, at) + text.substring(at + 1)));
                }
            }
        } else if (value instanceof Integer) {
            for (int each : new int[] {0, 1, -1}) {
                all.add(new Literal(each));
            }
        } else if (value instanceof Long) {
            all.add(new Literal(0L));
            all.add(new Literal(1L));
        } else if (value instanceof Double) {
            all.add(new Literal(0.0));
            all.add(new Literal(1.0));
        }
    }
}
