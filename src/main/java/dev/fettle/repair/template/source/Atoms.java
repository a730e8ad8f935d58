package dev.fettle.repair.template.source;

import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Conditions made of what is in scope: null, empty, size, equality, comparison, questions of objects, and those that stand elsewhere. */
final class Atoms {
    private static final int MOST = 220;
    /** Of one enum. */
    private static final int MOST_CONSTANTS = 8;

    /** How much of their names two variables of a kind share. */
    private static final double LIKE = 0.5;

    /** How near what the statement itself uses is. */
    private static final double USED = 0.95;

    private static final Set<String> TEXT_TESTS = Set.of("startsWith", "endsWith", "contains", "equalsIgnoreCase");

    private final Ingredients in;
    private final JavaModel model;
    private final TypeMirror bool;
    private final Map<String, Snippet> found = new LinkedHashMap<>();

    private Atoms(Ingredients in) {
        this.in = in;
        this.model = in.model();
        this.bool = model.types().getPrimitiveType(TypeKind.BOOLEAN);
    }

    static List<Snippet> of(Ingredients in) {
        Atoms atoms = new Atoms(in);
        List<Variable> near = in.variables().stream()
                .filter(variable -> in.nearness(variable) >= 0.3)
                .sorted(Comparator.comparingDouble(variable -> -in.nearness(variable)))
                .limit(18)
                .toList();
        near.forEach(atoms::ofOne);
        ComparisonChain.missing(in).forEach(text -> atoms.add(text, Precedence.EQUALITY, USED));
        atoms.ofStatement();
        atoms.beyondBound();
        atoms.fieldsAndElements(near);
        atoms.ofNumbers(near);
        atoms.ofPairs(near);
        atoms.own();
        atoms.ofRelatives(near);
        atoms.elsewhere();
        return atoms.found.values().stream()
                .sorted(Comparator.comparingDouble(atom -> -atom.nearness()))
                .limit(MOST)
                .toList();
    }

    /** What the statement itself uses is asked first: the null that it follows, the index that it takes. */
    private void ofStatement() {
        TreePath statement = in.place().statement();
        if (statement != null) {
            StatementUses.of(in, statement).forEach(use -> {
                switch (use.kind()) {
                    case VALUE -> ofValue(use.text(), use.type(), USED);
                    case CAST -> {
                        add(use.text(), Precedence.RELATIONAL, USED * 0.8);
                        add("!(" + use.text() + ")", Precedence.UNARY, USED * 0.8);
                    }
                    case BOUND ->
                        compare(new Snippet(use.text(), use.type(), Precedence.ADDITIVE, 1), use.limit(), USED * 0.85);
                }
            });
        }
    }

    /** What is given a bound may be beyond it. */
    private void beyondBound() {
        TreePath statement = in.place().statement();
        Clamp clamp = statement == null ? null : Clamp.of(statement.getLeaf());
        if (clamp == null || clamp.isWhole()) {
            return;
        }
        for (Snippet size : in.derived()) {
            bound(clamp, size.text(), size.type());
        }
        for (Variable variable : in.variables()) {
            bound(clamp, variable.text(), variable.type());
        }
    }

    private void bound(Clamp clamp, String text, TypeMirror type) {
        if (text.equals(clamp.bound()) && model.isNumeric(type)) {
            add(clamp.value() + " > " + text, Precedence.RELATIONAL, 1);
            add(clamp.value() + " < " + text, Precedence.RELATIONAL, 1);
        }
    }

    private void ofOne(Variable variable) {
        ofValue(variable.text(), variable.type(), in.nearness(variable));
    }

