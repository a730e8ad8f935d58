package dev.fettle.repair.template.source;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What a statement needs to go well: objects that it follows or hands on, indices that must be within bounds, casts that must hold. Only expressions that may be
 * asked beforehand without changing anything.
 */
final class StatementUses extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private static final int LONGEST = 50;

    private final Ingredients in;
    private final JavaModel model;
    private final Tree statement;
    private final Set<Element> here = new HashSet<>();
    private final List<Use> found = new ArrayList<>();

    /**
     * One need.
     *
     * @param text the object, the index, or the question whether a cast holds
     * @param type of the object or index
     * @param limit what the index must stay below; "" for the others
     */
    record Use(Kind kind, String text, TypeMirror type, String limit) {}

    enum Kind {
        VALUE,
        BOUND,
        CAST
    }

    private StatementUses(Ingredients in, Tree statement) {
        this.in = in;
        this.model = in.model();
        this.statement = statement;
        in.variables().forEach(variable -> here.add(variable.element()));
    }

    static List<Use> of(Ingredients in, TreePath statement) {
        StatementUses uses = new StatementUses(in, statement.getLeaf());
        uses.scan(statement, null);
        return uses.found;
    }

    /** Statements within the statement have needs of their own. */
    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void ignored) {
        boolean inner = tree != statement
                && (tree instanceof StatementTree || tree instanceof BlockTree || tree instanceof ClassTree);
        return inner || tree instanceof LambdaExpressionTree ? null : super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void ignored) {
        if (node.getMethodSelect() instanceof MemberSelectTree select) {
            TreePath receiver = new TreePath(new TreePath(getCurrentPath(), select), select.getExpression());
            String name = select.getIdentifier().toString();
            TypeMirror type = typeOf(receiver);
            if (node.getArguments().size() == 1 && type != null && (name.equals("get") || name.equals("charAt"))) {
                String size = model.isA(type, "java.util.List")
                        ? ".size()"
                        : model.isA(type, "java.lang.CharSequence") ? ".length()" : "";
                bound(
                        new TreePath(getCurrentPath(), node.getArguments().get(0)),
                        size.isEmpty() ? "" : text(receiver) + size);
            }
        }
        value(getCurrentPath());
        return super.visitMethodInvocation(node, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void ignored) {
        value(getCurrentPath());
        return super.visitMemberSelect(node, null);
    }

    @Override
    public @Nullable Void visitArrayAccess(ArrayAccessTree node, @Nullable Void ignored) {
        bound(
                new TreePath(getCurrentPath(), node.getIndex()),
                text(new TreePath(getCurrentPath(), node.getExpression())) + ".length");
        value(getCurrentPath());
        return super.visitArrayAccess(node, null);
    }

    @Override
    public @Nullable Void visitTypeCast(TypeCastTree node, @Nullable Void ignored) {
        TreePath cast = new TreePath(getCurrentPath(), node.getExpression());
        TypeMirror from = typeOf(cast);
        TypeMirror wanted = typeOf(getCurrentPath());
        String type = wanted instanceof DeclaredType ? in.place().surroundings().nameOf(wanted) : null;
        if (from != null && model.isReference(from) && type != null && askable(cast)) {
            String object = Precedence.of(node.getExpression()).compareTo(Precedence.RELATIONAL) > 0
                    ? text(cast)
                    : "(" + text(cast) + ")";
            found.add(new Use(Kind.CAST, object + " instanceof " + type, from, ""));
        }
        return super.visitTypeCast(node, null);
    }

    private void value(TreePath path) {
        TypeMirror type = typeOf(path);
        boolean read = !Expressions.isTarget(path) && !Expressions.namesType(model, path);
        if (model.isReference(type) && type != null && read && askable(path)) {
            found.add(new Use(Kind.VALUE, text(path), type, ""));
        }
    }

    private void bound(TreePath index, String limit) {
        TypeMirror type = typeOf(index);
        if (type != null && model.isInt(type) && !limit.isEmpty() && limit.length() <= LONGEST && askable(index)) {
            found.add(new Use(Kind.BOUND, text(index), type, limit));
        }
    }

    private @Nullable TypeMirror typeOf(TreePath path) {
        TypeMirror type = model.trees().getTypeMirror(path);
        return type == null || !model.isValue(type) ? null : type;
    }

    private String text(TreePath path) {
        return in.place().file().text(path.getLeaf());
    }

    /** Whether it may be written before the statement: short, of what is visible there, with no call that does more than tell. */
    private boolean askable(TreePath path) {
        String text = text(path);
        boolean visible = in.place().surroundings().variablesIn(path).stream()
                .allMatch(element -> element.getKind().isField() || here.contains(element));
        return text.length() <= LONGEST
                && !text.contains("\n")
                && visible
                && !text.equals("this")
                && !text.equals("super")
                && path.getLeaf() instanceof ExpressionTree
                && tells(path);
    }

    private static boolean tells(TreePath path) {
        boolean[] tells = {true};
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void ignored) {
                String select = node.getMethodSelect().toString();
                String name = select.substring(select.lastIndexOf('.') + 1);
                tells[0] &= !Names.isMutator(name);
                return super.visitMethodInvocation(node, null);
            }

            @Override
            public @Nullable Void scan(@Nullable Tree tree, @Nullable Void ignored) {
                if (tree != null) {
                    tells[0] &= switch (tree.getKind()) {
                        case PREFIX_INCREMENT,
                                PREFIX_DECREMENT,
                                POSTFIX_INCREMENT,
                                POSTFIX_DECREMENT,
                                ASSIGNMENT,
                                NEW_CLASS,
                                LAMBDA_EXPRESSION,
                                MEMBER_REFERENCE -> false;
                        default -> !(tree instanceof com.sun.source.tree.CompoundAssignmentTree);
                    };
                }
                return super.scan(tree, null);
            }
        }.scan(path, null);
        return tells[0];
    }
}
