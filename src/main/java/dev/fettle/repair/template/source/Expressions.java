package dev.fettle.repair.template.source;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** What an expression is to the code around it. */
public final class Expressions {
    private Expressions() {}

    /** Whether an expression's value is read here: it is no target of an assignment, no label, no type's name, no annotation. */
    public static boolean isValuePosition(TreePath path) {
        Tree tree = path.getLeaf();
        Tree parent = path.getParentPath().getLeaf();
        if (isTarget(path)) {
            return false;
        }
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof AnnotationTree) {
                return false;
            }
        }
        return switch (parent.getKind()) {
            case METHOD_INVOCATION -> ((MethodInvocationTree) parent).getMethodSelect() != tree;
            case NEW_CLASS ->
                ((NewClassTree) parent).getIdentifier() != tree
                        && !((NewClassTree) parent).getTypeArguments().contains(tree);
            case NEW_ARRAY -> ((NewArrayTree) parent).getType() != tree;
            case VARIABLE -> ((VariableTree) parent).getInitializer() == tree;
            case TYPE_CAST -> ((TypeCastTree) parent).getType() != tree;
            case INSTANCE_OF -> ((com.sun.source.tree.InstanceOfTree) parent).getExpression() == tree;
            case CASE -> !((CaseTree) parent).getExpressions().contains(tree);
            case COMPILATION_UNIT,
                    IMPORT,
                    PACKAGE,
                    CLASS,
                    INTERFACE,
                    ENUM,
                    RECORD,
                    METHOD,
                    ANNOTATION,
                    PARAMETERIZED_TYPE,
                    ARRAY_TYPE,
                    TYPE_PARAMETER,
                    ANNOTATED_TYPE,
                    UNION_TYPE,
                    EXTENDS_WILDCARD,
                    SUPER_WILDCARD,
                    PRIMITIVE_TYPE,
                    MODIFIERS,
                    MEMBER_REFERENCE -> false;
            default -> true;
        };
    }

    /** Whether it is assigned, incremented or decremented. */
    public static boolean isTarget(TreePath path) {
        Tree tree = path.getLeaf();
        Tree parent = path.getParentPath().getLeaf();
        if (parent instanceof ParenthesizedTree) {
            return isTarget(path.getParentPath());
        }
        if (parent instanceof AssignmentTree assignment) {
            return assignment.getVariable() == tree;
        }
        if (parent instanceof CompoundAssignmentTree assignment) {
            return assignment.getVariable() == tree;
        }
        return parent instanceof UnaryTree
                && switch (parent.getKind()) {
                    case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
                    default -> false;
                };
    }

    /** Whether nobody reads the value. */
    public static boolean isStatement(TreePath path) {
        return path.getParentPath().getLeaf() instanceof ExpressionStatementTree;
    }

    /** Whether it is the name of a class or package, as in {@code Math} of {@code Math.max}. */
    public static boolean namesType(JavaModel model, TreePath path) {
        Tree tree = path.getLeaf();
        if (tree.getKind() != Tree.Kind.IDENTIFIER && !(tree instanceof MemberSelectTree)) {
            return false;
        }
        Element element = model.trees().getElement(path);
        return element instanceof TypeElement || element instanceof PackageElement;
    }

    /** Without the parentheses around it. */
    public static ExpressionTree bare(ExpressionTree tree) {
        ExpressionTree at = tree;
        while (at instanceof ParenthesizedTree parentheses) {
            at = parentheses.getExpression();
        }
        return at;
    }

    /** The two-sided operations that a condition joins by {@code &&}; itself where it joins none. */
    public static List<BinaryTree> conjuncts(ExpressionTree condition) {
        if (!(bare(condition) instanceof BinaryTree both)) {
            return List.of();
        }
        return both.getKind() == Tree.Kind.CONDITIONAL_AND
                ? Stream.of(both.getLeftOperand(), both.getRightOperand())
                        .flatMap(side -> conjuncts(side).stream())
                        .toList()
                : List.of(both);
    }

    /** Whether an expression is made of literals alone. */
    public static boolean isLiteral(ExpressionTree tree) {
        ExpressionTree bare = bare(tree);
        return bare instanceof LiteralTree
                || bare instanceof TypeCastTree cast && isLiteral(cast.getExpression())
                || bare instanceof UnaryTree unary && isLiteral(unary.getExpression())
                || bare instanceof BinaryTree both
                        && isLiteral(both.getLeftOperand())
                        && isLiteral(both.getRightOperand());
    }
}
