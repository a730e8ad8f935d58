package dev.fettle.repair.template.rule;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Arguments;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.JavaModel;
import dev.fettle.repair.template.source.Names;
import dev.fettle.repair.template.source.SiblingCode;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.Variable;
import dev.fettle.repair.template.source.Visible;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Single statements that might be missing at a place: assignments, counts, calls of what is in scope, copies of statements nearby. */
final class StatementIdeas {
    private static final int MOST = 160;
    private static final int MOST_NEAR = 14;
    private static final double NEAR = 0.75;
    /** What a method must keep up to date is often a field that it does not name yet. */
    private static final double OWN_FIELD = 0.5;
    /** What was given to a method is seldom written over. */
    private static final double GIVEN = 0.6;

    private static final double INHERITED = 0.35;

    private static final Set<String> FILLS = Set.of("add", "put", "append", "push", "offer", "addAll", "putAll");
    private static final Set<String> USUAL = Set.of("close", "flush");
    private static final List<String> LOSES = List.of("remove", "clear", "retain", "delete", "poll", "pop", "reset");

    private final Ingredients in;
    private final JavaModel model;
    private final Map<String, Double> found = new LinkedHashMap<>();

    /**
     * One statement.
     *
     * @param text with its semicolon
     * @param nearness 0 to 1
     */
    record Idea(String text, double nearness) {}

    private StatementIdeas(Ingredients in) {
        this.in = in;
        this.model = in.model();
    }

