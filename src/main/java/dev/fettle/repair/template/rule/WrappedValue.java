package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.JavaModel;
import dev.fettle.repair.template.source.Names;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.Surroundings;
import dev.fettle.repair.template.source.Visible;
import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** {@code Math.max(x, low)} for {@code x}, {@code xs.subList(1, xs.size())} for {@code xs}, {@code s.trim()} for {@code s}. */
final class WrappedValue implements Rule {
    /** A bound has a name or is asked of something; what would have to be reckoned first is seldom one. */
    private static final double COMPOUND_BOUND = 0.45;

    @Override
    public String name() {
        return "wrapped-value";
    }

    @Override
    public double prior() {
        return 0.4;
    }

    @Override
    public Example example() {
        return new Example(
                "A value is used as it is where its bound, its absolute value, a part, a copy or a normal form of it is meant.",
                "int best(int[] a) { int best = 0; for (int x : a) { best = x; } return best; }",
                "int best(int[] a) { int best = 0; for (int x : a) { best = Math.max(x, best); } return best; }",
                "Calls of java.lang.Math, of strings, lists and arrays, of the project's own methods with one argument, also of other classes that the file names, and of any static one that the file calls elsewhere.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        TypeMirror type = in.place().type();
        if (type == null
                || tree.getKind() == Tree.Kind.PARENTHESIZED
                || tree.getKind() == Tree.Kind.LAMBDA_EXPRESSION
                || tree.getKind() == Tree.Kind.NULL_LITERAL
                || Precedence.of(tree) == Precedence.ASSIGNMENT
                || Expressions.isTarget(in.place().path())
                || Expressions.isStatement(in.place().path())) {
            return;
        }
        Snippet own = new Snippet(in.place().text(), type, Precedence.of(tree), 1);
        if (type.getKind() == TypeKind.CHAR && !(tree instanceof LiteralTree)) {
            letter(in, sink, own);
        } else if (in.model().isNumeric(type) && !(tree instanceof LiteralTree)) {
            number(in, sink, new Snippet(own.text(), in.model().plain(type), own.precedence(), 1));
        } else if (in.model().isString(type)) {
            text(in, sink, own);
        } else if (type instanceof ArrayType) {
            array(in, sink, own);
        } else if (in.model().isA(type, "java.util.List") && tree.getKind() != Tree.Kind.NEW_CLASS) {
            list(in, sink, own);
        }
        if (in.model().isA(type, "java.util.Collection")) {
            copy(in, sink, own);
        }
        ownCalls(in, sink, own);
        callsOfRelatives(in, sink, own);
    }

    private static void number(Ingredients in, Sink sink, Snippet own) {
        call(sink, own, "Math.abs(" + own.text() + ")", 0.8, 0.8);
        in.values(own.type()).stream()
                .filter(value ->
                        !value.text().equals(own.text()) && !value.text().contains("MAX_VALUE"))
                .limit(14)
                .forEach(value -> {
                    double weight = value.precedence().compareTo(Precedence.UNARY) >= 0 ? 0.9 : COMPOUND_BOUND;
                    call(sink, own, "Math.max(" + own.text() + ", " + value.text() + ")", weight, value.nearness());
                    call(sink, own, "Math.min(" + own.text() + ", " + value.text() + ")", weight, value.nearness());
                });
    }

    /** A digit's code is not its value; a letter is seldom asked for in one case only. */
    private static void letter(Ingredients in, Sink sink, Snippet own) {
        if (isReckonedWith(in)) {
            String value = own.in(Precedence.ADDITIVE) + " - '0'";
            sink.replace(new Snippet(value, own.type(), Precedence.ADDITIVE, 0.9), 0.9);
        }
        call(sink, own, "Character.toLowerCase(" + own.text() + ")", 0.6, 0.7);
        call(sink, own, "Character.toUpperCase(" + own.text() + ")", 0.6, 0.7);
    }

    /** Whether a character stands where a number is meant: something else than a character is wanted, or it meets a number. */
    private static boolean isReckonedWith(Ingredients in) {
        TypeMirror wanted = in.place().wanted();
        if (in.place().parent() instanceof BinaryTree both) {
            Tree other = both.getLeftOperand() == in.place().tree() ? both.getRightOperand() : both.getLeftOperand();
            TypeMirror met = in.place().type(other);
            return met != null && met.getKind() != TypeKind.CHAR && in.model().isNumber(met);
        }
        return wanted != null && wanted.getKind() != TypeKind.CHAR
                || in.place().parent() instanceof CompoundAssignmentTree;
    }

    private static void text(Ingredients in, Sink sink, Snippet own) {
        String base = own.in(Precedence.PRIMARY);
        if (!(in.place().tree() instanceof LiteralTree)) {
            call(sink, own, "new StringBuilder(" + own.text() + ").reverse().toString()", 0.5, 0.7);
        }
        List.of(".trim()", ".toLowerCase()", ".toUpperCase()", ".substring(1)")
                .forEach(suffix -> call(sink, own, base + suffix, 0.7, 0.7));
        indices(in).forEach(index -> {
            call(sink, own, base + ".substring(" + index.text() + ")", 0.7, index.nearness());
            call(sink, own, base + ".substring(0, " + index.text() + ")", 0.7, index.nearness());
        });
    }

    private static List<Snippet> indices(Ingredients in) {
        JavaModel model = in.model();
        return in.values(model.types().getPrimitiveType(TypeKind.INT)).stream()
                .filter(value -> !value.text().equals("0") && !value.text().startsWith("-"))
                .filter(value -> !value.text().equals(in.place().text()))
                .limit(8)
                .toList();
    }

    private static void array(Ingredients in, Sink sink, Snippet own) {
        String base = own.in(Precedence.PRIMARY);
        call(sink, own, base + ".clone()", 0.7, 0.7);
        String arrays = in.place().surroundings().nameOf("java.util.Arrays");
        indices(in).forEach(index -> {
            call(
                    sink,
                    own,
                    arrays + ".copyOfRange(" + base + ", " + index.text() + ", " + base + ".length)",
                    0.6,
                    index.nearness());
            call(sink, own, arrays + ".copyOf(" + base + ", " + index.text() + ")", 0.6, index.nearness());
        });
    }

    private static void list(Ingredients in, Sink sink, Snippet own) {
        String base = own.in(Precedence.PRIMARY);
        if (!in.model().fits(listOf(in, own), in.place().wanted())) {
            return;
        }
        call(sink, own, base + ".subList(1, " + base + ".size())", 0.6, 0.6);
        indices(in).forEach(index -> {
            call(sink, own, base + ".subList(" + index.text() + ", " + base + ".size())", 0.7, index.nearness());
            call(sink, own, base + ".subList(0, " + index.text() + ")", 0.7, index.nearness());
        });
    }

    private static TypeMirror listOf(Ingredients in, Snippet own) {
        var list = in.model().elements().getTypeElement("java.util.List");
        var arguments = own.type() instanceof javax.lang.model.type.DeclaredType declared
                ? declared.getTypeArguments()
                : List.<TypeMirror>of();
        return arguments.size() == 1
                ? in.model().types().getDeclaredType(list, arguments.get(0))
                : in.model().types().erasure(list.asType());
    }

    /** Lists and sets are copied so that what is changed later is not shared, and what is walked may be changed. */
    private static void copy(Ingredients in, Sink sink, Snippet own) {
        boolean set = in.model().isA(own.type(), "java.util.Set");
        String qualified = set ? "java.util.LinkedHashSet" : "java.util.ArrayList";
        TypeMirror wanted = in.place().wanted();
        var made = in.model().elements().getTypeElement(qualified);
        boolean fits = wanted != null
                && in.model()
                        .types()
                        .isSubtype(
                                in.model().types().erasure(made.asType()),
                                in.model().types().erasure(wanted));
        if (fits && in.place().tree().getKind() != Tree.Kind.NEW_CLASS) {
            String generics = own.type() instanceof javax.lang.model.type.DeclaredType declared
                            && declared.getTypeArguments().isEmpty()
                    ? ""
                    : "<>";
            call(
                    sink,
                    own,
                    "new " + in.place().surroundings().nameOf(qualified) + generics + "(" + own.text() + ")",
                    0.9,
                    0.9);
        }
    }

    private static void ownCalls(Ingredients in, Sink sink, Snippet own) {
        TypeMirror wanted = in.place().wanted();
        for (Visible.Around around : in.place().visible().classes()) {
            for (Callable method : in.model().methods(around.type().asType(), around.type())) {
                boolean usable = (method.isStatic() || around.instance())
                        && !method.generic()
                        && method.parameters().size() == 1
                        && !Names.isIdle(method.name())
                        && in.model().fits(own.type(), method.parameters().get(0))
                        && in.model().fits(method.returns(), wanted)
                        && !method.throwsUnhandled(in.place());
                if (usable && !in.place().parent().toString().startsWith(method.name() + "(")) {
                    call(sink, own, method.name() + "(" + own.text() + ")", 0.7, 0.7);
                }
            }
        }
    }

    /** What the file gives others before it uses it, it may have forgotten to give here. */
    private static void callsOfRelatives(Ingredients in, Sink sink, Snippet own) {
        in.place().surroundings().foreignCallsMade().forEach(made -> callOf(made, in, sink, own, 0.9, 0.9));
        in.place()
                .surroundings()
                .foreignCalls(in.place().visible().innermost())
                .forEach(known -> callOf(known, in, sink, own, 0.7, 0.5));
    }

    private static void callOf(
            Surroundings.Foreign foreign, Ingredients in, Sink sink, Snippet own, double weight, double nearness) {
        Callable method = foreign.method();
        boolean usable = !Names.isIdle(method.name())
                && in.model().same(own.type(), method.parameters().get(0))
                && in.model().same(method.returns(), own.type())
                && !method.throwsUnhandled(in.place());
        String call = foreign.call() + "(";
        if (usable
                && !own.text().startsWith(call)
                && !in.place().parent().toString().startsWith(call)) {
            call(sink, own, call + own.text() + ")", weight, nearness);
        }
    }

    private static void call(Sink sink, Snippet own, String text, double weight, double nearness) {
        sink.replace(new Snippet(text, own.type(), Precedence.PRIMARY, nearness), weight);
    }
}
