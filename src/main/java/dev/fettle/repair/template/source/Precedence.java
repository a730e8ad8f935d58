package dev.fettle.repair.template.source;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;

/** How strongly an expression binds, weakest first. */
public enum Precedence {
    LAMBDA,
    ASSIGNMENT,
    CONDITIONAL,
    OR,
    AND,
    BIT_OR,
    BIT_XOR,
    BIT_AND,
    EQUALITY,
    RELATIONAL,
    SHIFT,
    ADDITIVE,
    MULTIPLICATIVE,
    UNARY,
    PRIMARY;

    /** Of an expression. */
    public static Precedence of(Tree tree) {
        return switch (tree.getKind()) {
            case LAMBDA_EXPRESSION -> LAMBDA;
            case ASSIGNMENT,
                    PLUS_ASSIGNMENT,
                    MINUS_ASSIGNMENT,
                    MULTIPLY_ASSIGNMENT,
                    DIVIDE_ASSIGNMENT,
                    REMAINDER_ASSIGNMENT,
                    AND_ASSIGNMENT,
                    OR_ASSIGNMENT,
                    XOR_ASSIGNMENT,
                    LEFT_SHIFT_ASSIGNMENT,
                    RIGHT_SHIFT_ASSIGNMENT,
                    UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> ASSIGNMENT;
            case CONDITIONAL_EXPRESSION -> CONDITIONAL;
            case CONDITIONAL_OR -> OR;
            case CONDITIONAL_AND -> AND;
            case OR -> BIT_OR;
            case XOR -> BIT_XOR;
            case AND -> BIT_AND;
            case EQUAL_TO, NOT_EQUAL_TO -> EQUALITY;
            case LESS_THAN, GREATER_THAN, LESS_THAN_EQUAL, GREATER_THAN_EQUAL, INSTANCE_OF -> RELATIONAL;
            case LEFT_SHIFT, RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT -> SHIFT;
            case PLUS, MINUS -> ADDITIVE;
            case MULTIPLY, DIVIDE, REMAINDER -> MULTIPLICATIVE;
            case UNARY_MINUS,
                    UNARY_PLUS,
                    BITWISE_COMPLEMENT,
                    LOGICAL_COMPLEMENT,
                    PREFIX_DECREMENT,
                    PREFIX_INCREMENT,
                    POSTFIX_DECREMENT,
                    POSTFIX_INCREMENT,
                    TYPE_CAST -> UNARY;
            default -> PRIMARY;
        };
    }

    /** The next stronger one. */
    public Precedence stronger() {
        return this == PRIMARY ? PRIMARY : values()[ordinal() + 1];
    }

    /** The weakest that may stand at the path's place without parentheses. */
    public static Precedence wantedAt(TreePath path) {
        Tree tree = path.getLeaf();
        Tree parent = path.getParentPath() == null ? null : path.getParentPath().getLeaf();
        if (parent instanceof BinaryTree binary) {
            Precedence own = of(binary);
            return binary.getLeftOperand() == tree ? own : own.stronger();
        }
        if (parent instanceof UnaryTree || parent instanceof TypeCastTree) {
            return UNARY;
        }
        if (parent instanceof MemberSelectTree) {
            return PRIMARY;
        }
        if (parent instanceof ArrayAccessTree array) {
            return array.getExpression() == tree ? PRIMARY : LAMBDA;
        }
        if (parent instanceof ConditionalExpressionTree conditional) {
            return conditional.getCondition() == tree ? OR : CONDITIONAL;
        }
        if (parent instanceof AssignmentTree) {
            return ASSIGNMENT;
        }
        return parent != null && parent.getKind() == Tree.Kind.INSTANCE_OF ? SHIFT : LAMBDA;
    }
}