    static List<Idea> of(Ingredients in) {
        StatementIdeas ideas = new StatementIdeas(in);
        ideas.copies();
        ideas.loans();
        ideas.compared();
        ideas.assignments();
        ideas.calls();
        ideas.sorts();
        ideas.reverses();
        ideas.ownCalls();
        return ideas.found.entrySet().stream()
                .map(entry -> new Idea(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(idea -> -idea.nearness()))
                .limit(MOST)
                .toList();
    }

    private void add(String text, double nearness) {
        found.merge(text, Math.min(1, nearness), Math::max);
    }

    /** What the same method does elsewhere. */
    private void copies() {
        MethodTree method = in.place().method();
        for (TreePath statement : in.place().surroundings().statements()) {
            Tree tree = statement.getLeaf();
            if (!(tree instanceof ExpressionStatementTree)
                    || tree == in.place().tree()
                    || !inside(statement, method)
                    || in.place().surroundings().assignsFinal(statement)) {
                continue;
            }
            String text = in.place().file().text(tree);
            if (in.sees(statement)
                    && text.length() <= 80
                    && !text.contains("\n")
                    && !text.startsWith("super")
                    && !text.startsWith("this(")) {
                add(text.endsWith(";") ? text : text + ";", 0.75);
            }
        }
    }

    /** What other methods of the class do. */
    private void loans() {
        for (SiblingCode.Loan loan : in.place().surroundings().siblings().statements(in)) {
            String text = loan.lines().get(0);
            add(text.endsWith(";") ? text : text + ";", loan.nearness());
        }
    }

    /** What a condition around the place compares is often taken over: {@code if (n > most) { most = n; }}. */
    private void compared() {
        for (TreePath at = in.place().path();
                at != null && at.getLeaf() != in.place().method();
                at = at.getParentPath()) {
            if (at.getLeaf() instanceof IfTree choice) {
                compared(choice.getCondition());
            }
        }
    }

    private void compared(ExpressionTree condition) {
        for (BinaryTree both : Expressions.conjuncts(condition)) {
            if (both.getKind().name().endsWith("THAN") || both.getKind().name().endsWith("THAN_EQUAL")) {
                takeOver(both.getLeftOperand(), both.getRightOperand());
                takeOver(both.getRightOperand(), both.getLeftOperand());
            }
        }
    }

    private void takeOver(ExpressionTree target, ExpressionTree value) {
        String name = target.toString();
        boolean variable = in.variables().stream()
                .anyMatch(one -> one.assignable() && one.text().equals(name));
        if (variable || target instanceof ArrayAccessTree) {
            add(name + " = " + in.place().file().text(value) + ";", 0.9);
        }
    }

    private static boolean inside(TreePath path, @org.jspecify.annotations.Nullable MethodTree method) {
        for (TreePath at = path; at != null && method != null; at = at.getParentPath()) {
            if (at.getLeaf() == method) {
                return true;
            }
        }
        return false;
    }

    private List<Variable> near() {
        return in.variables().stream()
                .filter(variable -> in.nearness(variable) >= NEAR
                        || variable.kind() == Variable.Kind.FIELD && in.nearness(variable) >= OWN_FIELD)
                .sorted(Comparator.comparingDouble(variable -> -in.nearness(variable)))
                .limit(MOST_NEAR)
                .toList();
    }

    private void assignments() {
        for (Variable variable : near()) {
            double nearness = in.nearness(variable);
            if (variable.assignable()) {
                boolean parameter = variable.kind() == Variable.Kind.PARAMETER;
                values(variable.text(), variable.type(), nearness * (parameter ? GIVEN : 1), 10);
                if (model.isNumeric(variable.type())
                        && model.plain(variable.type()).getKind() != TypeKind.CHAR) {
                    add(variable.text() + "++;", nearness * 0.8);
                    add(variable.text() + "--;", nearness * 0.7);
                }
            }
            if (variable.type() instanceof ArrayType array) {
                elements(variable, array.getComponentType(), nearness);
            }
            fields(variable, nearness);
        }
    }

    private void values(String target, TypeMirror type, double nearness, int most) {
        int count = 0;
        for (Snippet value : in.values(type)) {
            if (!value.text().equals(target) && count++ < most) {
                add(target + " = " + value.text() + ";", nearness * value.nearness() * 0.8);
            }
        }
    }

    private void elements(Variable array, TypeMirror component, double nearness) {
        for (Variable index : near()) {
            if (model.plain(index.type()).getKind() == TypeKind.INT) {
                values(array.text() + "[" + index.text() + "]", component, nearness * in.nearness(index) * 0.7, 5);
            }
        }
    }

    private void fields(Variable variable, double nearness) {
        if (!variable.isLocal()) {
            return;
        }
        for (VariableElement field :
                model.fields(variable.type(), in.place().visible().innermost())) {
            boolean fixed = field.getModifiers().contains(Modifier.STATIC)
                    || field.getModifiers().contains(Modifier.FINAL);
            if (!fixed && !(variable.type() instanceof ArrayType)) {
                values(variable.text() + "." + field.getSimpleName(), field.asType(), nearness * 0.6, 5);
            }
        }
    }

    private void calls() {
        for (Variable variable : near()) {
            int count = 0;
            for (Callable method :
                    model.methods(variable.type(), in.place().visible().innermost())) {
                if (method.isStatic()
                        || method.generic()
                        || Names.isIdle(method.name())
                        || method.throwsUnhandled(in.place())
                        || !(method.returnsNothing() || Names.isMutator(method.name()))
                        || method.parameters().size() > 2) {
                    continue;
                }
                for (Arguments.Filled filled : Arguments.fill(in, method, 4)) {
                    if (count++ < 40) {
                        add(
                                variable.text() + "." + method.name() + "(" + filled.text() + ");",
                                in.nearness(variable) * filled.nearness() * usual(variable, method.name()));
                    }
                }
            }
        }
    }

    /** What people forget is to fill, to store and to close, hardly ever to throw away; and most surely to fill what is asked but never filled. */
    private double usual(Variable variable, String name) {
        if (FILLS.contains(name)) {
            return in.place().surroundings().neverFilled().contains(variable.element()) ? 1.3 : 0.75;
        }
        return LOSES.stream().anyMatch(name::startsWith) ? 0.35 : USUAL.contains(name) ? 0.75 : 0.5;
    }

    /** What is searched by halves, compared place by place or asked for its middle must be in order first. */
    private void sorts() {
        for (Variable variable : near()) {
            String helper = sortedBy(variable.type());
            if (!helper.isEmpty()) {
                add(
                        in.place().surroundings().nameOf(helper) + ".sort(" + variable.text() + ");",
                        in.nearness(variable) * 0.5);
            }
        }
    }

    /** What was gathered from behind is handed over from the front. */
    private void reverses() {
        for (Variable variable : near()) {
            if (model.isA(variable.type(), "java.util.List")) {
                add(
                        in.place().surroundings().nameOf("java.util.Collections") + ".reverse(" + variable.text()
                                + ");",
                        in.nearness(variable) * 0.5);
            }
        }
    }

    /** Whose {@code sort} takes a value of the type; "" for none. */
    private String sortedBy(TypeMirror type) {
        if (type instanceof ArrayType array) {
            TypeMirror component = array.getComponentType();
            return model.isNumber(component) || isComparable(component) ? "java.util.Arrays" : "";
        }
        return model.isA(type, "java.util.List")
                        && type instanceof DeclaredType list
                        && list.getTypeArguments().size() == 1
                        && isComparable(list.getTypeArguments().get(0))
                ? "java.util.Collections"
                : "";
    }

    private boolean isComparable(TypeMirror type) {
        return model.isReference(type) && model.isA(type, "java.lang.Comparable");
    }

    private static boolean isOwn(Visible.Around around, Callable method) {
        return around.type().equals(method.element().getEnclosingElement());
    }

    private void ownCalls() {
        for (Visible.Around around : in.place().visible().classes()) {
            for (Callable method : model.methods(around.type().asType(), around.type())) {
                if ((method.isStatic() || around.instance())
                        && !method.generic()
                        && !method.throwsUnhandled(in.place())
                        && (isOwn(around, method) || method.parameters().isEmpty())
                        && (method.returnsNothing() || Names.isMutator(method.name()))) {
                    double share = isOwn(around, method) ? 0.5 : INHERITED;
                    for (Arguments.Filled filled : Arguments.fill(in, method, 3)) {
                        add(method.name() + "(" + filled.text() + ");", filled.nearness() * share);
                    }
                }
            }
        }
    }
}
