package dev.fettle.gate.loop;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.WhileLoopTree;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A method that calls itself on every way through it, directly or through another one of its class, or again with the very same arguments and nothing changed that it
 * decides by. Only calls on the same object and of a name that no
 * other method of the class has with as many parameters.
 */
final class EndlessRecursion {
    /** The call, and why it does not end. */
    record Call(Tree tree, String why) {}

    private EndlessRecursion() {}

    static Optional<Call> of(MethodTree method, ClassTree type) {
        List<MethodTree> siblings = Methods.of(type);
        if (overloaded(method, siblings) || method.getReturnType() == null) {
            return Optional.empty(); // an overload could be meant, or it is a constructor, which javac looks at itself
        }
        Optional<Call> always =
                always(method, method).map(call -> new Call(call, "The method calls itself on every way through it."));
        return always.or(() -> unchanged(method))
                .or(() -> SameWayAgain.of(method))
                .or(() -> eachOther(method, type, siblings));
    }

    private static boolean overloaded(MethodTree method, List<MethodTree> siblings) {
        return siblings.stream()
                        .filter(other -> other.getName().equals(method.getName()))
                        .filter(other -> other.getParameters().size()
                                == method.getParameters().size())
                        .count()
                != 1;
    }

    /** Where a class is to be inherited from, one of the two may be meant to be overridden. */
    private static Optional<Call> eachOther(MethodTree method, ClassTree type, List<MethodTree> siblings) {
        if (type.getKind() == Kind.INTERFACE || type.getModifiers().getFlags().contains(Modifier.ABSTRACT)) {
            return Optional.empty();
        }
        return siblings.stream()
                .filter(other -> other != method && other.getBody() != null && !overloaded(other, siblings))
                .filter(other -> always(other, method).isPresent())
                .flatMap(other -> always(method, other).stream()
                        .map(call -> new Call(
                                call,
                                "The method and " + other.getName() + " call each other on every way through them.")))
                .findFirst();
    }

    /** A call of {@code called} that no way through a method steps over. */
    private static Optional<Tree> always(MethodTree method, MethodTree called) {
        for (StatementTree statement : method.getBody().getStatements()) {
            Sure sure = new Sure(called);
            sure.scan(statement, null);
            if (sure.call != null) {
                return Optional.of(sure.call);
            }
            if (BodyFacts.of(List.of(statement)).exit()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** {@code return f(a, b)} in {@code f(a, b)}: where nothing else happens, the second time is like the first. */
    private static Optional<Call> unchanged(MethodTree method) {
        BodyFacts facts = BodyFacts.of(List.of(method.getBody()));
        String name = method.getName().toString();
        if (!facts.moves().isEmpty() || !facts.calls().equals(java.util.Set.of(name))) {
            return Optional.empty();
        }
        Every every = new Every(method);
        every.scan(method.getBody(), null);
        return Optional.ofNullable(every.others ? null : every.call)
                .map(call ->
                        new Call(call, "The method calls itself with the same arguments, and nothing has changed."));
    }

    static boolean isSelf(MethodInvocationTree call, MethodTree method) {
        ExpressionTree target = call.getMethodSelect();
        boolean here = target instanceof IdentifierTree
                || target instanceof MemberSelectTree select
                        && select.getExpression().toString().equals("this");
        return here
                && BodyFacts.nameOf(target).equals(method.getName().toString())
                && call.getArguments().size() == method.getParameters().size();
    }

    /** A self-call with the parameters as they are. */
    private static final class Every extends OwnCode {
        private final MethodTree method;
        private @Nullable Tree call;
        private boolean others;

        Every(MethodTree method) {
            this.method = method;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
            boolean same = isSelf(tree, method);
            others |= !same;
            for (int i = 0; same && i < tree.getArguments().size(); i++) {
                same = tree.getArguments().get(i) instanceof IdentifierTree argument
                        && argument.getName()
                                .equals(method.getParameters().get(i).getName());
            }
            if (same && call == null) {
                call = tree;
            }
            return super.visitMethodInvocation(tree, none);
        }
    }

    /** A self-call that no branch can step over. */
    private static final class Sure extends OwnCode {
        private final MethodTree method;
        private @Nullable Tree call;

        Sure(MethodTree method) {
            this.method = method;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
            super.visitMethodInvocation(tree, none);
            if (call == null && isSelf(tree, method)) {
                call = tree;
            }
            return null;
        }

        @Override
        public @Nullable Void visitBlock(BlockTree tree, @Nullable Void none) {
            for (StatementTree statement : tree.getStatements()) {
                scan(statement, none);
                if (BodyFacts.of(List.of(statement)).exit()) {
                    return null;
                }
            }
            return null;
        }

        @Override
        public @Nullable Void visitIf(IfTree tree, @Nullable Void none) {
            return scan(tree.getCondition(), none);
        }

        @Override
        public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void none) {
            return scan(tree.getCondition(), none);
        }

        @Override
        public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void none) {
            boolean shortCut = tree.getKind() == Kind.CONDITIONAL_AND || tree.getKind() == Kind.CONDITIONAL_OR;
            return shortCut ? scan(tree.getLeftOperand(), none) : super.visitBinary(tree, none);
        }

        @Override
        public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void none) {
            return scan(tree.getCondition(), none);
        }

        @Override
        public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void none) {
            scan(tree.getInitializer(), none);
            return scan(tree.getCondition(), none);
        }

        @Override
        public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void none) {
            return scan(tree.getExpression(), none);
        }

        @Override
        public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void none) {
            return scan(tree.getExpression(), none);
        }

        @Override
        public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void none) {
            return scan(tree.getExpression(), none);
        }

        @Override
        public @Nullable Void visitCase(CaseTree tree, @Nullable Void none) {
            return null;
        }

        @Override
        public @Nullable Void visitCatch(CatchTree tree, @Nullable Void none) {
            return null;
        }
    }
}
