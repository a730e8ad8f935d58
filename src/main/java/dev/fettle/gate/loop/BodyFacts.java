package dev.fettle.gate.loop;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.WhileLoopTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What happens in the body of a loop: ways out of it, variables that get another value, names that occur. Lambdas and classes within run at another time. */
final class BodyFacts extends OwnCode {
    private static final Set<String> ENDS_ALL = Set.of("exit", "halt");

    /** Which way a variable moves. */
    enum Move {
        UP,
        DOWN,
        ANY
    }

    private final Map<String, Move> moves = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> calls = new HashSet<>();
    private final Set<String> labels = new HashSet<>();
    private boolean exit;
    private int inner;

    /** Of all parts of one loop that run again and again. */
    static BodyFacts of(Iterable<? extends @Nullable Tree> parts) {
        BodyFacts facts = new BodyFacts();
        parts.forEach(part -> facts.scan(part, null));
        return facts;
    }

    /** Whether the loop can be left other than by its condition. */
    boolean exit() {
        return exit;
    }

    /** How variables move, those that do; simple names. */
    Map<String, Move> moves() {
        return moves;
    }

    /** Names of variables that occur. */
    Set<String> names() {
        return names;
    }

    /** Names of methods that are called; {@code new} for a constructor. */
    Set<String> calls() {
        return calls;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void none) {
        exit = true;
        return super.visitReturn(tree, none);
    }

    @Override
    public @Nullable Void visitThrow(ThrowTree tree, @Nullable Void none) {
        exit = true;
        return super.visitThrow(tree, none);
    }

    @Override
    public @Nullable Void visitBreak(BreakTree tree, @Nullable Void none) {
        boolean within = tree.getLabel() == null
                ? inner > 0
                : labels.contains(tree.getLabel().toString());
        exit |= !within;
        return null;
    }

    @Override
    public @Nullable Void visitContinue(ContinueTree tree, @Nullable Void none) {
        // one to a label outside leaves this loop; one to this loop's own label is taken for a way out too
        exit |= tree.getLabel() != null && !labels.contains(tree.getLabel().toString());
        return null;
    }

    @Override
    public @Nullable Void visitLabeledStatement(LabeledStatementTree tree, @Nullable Void none) {
        labels.add(tree.getLabel().toString());
        return super.visitLabeledStatement(tree, none);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
        String name = nameOf(tree.getMethodSelect());
        calls.add(name);
        exit |= ENDS_ALL.contains(name);
        return super.visitMethodInvocation(tree, none);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
        calls.add("new");
        return super.visitNewClass(tree, none);
    }

    @Override
    public @Nullable Void visitAssignment(AssignmentTree tree, @Nullable Void none) {
        String name = nameOf(tree.getVariable());
        Move move = Move.ANY;
        ExpressionTree value = tree.getExpression();
        if (tree.getVariable() instanceof IdentifierTree && stays(value, name)) {
            names.add(name);
            return null;
        }
        if (value instanceof BinaryTree binary
                && binary.getRightOperand() instanceof LiteralTree
                && nameOf(binary.getLeftOperand()).equals(name)) {
            move = value.getKind() == Kind.PLUS ? Move.UP : value.getKind() == Kind.MINUS ? Move.DOWN : Move.ANY;
        }
        move(name, move);
        return super.visitAssignment(tree, none);
    }

    /** {@code i = i} and {@code i = i++}: what is written is what was there. */
    private static boolean stays(ExpressionTree value, String name) {
        ExpressionTree kept = value instanceof UnaryTree unary
                        && (unary.getKind() == Kind.POSTFIX_INCREMENT || unary.getKind() == Kind.POSTFIX_DECREMENT)
                ? unary.getExpression()
                : value;
        return kept instanceof IdentifierTree identifier && identifier.getName().contentEquals(name);
    }

    /** {@code i += 0}, {@code i *= 1}. */
    private static boolean stays(CompoundAssignmentTree tree) {
        String number = tree.getExpression() instanceof LiteralTree literal ? String.valueOf(literal.getValue()) : "";
        return switch (tree.getKind()) {
            case PLUS_ASSIGNMENT, MINUS_ASSIGNMENT, OR_ASSIGNMENT, XOR_ASSIGNMENT -> number.equals("0");
            case MULTIPLY_ASSIGNMENT, DIVIDE_ASSIGNMENT -> number.equals("1");
            default -> false;
        };
    }

    @Override
    public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree tree, @Nullable Void none) {
        if (tree.getVariable() instanceof IdentifierTree && stays(tree)) {
            names.add(nameOf(tree.getVariable()));
            return null;
        }
        boolean literal = tree.getExpression() instanceof LiteralTree;
        Move move = !literal
                ? Move.ANY
                : tree.getKind() == Kind.PLUS_ASSIGNMENT
                        ? Move.UP
                        : tree.getKind() == Kind.MINUS_ASSIGNMENT ? Move.DOWN : Move.ANY;
        move(nameOf(tree.getVariable()), move);
        return super.visitCompoundAssignment(tree, none);
    }

    @Override
    public @Nullable Void visitUnary(UnaryTree tree, @Nullable Void none) {
        switch (tree.getKind()) {
            case PREFIX_INCREMENT, POSTFIX_INCREMENT -> move(nameOf(tree.getExpression()), Move.UP);
            case PREFIX_DECREMENT, POSTFIX_DECREMENT -> move(nameOf(tree.getExpression()), Move.DOWN);
            default -> {
                // the others change nothing
            }
        }
        return super.visitUnary(tree, none);
    }

    private void move(String name, Move move) {
        moves.merge(name, move, (one, other) -> one == other ? one : Move.ANY);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
        names.add(tree.getName().toString());
        return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
        names.add(tree.getIdentifier().toString());
        return super.visitMemberSelect(tree, none);
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void none) {
        inner++;
        super.visitSwitch(tree, none);
        inner--;
        return null;
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void none) {
        inner++;
        super.visitWhileLoop(tree, none);
        inner--;
        return null;
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void none) {
        inner++;
        super.visitDoWhileLoop(tree, none);
        inner--;
        return null;
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void none) {
        inner++;
        super.visitForLoop(tree, none);
        inner--;
        return null;
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void none) {
        inner++;
        super.visitEnhancedForLoop(tree, none);
        inner--;
        return null;
    }

    /** {@code x} of {@code x} and of {@code this.x}, {@code m} of {@code a.b.m}; "" for what has no name. */
    static String nameOf(Tree tree) {
        if (tree instanceof IdentifierTree identifier) {
            return identifier.getName().toString();
        }
        return tree instanceof MemberSelectTree select ? select.getIdentifier().toString() : "";
    }
}
