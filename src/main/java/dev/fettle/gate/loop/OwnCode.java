package dev.fettle.gate.loop;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.util.TreeScanner;
import org.jspecify.annotations.Nullable;

/** Visits what runs when a piece of code runs: not the bodies of lambdas and of classes within, which run at another time. */
class OwnCode extends TreeScanner<@Nullable Void, @Nullable Void> {
    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void none) {
        return null;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
        return null;
    }
}
