package dev.fettle.gate.loop;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A method that calls itself with the same arguments, and decides whether it does by nothing but them: numbers, truths and strings that it never changes. The second time it
 * goes the same way, whatever else it does meanwhile. A method with a loop over things or one that catches what is thrown may come out another way, and is left alone.
 */
final class SameWayAgain extends OwnCode {
    private static final Set<String> VALUES = Set.of(
            "int", "long", "short", "byte", "char", "boolean", "float", "double", "String", "Integer", "Long",
            "Boolean");

    private final MethodTree method;
    private final Set<String> values = new HashSet<>();
    private @Nullable Tree call;
    private boolean otherwise;

    private SameWayAgain(MethodTree method) {
        this.method = method;
        method.getParameters().stream()
                .filter(parameter -> VALUES.contains(String.valueOf(parameter.getType())))
                .map(VariableTree::getName)
                .forEach(name -> values.add(name.toString()));
        values.removeAll(
                BodyFacts.of(java.util.List.of(method.getBody())).moves().keySet());
    }

    static Optional<EndlessRecursion.Call> of(MethodTree method) {
        SameWayAgain again = new SameWayAgain(method);
        again.scan(method.getBody(), null);
        return Optional.ofNullable(again.otherwise ? null : again.call)
                .map(call -> new EndlessRecursion.Call(
                        call, "The method calls itself with the same arguments, and decides by nothing else."));
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
        if (EndlessRecursion.isSelf(tree, method)) {
            boolean same = true;
            for (int i = 0; i < tree.getArguments().size(); i++) {
                String name = method.getParameters().get(i).getName().toString();
                same &= values.contains(name)
                        && tree.getArguments().get(i) instanceof IdentifierTree argument
                        && argument.getName().contentEquals(name);
            }
            call = call == null && same ? tree : call;
        }
        return super.visitMethodInvocation(tree, none);
    }

    private void decides(@Nullable ExpressionTree by) {
        if (by != null) {
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
                    String name = tree.getName().toString();
                    otherwise |= !values.contains(name) && !name.equals(name.toUpperCase(Locale.ROOT));
                    return null;
                }

                @Override
                public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
                    otherwise |= !(tree.getMethodSelect() instanceof MemberSelectTree select)
                            || !EndlessLoops.LOOKS_ONLY.contains(
                                    select.getIdentifier().toString());
                    return super.visitMethodInvocation(tree, none);
                }

                @Override
                public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void none) {
                    otherwise |= tree.getExpression().toString().equals("this");
                    return super.visitMemberSelect(tree, none);
                }
            }.scan(by, null);
        }
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, @Nullable Void none) {
        decides(tree.getCondition());
        return super.visitIf(tree, none);
    }

    @Override
    public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, @Nullable Void none) {
        decides(tree.getCondition());
        return super.visitConditionalExpression(tree, none);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, @Nullable Void none) {
        if (tree.getKind() == Kind.CONDITIONAL_AND || tree.getKind() == Kind.CONDITIONAL_OR) {
            decides(tree.getLeftOperand());
        }
        return super.visitBinary(tree, none);
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, @Nullable Void none) {
        decides(tree.getExpression());
        return super.visitSwitch(tree, none);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, @Nullable Void none) {
        decides(tree.getExpression());
        return super.visitSwitchExpression(tree, none);
    }

    @Override
    public @Nullable Void visitWhileLoop(WhileLoopTree tree, @Nullable Void none) {
        decides(tree.getCondition());
        return super.visitWhileLoop(tree, none);
    }

    @Override
    public @Nullable Void visitDoWhileLoop(DoWhileLoopTree tree, @Nullable Void none) {
        decides(tree.getCondition());
        return super.visitDoWhileLoop(tree, none);
    }

    @Override
    public @Nullable Void visitForLoop(ForLoopTree tree, @Nullable Void none) {
        otherwise = true;
        return null;
    }

    @Override
    public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree tree, @Nullable Void none) {
        otherwise = true;
        return null;
    }

    @Override
    public @Nullable Void visitTry(TryTree tree, @Nullable Void none) {
        otherwise = true;
        return null;
    }

    @Override
    public @Nullable Void visitAssert(AssertTree tree, @Nullable Void none) {
        otherwise = true;
        return null;
    }
}
