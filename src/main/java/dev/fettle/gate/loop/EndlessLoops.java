package dev.fettle.gate.loop;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import dev.fettle.gate.loop.BodyFacts.Move;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Loops of one method that make no progress towards their exit: nothing in the condition ever changes in the body, and there is no other way out. In doubt a loop is
 * taken to end: fields may be changed by other threads, and a method that is called may change what it belongs to.
 */
final class EndlessLoops extends TreeScanner<@Nullable Void, @Nullable Void> {
    /** They say something about an object and do not change it. */
    static final Set<String> LOOKS_ONLY = Set.of(
            "hasNext",
            "hasMoreElements",
            "hasMoreTokens",
            "hasRemaining",
            "isEmpty",
            "size",
            "length",
            "equals",
            "contains",
            "containsKey",
            "charAt",
            "startsWith",
            "endsWith",
            "indexOf");

    /** Methods of these names, or parts of names, run for ever on purpose. */
    private static final Set<String> RUNS_FOR_EVER =
            Set.of("run", "main", "call", "loop", "serve", "listen", "accept", "consume", "poll", "watch", "work");

    /** A loop that calls one of these waits for the world. */
    private static final Set<String> WAITS = Set.of(
            "take",
            "poll",
            "accept",
            "read",
            "readline",
            "receive",
            "wait",
            "await",
            "sleep",
            "select",
            "park",
            "join",
            "get",
            "next");

    /**
     * One of them.
     *
     * @param certain whether it is wrong whatever the author had in mind
     */
    record Loop(Tree tree, boolean certain, String why) {}

    private final String method;
    private final Set<String> locals = new HashSet<>();
    /** Those that only this class can reach, and that are what they are. */
    private final Set<String> ownFields = new HashSet<>();

    private final List<Loop> found = new ArrayList<>();
    private int lambdas;