    /** Null, emptiness and yes-no questions of one expression. */
    private void ofValue(String text, TypeMirror type, double near) {
        if (model.isBoolean(type)) {
            add(text, Precedence.PRIMARY, near);
            add("!" + text, Precedence.UNARY, near);
            return;
        }
        if (!model.isReference(type)) {
            return;
        }
        add(text + " == null", Precedence.EQUALITY, near * 0.95);
        add(text + " != null", Precedence.EQUALITY, near * 0.95);
        if (type instanceof ArrayType) {
            add(text + ".length == 0", Precedence.EQUALITY, near * 0.8);
            add(text + ".length > 0", Precedence.RELATIONAL, near * 0.7);
            return;
        }
        if (model.isEnum(type)) {
            constants(text, type, near);
        }
        questions(text, type, near);
    }

    private void constants(String text, TypeMirror type, double near) {
        oneOf(
                text,
                in.literals(type).stream().map(Snippet::text).filter(constant -> !constant.equals("null")),
                near * 0.55,
                near * 0.5);
    }

    private void oneOf(String text, Stream<String> constants, double equal, double unequal) {
        constants.limit(MOST_CONSTANTS).forEach(constant -> {
            add(text + " == " + constant, Precedence.EQUALITY, equal);
            add(text + " != " + constant, Precedence.EQUALITY, unequal);
        });
    }

    private void questions(String text, TypeMirror type, double near) {
        for (Callable method : model.methods(type, in.place().visible().innermost())) {
            if (method.isStatic()
                    || method.generic()
                    || !method.parameters().isEmpty()
                    || !model.isBoolean(method.returns())
                    || method.throwsUnhandled(in.place())) {
                continue;
            }
            double factor = method.name().equals("isEmpty") ? 0.9 : Names.isQuestion(method.name()) ? 0.8 : 0.5;
            String call = text + "." + method.name() + "()";
            add(call, Precedence.PRIMARY, near * factor);
            add("!" + call, Precedence.UNARY, near * factor);
        }
    }

    /** What is one step away is asked for null and emptiness too. */
    private void fieldsAndElements(List<Variable> near) {
        for (Variable variable : near) {
            if (!variable.isLocal() || in.nearness(variable) < 0.85) {
                continue;
            }
            double nearness = in.nearness(variable) * 0.6;
            for (VariableElement field :
                    model.fields(variable.type(), in.place().visible().innermost())) {
                if (!field.getModifiers().contains(Modifier.STATIC)) {
                    String text = variable.text() + "." + field.getSimpleName();
                    ofValue(text, field.asType(), nearness);
                    kinds(text, field.asType(), nearness);
                }
            }
        }
    }

    /** A number that says what kind of thing it is: one of the file's constants. */
    private void kinds(String text, TypeMirror type, double near) {
        if (model.isInt(type)) {
            Stream<String> known = in.variables().stream()
                    .filter(variable -> variable.kind() == Variable.Kind.CONSTANT && model.same(variable.type(), type))
                    .map(Variable::text);
            oneOf(text, known, near * 0.6, near * 0.55);
        }
    }

    private void ofNumbers(List<Variable> near) {
        List<Snippet> numbers = new ArrayList<>();
        for (Variable variable : near) {
            if (model.isNumeric(variable.type())) {
                numbers.add(in.read(variable));
            }
        }
        List<Snippet> sizes = in.derived().stream()
                .filter(snippet -> snippet.type().getKind() == TypeKind.INT
                        && (snippet.text().endsWith(".length")
                                || snippet.text().endsWith(".length()")
                                || snippet.text().endsWith(".size()")))
                .toList();
        for (Snippet number : numbers) {
            String zero = number.type().getKind() == TypeKind.CHAR ? "'0'" : "0";
            compare(number, zero, number.nearness() * 0.75);
            if (model.isInt(number.type()) && !zero.equals("'0'")) {
                add(number.text() + " == 1", Precedence.EQUALITY, number.nearness() * 0.5);
                add(number.text() + " <= 1", Precedence.RELATIONAL, number.nearness() * 0.5);
                add(number.text() + " > 1", Precedence.RELATIONAL, number.nearness() * 0.45);
                add(number.text() + " == -1", Precedence.EQUALITY, number.nearness() * 0.4);
                for (Snippet size : sizes) {
                    compare(number, size.text(), number.nearness() * size.nearness() * 0.8);
                }
            }
        }
        for (Snippet size : sizes) {
            add(size.text() + " == 0", Precedence.EQUALITY, size.nearness() * 0.7);
            add(size.text() + " > 0", Precedence.RELATIONAL, size.nearness() * 0.5);
            add(size.text() + " > 1", Precedence.RELATIONAL, size.nearness() * 0.4);
            add(size.text() + " == 1", Precedence.EQUALITY, size.nearness() * 0.45);
            add(size.text() + " < 2", Precedence.RELATIONAL, size.nearness() * 0.4);
        }
    }

