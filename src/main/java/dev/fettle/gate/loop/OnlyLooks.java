package dev.fettle.gate.loop;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether code leaves fields as they are: it asks them only what changes nothing, calls nothing of its own object, and calls nothing for its effect. */
final class OnlyLooks extends TreeScanner<@Nullable Void, @Nullable Void> {
    /** Besides {@link EndlessLoops#LOOKS_ONLY}: looks at what is in it. */
    private static final Set<String> LOOKS_IN = Set.of("get", "getOrDefault", "lastIndexOf", "keySet", "values");

    private final Set<String> fields;
    private boolean mayChange;

    private OnlyLooks(Set<String> fields) {
        this.fields = fields;
    }

    static boolean at(Set<String> fields, List<Tree> code) {
        OnlyLooks looks = new OnlyLooks(fields);
        code.forEach(tree -> looks.scan(tree, null));
        return !looks.mayChange;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, @Nullable Void none) {
        if (tree.getMethodSelect() instanceof MemberSelectTree select
                && select.getExpression() instanceof IdentifierTree receiver
                && fields.contains(receiver.getName().toString())) {
            String name = select.getIdentifier().toString();
            mayChange |= !EndlessLoops.LOOKS_ONLY.contains(name) && !LOOKS_IN.contains(name);
            return scan(tree.getArguments(), none);
        }
        mayChange |= tree.getMethodSelect() instanceof IdentifierTree; // of its own object
        return super.visitMethodInvocation(tree, none);
    }

    @Override
    public @Nullable Void visitExpressionStatement(ExpressionStatementTree tree, @Nullable Void none) {
        mayChange |= tree.getExpression() instanceof MethodInvocationTree;
        return super.visitExpressionStatement(tree, none);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void none) {
        String name = tree.getName().toString();
        mayChange |= fields.contains(name) || name.equals("this"); // handed on, or written to
        return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, @Nullable Void none) {
        mayChange |= tree.getClassBody() != null;
        return super.visitNewClass(tree, none);
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void none) {
        mayChange = true;
        return null;
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void none) {
        mayChange = true;
        return null;
    }
}
