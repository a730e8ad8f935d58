package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.JavaModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The methods of one name that a call could mean. */
final class Overloads {
    private Overloads() {}

    /** Those of the called method's name and kind that can be called there, itself included. */
    static List<Callable> of(Ingredients in, TreePath path, ExecutableElement callee) {
        if (!(path.getLeaf() instanceof MethodInvocationTree call)) {
            return List.of();
        }
        TypeMirror receiver = receiver(in, path, call, callee);
        if (receiver == null) {
            return List.of();
        }
        boolean isStatic = callee.getModifiers().contains(Modifier.STATIC);
        return in.model().methods(receiver, in.place().visible().innermost()).stream()
                .filter(method -> method.element().getSimpleName().equals(callee.getSimpleName())
                        && method.isStatic() == isStatic)
                .toList();
    }

    private static @Nullable TypeMirror receiver(
            Ingredients in, TreePath path, MethodInvocationTree call, ExecutableElement callee) {
        if (call.getMethodSelect() instanceof MemberSelectTree member) {
            TreePath before = new TreePath(new TreePath(path, member), member.getExpression());
            Element named = in.model().trees().getElement(before);
            return named instanceof TypeElement
                    ? named.asType()
                    : in.model().trees().getTypeMirror(before);
        }
        return call.getMethodSelect() instanceof IdentifierTree
                ? JavaModel.ownerOf(callee).asType()
                : null;
    }

    /** Whether the place is an argument, and an overload of the called method takes something of this type there, with the other arguments as they are. */
    static boolean take(Ingredients in, TypeMirror type) {
        TreePath path = in.place().path().getParentPath();
        if (path == null
                || !(path.getLeaf() instanceof MethodInvocationTree call)
                || !(in.model().trees().getElement(path) instanceof ExecutableElement callee)
                || callee.isVarArgs()) {
            return false;
        }
        int at = call.getArguments().indexOf(in.place().tree());
        if (at < 0) {
            return false;
        }
        List<@Nullable TypeMirror> types = new ArrayList<>();
        for (ExpressionTree argument : call.getArguments()) {
            types.add(in.model().trees().getTypeMirror(new TreePath(path, argument)));
        }
        types.set(at, type);
        return of(in, path, callee).stream()
                .anyMatch(overload -> !overload.element().equals(callee)
                        && !overload.generic()
                        && overload.parameters().size() == types.size()
                        && overload.accepts(in.model(), types));
    }
}
