package dev.fettle.repair.template.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What can be named at a place: variables that surely have a value there, and the classes around it. */
public final class Visible {
    private final JavaModel model;
    private final SourceFile file;
    private final LocalFacts facts;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Around> classes = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private boolean staticCode;
    private boolean inConstructor;

    /**
     * A class around the place, innermost first.
     *
     * @param type the class
     * @param instance whether an object of it is at hand
     */
    public record Around(TypeElement type, boolean instance) {}

    Visible(JavaModel model, SourceFile file, LocalFacts facts, TreePath place) {
        this.model = model;
        this.file = file;
        this.facts = facts;
        collect(place);
    }

    /** Nearest first, locals before fields. */
    public List<Variable> variables() {
        return List.copyOf(variables);
    }

    /** Innermost first; never empty. */
    public List<Around> classes() {
        return List.copyOf(classes);
    }

    public TypeElement innermost() {
        return classes.get(0).type();
    }

    /** Whether {@code this} may be written. */
    public boolean hasThis() {
        return classes.get(0).instance();
    }

    private void collect(TreePath place) {
        boolean captured = false;
        TreePath child = place;
        for (TreePath at = place.getParentPath(); at != null; at = at.getParentPath()) {
            Tree tree = at.getLeaf();
            if (tree instanceof BlockTree block) {
                declared(at, block.getStatements(), child.getLeaf(), place, captured);
                if (block.isStatic()) {
                    staticCode = true;
                }
            } else if (tree instanceof CaseTree aCase && aCase.getStatements() != null) {
                declared(at, aCase.getStatements(), child.getLeaf(), place, captured);
            } else if (tree instanceof ForLoopTree loop) {
                declared(at, loop.getInitializer(), child.getLeaf(), place, captured);
            } else if (tree instanceof EnhancedForLoopTree loop && loop.getStatement() == child.getLeaf()) {
                local(at, loop.getVariable(), place, captured);
            } else if (tree instanceof CatchTree handler && handler.getBlock() == child.getLeaf()) {
                local(at, handler.getParameter(), place, captured);
            } else if (tree instanceof TryTree resources && resources.getBlock() == child.getLeaf()) {
                declared(at, resources.getResources(), null, place, captured);
            } else if (tree instanceof LambdaExpressionTree lambda) {
                declared(at, lambda.getParameters(), null, place, captured);
                captured = true;
            } else if (tree instanceof MethodTree method) {
                declared(at, method.getParameters(), null, place, captured);
                staticCode |= method.getModifiers().getFlags().contains(Modifier.STATIC);
                inConstructor |= classes.isEmpty() && method.getReturnType() == null;
            } else if (tree instanceof VariableTree field && at.getParentPath().getLeaf() instanceof ClassTree) {
                staticCode |= field.getModifiers().getFlags().contains(Modifier.STATIC);
            } else if (tree instanceof ClassTree) {
                around(at);
                captured = true;
            }
            child = at;
        }
    }

    private void declared(
            TreePath scope, List<? extends Tree> trees, @Nullable Tree until, TreePath place, boolean captured) {
        for (int i = trees.size() - 1; i >= 0; i--) {
            Tree tree = trees.get(i);
            boolean before = until == null || file.start(tree) < file.start(until) || !trees.contains(until);
            if (tree != until && before && tree instanceof VariableTree variable) {
                local(scope, variable, place, captured);
            }
        }
    }

    private void local(TreePath scope, VariableTree tree, TreePath place, boolean captured) {
        if (!(model.trees().getElement(new TreePath(scope, tree)) instanceof VariableElement element)
                || element.getSimpleName().isEmpty()) {
            return;
        }
        String name = element.getSimpleName().toString();
        boolean inBlock = scope.getLeaf() instanceof BlockTree || scope.getLeaf() instanceof CaseTree;
        boolean hasValue = !inBlock || tree.getInitializer() != null || DefiniteAssignment.before(place, name);
        boolean readable = hasValue && (!captured || facts.effectivelyFinal(element));
        if (names.add(name) && readable) {
            boolean parameter = scope.getLeaf() instanceof MethodTree;
            variables.add(new Variable(
                    name,
                    element.asType(),
                    element,
                    parameter ? Variable.Kind.PARAMETER : Variable.Kind.LOCAL,
                    variables.size(),
                    !captured && facts.assignable(element) && !(scope.getLeaf() instanceof TryTree)));
        }
    }

    private void around(TreePath at) {
        if (!(model.trees().getElement(at) instanceof TypeElement type)) {
            return;
        }
        boolean instance = !staticCode;
        boolean own = classes.isEmpty();
        classes.add(new Around(type, instance));
        for (Element member : model.members(type)) {
            if (member instanceof VariableElement field && member.getKind().isField()) {
                field(type, field, instance, own);
            }
        }
        // An inner class sees the instance of the class around it, a static nested class does not.
        staticCode |= type.getModifiers().contains(Modifier.STATIC)
                || type.getKind().isInterface()
                || type.getKind() == javax.lang.model.element.ElementKind.ENUM;
    }

    private void field(TypeElement type, VariableElement field, boolean instance, boolean own) {
        Set<Modifier> modifiers = field.getModifiers();
        boolean isStatic = modifiers.contains(Modifier.STATIC);
        boolean declaredHere = type.equals(field.getEnclosingElement());
        boolean inherited = !declaredHere && !modifiers.contains(Modifier.PRIVATE);
        if ((!isStatic && !instance)
                || !(declaredHere || inherited)
                || !(declaredHere || modifiers.contains(Modifier.PROTECTED) || model.visible(field, type))) {
            return;
        }
        String name = field.getSimpleName().toString();
        String text = name;
        if (!names.add(name)) {
            if (!own
                    || isStatic
                    || variables.stream().noneMatch(v -> v.isLocal() && v.text().equals(name))) {
                return;
            }
            text = "this." + name;
        }
        boolean isFinal = modifiers.contains(Modifier.FINAL);
        if (isFinal && own && inConstructor && !isStatic && isBlank(field)) {
            return; // it has no value yet, or got the only one that it may have
        }
        Variable.Kind kind = isStatic && isFinal
                ? Variable.Kind.CONSTANT
                : declaredHere && own ? Variable.Kind.FIELD : Variable.Kind.INHERITED;
        variables.add(new Variable(text, typeOf(type, field), field, kind, variables.size(), !isFinal));
    }

    private boolean isBlank(VariableElement field) {
        return model.trees().getTree(field) instanceof VariableTree declaration && declaration.getInitializer() == null;
    }

    private TypeMirror typeOf(TypeElement type, VariableElement field) {
        try {
            return model.types().asMemberOf((javax.lang.model.type.DeclaredType) type.asType(), field);
        } catch (IllegalArgumentException notAMember) {
            return field.asType();
        }
    }
}