    private void compare(Snippet left, String right, double nearness) {
        order(left, right, nearness);
        equality(left, right, nearness);
    }

    private void order(Snippet left, String right, double nearness) {
        add(left.text() + " < " + right, Precedence.RELATIONAL, nearness);
        add(left.text() + " <= " + right, Precedence.RELATIONAL, nearness * 0.97);
        add(left.text() + " > " + right, Precedence.RELATIONAL, nearness);
        add(left.text() + " >= " + right, Precedence.RELATIONAL, nearness * 0.97);
    }

    private void equality(Snippet left, String right, double nearness) {
        add(left.text() + " == " + right, Precedence.EQUALITY, nearness);
        add(left.text() + " != " + right, Precedence.EQUALITY, nearness);
    }

    private void ofPairs(List<Variable> near) {
        for (Variable one : near) {
            for (Variable two : near) {
                if (one == two) {
                    continue;
                }
                double nearness = in.nearness(one) * in.nearness(two);
                boolean numbers = model.isNumeric(one.type()) && model.isNumeric(two.type());
                if (numbers && one.distance() < two.distance()) {
                    ofNumbers(one, two, nearness);
                }
                if (model.isReference(one.type())) {
                    references(one, two, nearness);
                }
                if (one.distance() < two.distance() && areLike(one, two)) {
                    both(one, two, nearness);
                }
            }
        }
    }

    /** Two of a kind: {@code left} and {@code right}, {@code file1} and {@code file2}. */
    private boolean areLike(Variable one, Variable two) {
        return one.isLocal()
                && two.isLocal()
                && model.same(one.type(), two.type())
                && (one.text().length() == 1 && two.text().length() == 1
                        || Names.opposite(one.text(), two.text())
                        || Names.likeness(one.text(), two.text()) >= LIKE);
    }

    /** The special case of one of them, and of both. */
    private void both(Variable one, Variable two, double nearness) {
        String asked = model.isReference(one.type()) ? " == null" : model.isNumber(one.type()) ? " == 0" : "";
        if (!asked.isEmpty()) {
            add(two.text() + asked + " || " + one.text() + asked, Precedence.OR, nearness * 0.6);
            add(two.text() + asked + " && " + one.text() + asked, Precedence.AND, nearness * 0.6);
        }
    }

    private void ofNumbers(Variable one, Variable two, double nearness) {
        boolean same = model.same(model.plain(one.type()), model.plain(two.type()));
        order(in.read(one), two.text(), nearness * (same ? 0.8 : 0.4));
        if (model.isNumber(one.type()) || model.isNumber(two.type())) {
            equality(in.read(one), two.text(), nearness * (same ? 0.8 : 0.4));
        }
    }

    private void references(Variable one, Variable two, double nearness) {
        if (model.isReference(two.type())
                && one.distance() < two.distance()
                && (model.fits(one.type(), two.type()) || model.fits(two.type(), one.type()))) {
            if (!model.isNumeric(one.type())) {
                add(one.text() + " == " + two.text(), Precedence.EQUALITY, nearness * 0.65);
                add(one.text() + " != " + two.text(), Precedence.EQUALITY, nearness * 0.6);
            }
            add(one.text() + ".equals(" + two.text() + ")", Precedence.PRIMARY, nearness * 0.65);
            add("!" + one.text() + ".equals(" + two.text() + ")", Precedence.UNARY, nearness * 0.6);
        }
        asks(one, two, nearness);
    }

