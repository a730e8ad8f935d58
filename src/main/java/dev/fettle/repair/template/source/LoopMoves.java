package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a loop writes to, and by what it divides. */
public final class LoopMoves {
    private final Set<String> written = new HashSet<>();
    private final TreeMap<String, Set<String>> divisors = new TreeMap<>();

    private LoopMoves() {}

    /** @param loop with its head and body */
    public static LoopMoves of(TreePath loop) {
        LoopMoves moves = new LoopMoves();
        moves.new Scan().scan(loop.getLeaf(), null);
        return moves;
    }

    /** Whether anything in a condition may change from turn to turn: a variable that the loop writes, or whatever a call answers. */
    public boolean anyIn(ExpressionTree condition) {
        boolean[] found = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree name, @Nullable Void ignored) {
                found[0] |= written.contains(name.getName().toString());
                return null;
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void ignored) {
                String name = call.getMethodSelect().toString();
                found[0] |= !name.endsWith(".length") && !name.endsWith(".size");
                return super.visitMethodInvocation(call, null);
            }
        }.scan(condition, null);
        return found[0];
    }

    /** Numbers of which the rest of a variable is taken. */
    public Set<String> divisors(String variable) {
        return divisors.getOrDefault(variable, Set.of());
    }

    private final class Scan extends TreeScanner<@Nullable Void, @Nullable Void> {
        @Override
        public @Nullable Void visitAssignment(AssignmentTree node, @Nullable Void ignored) {
            written.add(node.getVariable().toString());
            return super.visitAssignment(node, null);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree node, @Nullable Void ignored) {
            written.add(node.getVariable().toString());
            return super.visitCompoundAssignment(node, null);
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree node, @Nullable Void ignored) {
            if (node.getKind().name().endsWith("CREMENT")) {
                written.add(node.getExpression().toString());
            }
            return super.visitUnary(node, null);
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree node, @Nullable Void ignored) {
            if (node.getKind() == Tree.Kind.REMAINDER && node.getRightOperand() instanceof LiteralTree) {
                divisors.computeIfAbsent(node.getLeftOperand().toString(), key -> new LinkedHashSet<>())
                        .add(node.getRightOperand().toString());
            }
            return super.visitBinary(node, null);
        }
    }
}
