package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** An expression or a statement that may be at fault. */
public final class Place {
    private final JavaModel model;
    private final SourceFile file;
    private final TreePath path;
    private final double suspiciousness;
    private final Surroundings surroundings;
    private @Nullable Visible visible;
    private @Nullable Boolean handsOver;

    Place(JavaModel model, SourceFile file, TreePath path, double suspiciousness, Surroundings surroundings) {
        this.model = model;
        this.file = file;
        this.path = path;
        this.suspiciousness = suspiciousness;
        this.surroundings = surroundings;
    }

    public JavaModel model() {
        return model;
    }

    public SourceFile file() {
        return file;
    }

    public TreePath path() {
        return path;
    }

    /** 0 to 1. */
    public double suspiciousness() {
        return suspiciousness;
    }

    /** The file around, with what is known of it. */
    public Surroundings surroundings() {
        return surroundings;
    }

    public Tree tree() {
        return path.getLeaf();
    }

    public Tree parent() {
        return path.getParentPath().getLeaf();
    }

    public boolean isExpression() {
        return tree() instanceof ExpressionTree;
    }

    public boolean isStatement() {
        return tree() instanceof StatementTree;
    }

    public String text() {
        return file.text(tree());
    }

    public int start() {
        return file.start(tree());
    }

    public int end() {
        return file.end(tree());
    }

    public int line() {
        return file.line(start());
    }

    /** The expression's own type, null for statements and for what has no value. */
    public @Nullable TypeMirror type() {
        return isExpression() ? typeOf(path) : null;
    }

    /** The type of an expression below this place. */
    public @Nullable TypeMirror type(Tree below) {
        return typeOf(new TreePath(path, below));
    }

    private @Nullable TypeMirror typeOf(TreePath expression) {
        TypeMirror type = model.trees().getTypeMirror(expression);
        return type == null || !model.isValue(type) ? null : type;
    }

    /** The declaration that an expression below this place names, null when there is none. */
    public @Nullable Element element(Tree below) {
        return model.trees().getElement(new TreePath(path, below));
    }

    public @Nullable Element element() {
        return model.trees().getElement(path);
    }

    /** The type that the expression's place accepts; the expression's own where the place does not say. */
    public @Nullable TypeMirror wanted() {
        return WantedType.at(model, path);
    }

    /** The type that an expression around this place may have. */
    public @Nullable TypeMirror wantedAt(TreePath around) {
        return WantedType.at(model, around);
    }

    /** Whether the method hands over here, and nowhere else, what it built itself. */
    public boolean handsOverWhatWasBuilt() {
        if (handsOver == null) {
            handsOver = BuiltHere.isReturnedAt(this);
        }
        return handsOver;
    }

    /** The name of the variable, field or parameter that an expression here is the value of; "" for none. */
    public String askedName() {
        Tree tree = tree();
        if (parent() instanceof AssignmentTree assignment && assignment.getExpression() == tree) {
            String target = assignment.getVariable().toString();
            return target.substring(target.lastIndexOf('.') + 1);
        }
        if (parent() instanceof VariableTree variable && variable.getInitializer() == tree) {
            return variable.getName().toString();
        }
        List<? extends ExpressionTree> arguments = parent() instanceof MethodInvocationTree call
                ? call.getArguments()
                : parent() instanceof NewClassTree made ? made.getArguments() : List.of();
        int index = arguments.indexOf(tree);
        Element callee = index < 0 ? null : model.trees().getElement(path.getParentPath());
        if (callee instanceof ExecutableElement method
                && index < method.getParameters().size()
                && arguments.size() == method.getParameters().size()) {
            String name = method.getParameters().get(index).getSimpleName().toString();
            return name.matches("arg\\d+") ? "" : name; // what a class file without parameter names says
        }
        return "";
    }

    /** The weakest binding that may stand here without parentheses. */
    public Precedence precedence() {
        return Precedence.wantedAt(path);
    }

    public Visible visible() {
        if (visible == null) {
            visible = surroundings.visibleAt(path);
        }
        return visible;
    }

    /** The innermost statement that is or holds this place, null in a field's initialiser without lambda. */
    public @Nullable TreePath statement() {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof StatementTree) {
                return at;
            }
            if (at.getLeaf() instanceof MethodTree) {
                return null;
            }
        }
        return null;
    }

    /** The method (constructors included) around, null in initialisers. */
    public @Nullable MethodTree method() {
        return Flow.methodAround(path);
    }

    /** Whether an exception may be thrown here: it is unchecked, caught around the place, or declared by the method. */
    public boolean handles(TypeMirror exception) {
        if (model.isA(exception, "java.lang.RuntimeException") || model.isA(exception, "java.lang.Error")) {
            return true;
        }
        Tree below = tree();
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            Tree around = at.getLeaf();
            if (around instanceof TryTree attempt
                    && attempt.getBlock() == below
                    && attempt.getCatches().stream().anyMatch(handler -> catches(handler, exception))) {
                return true;
            }
            if (around instanceof MethodTree) {
                return model.trees().getElement(at) instanceof ExecutableElement method
                        && method.getThrownTypes().stream().anyMatch(declared -> model.fits(exception, declared));
            }
            if (around instanceof LambdaExpressionTree || around instanceof ClassTree) {
                return false;
            }
            below = around;
        }
        return false;
    }

    private boolean catches(CatchTree handler, TypeMirror exception) {
        Tree type = handler.getParameter().getType();
        List<? extends Tree> types = type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type);
        return types.stream()
                .map(caught -> model.trees().getTypeMirror(model.trees().getPath(file.unit(), caught)))
                .anyMatch(caught -> caught != null && model.fits(exception, caught));
    }

    /** Whether a lambda stands between the place and its method, so that {@code return} means something else. */
    public boolean inLambda() {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof LambdaExpressionTree) {
                return true;
            }
            if (at.getLeaf() instanceof MethodTree) {
                return false;
            }
        }
        return false;
    }
}