    /** {@code set.contains(x)}, {@code map.containsKey(x)}, {@code text.startsWith(x)}, and the project's own questions with one argument. */
    private void asks(Variable one, Variable two, double nearness) {
        boolean collection = model.isA(one.type(), "java.util.Collection");
        boolean map = model.isA(one.type(), "java.util.Map");
        for (Callable method : model.methods(one.type(), in.place().visible().innermost())) {
            if (method.parameters().size() != 1
                    || method.isStatic()
                    || method.generic()
                    || !model.isBoolean(method.returns())
                    || method.throwsUnhandled(in.place())
                    || method.name().equals("equals")
                    || !model.fits(two.type(), method.parameters().get(0))) {
                continue;
            }
            String name = method.name();
            if (collection && !name.equals("contains") || map && !name.startsWith("contains")) {
                continue;
            }
            if (collection && !fitsElement(one.type(), two.type(), 0)
                    || map && !fitsElement(one.type(), two.type(), name.equals("containsKey") ? 0 : 1)) {
                continue;
            }
            if (model.isString(one.type()) && !TEXT_TESTS.contains(name) || Names.isMutator(name)) {
                continue;
            }
            String call = one.text() + "." + name + "(" + two.text() + ")";
            add(call, Precedence.PRIMARY, nearness * 0.75);
            add("!" + call, Precedence.UNARY, nearness * 0.75);
        }
    }

    private boolean fitsElement(TypeMirror container, TypeMirror value, int index) {
        return !(container instanceof javax.lang.model.type.DeclaredType declared)
                || declared.getTypeArguments().size() <= index
                || model.fits(value, declared.getTypeArguments().get(index));
    }

    private void own() {
        for (Snippet call : OwnCalls.of(in, bool)) {
            add(call.text(), Precedence.PRIMARY, call.nearness());
            add("!" + call.text(), Precedence.UNARY, call.nearness());
        }
    }

    /** Questions that other classes of the project answer of what is at hand. */
    private void ofRelatives(List<Variable> near) {
        for (Surroundings.Foreign foreign :
                in.place().surroundings().foreignCalls(in.place().visible().innermost())) {
            Callable method = foreign.method();
            if (!model.isBoolean(method.returns()) || method.throwsUnhandled(in.place())) {
                continue;
            }
            for (Variable variable : near) {
                if (variable.isLocal()
                        && model.fits(variable.type(), method.parameters().get(0))) {
                    String call = foreign.call() + "(" + variable.text() + ")";
                    add(call, Precedence.PRIMARY, in.nearness(variable) * 0.5);
                    add("!" + call, Precedence.UNARY, in.nearness(variable) * 0.5);
                }
            }
        }
    }

    private void elsewhere() {
        for (Snippet condition : in.elsewhere(bool)) {
            if (condition.precedence() != Precedence.CONDITIONAL) {
                add(condition.text(), condition.precedence(), condition.nearness() * 1.1);
                String opposite = Conditions.negated(condition);
                add(
                        opposite,
                        opposite.startsWith("!") ? Precedence.UNARY : Precedence.EQUALITY,
                        condition.nearness() * 0.8);
                Brackets.other(condition.text())
                        .ifPresent(other -> add(other, condition.precedence(), condition.nearness()));
            }
        }
    }

    private void add(String text, Precedence precedence, double nearness) {
        Snippet atom = new Snippet(text, bool, precedence, Math.min(1, nearness) * in.suits(text));
        found.merge(text, atom, (one, two) -> one.nearness() >= two.nearness() ? one : two);
    }
}
