package dev.fettle.repair.template.source;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/** What type an expression's place accepts. */
final class WantedType {
    private WantedType() {}

    static @Nullable TypeMirror at(JavaModel model, TreePath path) {
        TypeMirror own = value(model, model.trees().getTypeMirror(path));
        TypeMirror wanted = value(model, byContext(model, path));
        return wanted == null ? own : wanted;
    }

    private static @Nullable TypeMirror value(JavaModel model, @Nullable TypeMirror type) {
        return type == null || !model.isValue(type) || type.getKind() == TypeKind.NULL ? null : type;
    }

    private static @Nullable TypeMirror byContext(JavaModel model, TreePath path) {
        TreePath above = path.getParentPath();
        Tree tree = path.getLeaf();
        Tree parent = above.getLeaf();
        return switch (parent.getKind()) {
            case PARENTHESIZED -> byContext(model, above);
            case VARIABLE -> declared(model, above, (VariableTree) parent);
            case ASSIGNMENT -> {
                ExpressionTree target = ((AssignmentTree) parent).getVariable();
                yield target == tree ? null : model.trees().getTypeMirror(new TreePath(above, target));
            }
            case RETURN -> returned(model, above);
            case CONDITIONAL_EXPRESSION ->
                ((ConditionalExpressionTree) parent).getCondition() == tree ? bool(model) : byContext(model, above);
            case IF, WHILE_LOOP, DO_WHILE_LOOP, FOR_LOOP, CONDITIONAL_AND, CONDITIONAL_OR, LOGICAL_COMPLEMENT ->
                bool(model);
            case ENHANCED_FOR_LOOP ->
                ((EnhancedForLoopTree) parent).getExpression() == tree ? iterable(model, path, above) : null;
            case ARRAY_ACCESS ->
                ((ArrayAccessTree) parent).getIndex() == tree ? model.types().getPrimitiveType(TypeKind.INT) : null;
            case METHOD_INVOCATION ->
                argument(model, above, ((MethodInvocationTree) parent).getArguments(), tree, receiver(model, above));
            case NEW_CLASS ->
                argument(
                        model,
                        above,
                        ((NewClassTree) parent).getArguments(),
                        tree,
                        model.trees().getTypeMirror(above));
            default -> null;
        };
    }

    /** What a loop may walk: anything whose elements fit its variable; for an array only an array. */
    private static @Nullable TypeMirror iterable(JavaModel model, TreePath walked, TreePath loop) {
        TypeMirror own = model.trees().getTypeMirror(walked);
        VariableTree variable = ((EnhancedForLoopTree) loop.getLeaf()).getVariable();
        Element element = model.trees().getElement(new TreePath(loop, variable));
        TypeElement iterable = model.elements().getTypeElement("java.lang.Iterable");
        if (own == null || own.getKind() == TypeKind.ARRAY || element == null || iterable == null) {
            return null;
        }
        TypeMirror type = element.asType();
        TypeMirror boxed = type instanceof PrimitiveType primitive
                ? model.types().boxedClass(primitive).asType()
                : type;
        boolean raw = own instanceof DeclaredType declared
                && declared.getTypeArguments().isEmpty();
        return raw
                ? model.types().erasure(iterable.asType())
                : model.types().getDeclaredType(iterable, model.types().getWildcardType(boxed, null));
    }

    private static TypeMirror bool(JavaModel model) {
        return model.types().getPrimitiveType(TypeKind.BOOLEAN);
    }

    private static @Nullable TypeMirror declared(JavaModel model, TreePath path, VariableTree tree) {
        Element element = tree.getType() == null ? null : model.trees().getElement(path);
        return element == null ? null : element.asType();
    }

    private static @Nullable TypeMirror returned(JavaModel model, TreePath path) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof LambdaExpressionTree) {
                return null;
            }
            if (at.getLeaf() instanceof MethodTree) {
                Element method = model.trees().getElement(at);
                return method instanceof ExecutableElement executable ? executable.getReturnType() : null;
            }
        }
        return null;
    }

    private static @Nullable TypeMirror receiver(JavaModel model, TreePath call) {
        ExpressionTree select = ((MethodInvocationTree) call.getLeaf()).getMethodSelect();
        return select instanceof com.sun.source.tree.MemberSelectTree member
                ? model.trees().getTypeMirror(new TreePath(new TreePath(call, select), member.getExpression()))
                : null;
    }

    private static @Nullable TypeMirror argument(
            JavaModel model,
            TreePath call,
            List<? extends ExpressionTree> arguments,
            Tree tree,
            @Nullable TypeMirror receiver) {
        int index = arguments.indexOf(tree);
        if (index < 0 || !(model.trees().getElement(call) instanceof ExecutableElement callee)) {
            return null;
        }
        int fixed = callee.getParameters().size() - (callee.isVarArgs() ? 1 : 0);
        if (index >= fixed) {
            return null;
        }
        TypeMirror parameter = callee.getParameters().get(index).asType();
        if (model.declared(receiver) != null) {
            parameter = Callable.of(model, java.util.Objects.requireNonNull(model.declared(receiver)), callee)
                    .parameters()
                    .get(index);
        }
        // The method's own type variables are inferred from the arguments: what stands there says more.
        return parameter instanceof TypeVariable variable
                        && callee.equals(variable.asElement().getEnclosingElement())
                ? null
                : mentionsOwn(callee, parameter) ? null : parameter;
    }

    private static boolean mentionsOwn(ExecutableElement callee, TypeMirror type) {
        return callee.getTypeParameters().stream()
                .anyMatch(own -> type.toString().matches(".*\\b" + own.getSimpleName() + "\\b.*"));
    }
}