    private EndlessLoops(MethodTree method) {
        this.method = method.getName().toString().toLowerCase(Locale.ROOT);
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
                locals.add(variable.getName().toString());
                return super.visitVariable(variable, none);
            }

            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
                return null; // its fields are no locals
            }
        }.scan(method, null);
    }

    static List<Loop> of(MethodTree method, ClassTree type) {
        EndlessLoops loops = new EndlessLoops(method);
        type.getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> field.getModifiers().getFlags().containsAll(Set.of(Modifier.PRIVATE, Modifier.FINAL)))
                .forEach(field -> loops.ownFields.add(field.getName().toString()));
        loops.ownFields.removeAll(loops.locals);
        loops.scan(method.getBody(), null);
        return loops.found;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
        return null; // its methods are looked at on their own
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void none) {
        lambdas++;
        super.visitLambdaExpression(tree, none);
        lambdas--;
        return null;
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void none) {
        judge(tree, tree.getCondition(), List.of(tree.getStatement()));
        return super.visitWhileLoop(tree, none);
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void none) {
        judge(tree, tree.getCondition(), List.of(tree.getStatement()));
        return super.visitDoWhileLoop(tree, none);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void none) {
        List<Tree> parts = new ArrayList<>(tree.getUpdate());
        parts.add(tree.getStatement());
        judge(tree, tree.getCondition(), parts);
        return super.visitForLoop(tree, none);
    }

    private void judge(Tree loop, @Nullable ExpressionTree condition, List<Tree> parts) {
        List<Tree> again = new ArrayList<>(parts);
        if (condition != null) {
            again.add(condition);
        }
        BodyFacts facts = BodyFacts.of(again);
        if (facts.exit()) {
            return;
        }
        if (condition == null || isTrue(condition)) {
            found.add(new Loop(
                    loop,
                    !meantToRunForEver(facts),
                    "The loop has no condition that ends it, and no way out in its body."));
        } else if (isFalse(condition)) {
            return;
        } else if (movesAway(condition, facts)) {
            found.add(new Loop(loop, true, "The loop moves away from its end."));
        } else if (stands(condition, BodyFacts.of(parts), facts) || countsUpToAFieldInVain(condition, again, facts)) {
            found.add(new Loop(loop, true, "Nothing that the loop's condition looks at changes in its body."));
        }
    }

    /** Where something is called, it may wait, or end the process by an exception; a body that calls nothing can only spin. */
    private boolean meantToRunForEver(BodyFacts facts) {
        boolean acts = facts.calls().stream().anyMatch(call -> !LOOKS_ONLY.contains(call));
        boolean waits = facts.calls().stream()
                .map(call -> call.toLowerCase(Locale.ROOT))
                .anyMatch(call -> WAITS.stream().anyMatch(call::startsWith));
        return acts || waits || lambdas > 0 || RUNS_FOR_EVER.stream().anyMatch(method::contains);
    }

    private static boolean isTrue(ExpressionTree condition) {
        Tree plain = plain(condition);
        Tree value = plain instanceof AssignmentTree assignment ? plain(assignment.getExpression()) : plain; // = for ==
        return value instanceof LiteralTree literal && Boolean.TRUE.equals(literal.getValue());
    }

    private static boolean isFalse(ExpressionTree condition) {
        return plain(condition) instanceof LiteralTree literal && Boolean.FALSE.equals(literal.getValue());
    }

    private static Tree plain(Tree tree) {
        Tree inner = tree;
        while (inner instanceof ParenthesizedTree parentheses) {
            inner = parentheses.getExpression();
        }
        return inner;
    }

    /** {@code i < n} where i only goes down, {@code i > n} where it only goes up. */
    private boolean movesAway(ExpressionTree condition, BodyFacts facts) {
        if (!(plain(condition) instanceof BinaryTree compared)) {
            return false;
        }
        boolean smaller = compared.getKind() == Kind.LESS_THAN || compared.getKind() == Kind.LESS_THAN_EQUAL;
        boolean greater = compared.getKind() == Kind.GREATER_THAN || compared.getKind() == Kind.GREATER_THAN_EQUAL;
        if (!smaller && !greater) {
            return false;
        }
        return away(compared.getLeftOperand(), compared.getRightOperand(), smaller ? Move.DOWN : Move.UP, facts)
                || away(compared.getRightOperand(), compared.getLeftOperand(), smaller ? Move.UP : Move.DOWN, facts);
    }

    private boolean away(ExpressionTree moving, ExpressionTree end, Move away, BodyFacts facts) {
        String name = moving instanceof IdentifierTree identifier
                ? identifier.getName().toString()
                : "";
        if (!locals.contains(name) || facts.moves().get(name) != away) {
            return false;
        }
        // the end must stand still: a number, a local that nothing moves, or a length or size
        BodyFacts other = BodyFacts.of(List.of(end));
        return other.names().stream().noneMatch(facts.moves()::containsKey)
                && other.calls().stream().allMatch(LOOKS_ONLY::contains);
    }

    /** Whether the condition cannot change: only locals that nothing in the loop touches. */
    private boolean stands(ExpressionTree condition, BodyFacts body, BodyFacts all) {
        Optional<Operands> operands = Operands.of(condition, locals);
        if (operands.isEmpty() || operands.get().isEmpty()) {
            return false;
        }
        return operands.get().values().stream().noneMatch(all.moves()::containsKey)
                && operands.get().objects().stream()
                        .noneMatch(name ->
                                body.names().contains(name) || all.moves().containsKey(name));
    }

    /**
     * {@code at < items.size()} where at never moves and nothing may change items: a field that only this class can reach, in a body that only looks at it, calls
     * nothing of its own object, and calls others for what they return alone.
     */
    private boolean countsUpToAFieldInVain(ExpressionTree condition, List<Tree> again, BodyFacts facts) {
        Set<String> known = new HashSet<>(locals);
        known.addAll(ownFields);
        Optional<Operands> operands = Operands.of(condition, known);
        if (operands.isEmpty() || operands.get().values().isEmpty()) {
            return false;
        }
        Operands looked = operands.get();
        boolean onlyFields = ownFields.containsAll(looked.objects());
        boolean onlyLocals = locals.containsAll(looked.values());
        boolean moved = looked.values().stream().anyMatch(facts.moves()::containsKey);
        return onlyFields
                && onlyLocals
                && !looked.objects().isEmpty()
                && !moved
                && OnlyLooks.at(looked.objects(), again);
    }

    /**
     * What a condition looks at.
     *
     * @param values locals whose value alone counts
     * @param objects locals whose inside counts: any mention may change it
     */
    private record Operands(Set<String> values, Set<String> objects) {
        boolean isEmpty() {
            return values.isEmpty() && objects.isEmpty();
        }

        /** Empty when it looks at anything that is no local, or calls what may do more than look. */
        static Optional<Operands> of(ExpressionTree condition, Set<String> locals) {
            Operands operands = new Operands(new HashSet<>(), new HashSet<>());
            Reader reader = new Reader(operands, locals);
            reader.scan(condition, null);
            return reader.unknown ? Optional.empty() : Optional.of(operands);
        }
    }

    private static final class Reader extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final Operands operands;
        private final Set<String> locals;
        private boolean unknown;
        private boolean inside;

        Reader(Operands operands, Set<String> locals) {
            this.operands = operands;
            this.locals = locals;
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
            String name = tree.getName().toString();
            if (locals.contains(name)) {
                (inside ? operands.objects() : operands.values()).add(name);
            } else if (!name.equals(name.toUpperCase(Locale.ROOT)) || name.length() < 2) {
                unknown = true; // a field, which another thread may change; constants do not
            }
            return null;
        }

        @Override
        public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
            boolean lengthOfArray = !inside && tree.getIdentifier().contentEquals("length"); // it never changes
            return lengthOfArray ? scan(tree.getExpression(), none) : within(() -> super.visitMemberSelect(tree, none));
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
            boolean looks = tree.getMethodSelect() instanceof MemberSelectTree
                    && LOOKS_ONLY.contains(BodyFacts.nameOf(tree.getMethodSelect()));
            unknown |= !looks;
            return within(() -> super.visitMethodInvocation(tree, none));
        }

        @Override
        public @Nullable Void visitArrayAccess(com.sun.source.tree.ArrayAccessTree tree, @Nullable Void none) {
            within(() -> scan(tree.getExpression(), none));
            return scan(tree.getIndex(), none);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
            unknown = true;
            return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void none) {
            unknown = true;
            return null;
        }

        private @Nullable Void within(Runnable scan) {
            boolean outer = inside;
            inside = true;
            scan.run();
            inside = outer;
            return null;
        }
    }
}
