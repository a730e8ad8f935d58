package dev.fettle.repair.template.source;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Expressions one step away from a variable. */
final class Derived {
    private static final int MOST_GETTERS = 14;

    private final Ingredients in;
    private final JavaModel model;
    private final List<Snippet> found = new ArrayList<>();

    private Derived(Ingredients in) {
        this.in = in;
        this.model = in.model();
    }

    static List<Snippet> of(Ingredients in) {
        Derived derived = new Derived(in);
        List<Variable> near = in.variables().stream()
                .filter(variable -> in.nearness(variable) >= 0.5)
                .sorted(java.util.Comparator.comparingDouble(variable -> -in.nearness(variable)))
                .limit(14)
                .toList();
        for (Variable variable : near) {
            derived.from(in.read(variable), near);
        }
        derived.sums(near);
        return derived.found;
    }

    private void from(Snippet variable, List<Variable> near) {
        TypeMirror type = variable.type();
        double nearness = variable.nearness() * 0.75;
        if (type instanceof ArrayType array) {
            add(variable.text() + ".length", model.types().getPrimitiveType(TypeKind.INT), nearness);
            elements(variable, array.getComponentType(), near, "[", "]");
            add(variable.text() + "[0]", array.getComponentType(), nearness * 0.5);
            add(variable.text() + "[" + variable.text() + ".length - 1]", array.getComponentType(), nearness * 0.5);
            return;
        }
        if (model.isA(type, "java.util.List") || model.isString(type)) {
            for (Callable method : model.methods(type, in.place().visible().innermost())) {
                boolean byIndex = method.name().equals("get") || method.name().equals("charAt");
                if (byIndex && method.parameters().size() == 1) {
                    String call = variable.text() + "." + method.name();
                    String size = variable.text() + (model.isString(type) ? ".length()" : ".size()");
                    elements(variable, method.returns(), near, "." + method.name() + "(", ")");
                    add(call + "(0)", method.returns(), nearness * 0.6);
                    add(call + "(" + size + " - 1)", method.returns(), nearness * 0.5);
                }
            }
        }
        if (model.isA(type, "java.util.Map")) {
            lookups(variable, near);
        }
        for (VariableElement field : model.fields(type, in.place().visible().innermost())) {
            if (!field.getModifiers().contains(Modifier.STATIC)
                    && !variable.text().equals("this")) {
                add(variable.text() + "." + field.getSimpleName(), fieldType(type, field), nearness);
            }
        }
        getters(variable, nearness);
    }

    private TypeMirror fieldType(TypeMirror type, VariableElement field) {
        try {
            return model.types().asMemberOf(java.util.Objects.requireNonNull(model.declared(type)), field);
        } catch (IllegalArgumentException notAMember) {
            return field.asType();
        }
    }

    private void getters(Snippet variable, double nearness) {
        int count = 0;
        for (Callable method :
                model.methods(variable.type(), in.place().visible().innermost())) {
            String name = method.name();
            if (!method.parameters().isEmpty()
                    || method.isStatic()
                    || method.returnsNothing()
                    || method.generic()
                    || method.throwsUnhandled(in.place())
                    || Names.isIdle(name)) {
                continue;
            }
            double factor = Names.isAccessor(name) ? 1 : Names.isMutator(name) ? 0.45 : 0.7;
            add(variable.text() + "." + name + "()", method.returns(), nearness * factor);
            if (++count >= MOST_GETTERS) {
                return;
            }
        }
    }

    private void elements(Snippet of, TypeMirror type, List<Variable> near, String open, String close) {
        for (Variable index : near) {
            if (model.plain(index.type()).getKind() == TypeKind.INT) {
                double nearness = of.nearness() * in.nearness(index) * 0.7;
                add(of.text() + open + index.text() + close, type, nearness);
                if (index.isLocal()) {
                    add(of.text() + open + index.text() + " - 1" + close, type, nearness * 0.5);
                    add(of.text() + open + index.text() + " + 1" + close, type, nearness * 0.5);
                }
            }
        }
    }

    private void lookups(Snippet map, List<Variable> near) {
        for (Callable method : model.methods(map.type(), in.place().visible().innermost())) {
            if (!method.name().equals("get") || method.parameters().size() != 1) {
                continue;
            }
            TypeMirror key = argument(map.type());
            for (Variable variable : near) {
                if (key == null || model.fits(variable.type(), key)) {
                    double nearness = map.nearness() * in.nearness(variable) * 0.6;
                    if (!variable.text().equals(map.text())) {
                        add(map.text() + ".get(" + variable.text() + ")", method.returns(), nearness);
                    }
                }
            }
        }
    }

    private @Nullable TypeMirror argument(TypeMirror map) {
        return map instanceof javax.lang.model.type.DeclaredType declared
                        && declared.getTypeArguments().size() == 2
                ? declared.getTypeArguments().get(0)
                : null;
    }

    /** Sums and differences of numbers: {@code v + 1}, {@code v - w}. */
    private void sums(List<Variable> near) {
        for (Variable one : near) {
            TypeMirror type = promoted(model.plain(one.type()));
            if (!model.isNumber(type) || model.plain(one.type()).getKind() == TypeKind.CHAR) {
                continue;
            }
            double nearness = in.nearness(one) * 0.6;
            sum(one.text() + " + 1", type, nearness);
            sum(one.text() + " - 1", type, nearness);
            for (Variable two : near) {
                if (two != one && model.same(one.type(), two.type())) {
                    double both = nearness * in.nearness(two) * 0.6;
                    if (one.distance() < two.distance()) {
                        sum(one.text() + " + " + two.text(), type, both);
                        found.add(new Snippet(
                                one.text() + " * " + two.text(), type, Precedence.MULTIPLICATIVE, both * 0.7));
                    }
                    sum(one.text() + " - " + two.text(), type, both);
                }
            }
            found.add(new Snippet(one.text() + " * " + one.text(), type, Precedence.MULTIPLICATIVE, nearness * 0.5));
        }
    }

    private TypeMirror promoted(TypeMirror type) {
        return model.isInt(type) ? model.types().getPrimitiveType(TypeKind.INT) : type;
    }

    private void sum(String text, TypeMirror type, double nearness) {
        found.add(new Snippet(text, type, Precedence.ADDITIVE, nearness));
    }

    private void add(String text, TypeMirror type, double nearness) {
        found.add(new Snippet(text, type, Precedence.PRIMARY, nearness));
    }
}
