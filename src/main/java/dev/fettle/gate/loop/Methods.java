package dev.fettle.gate.loop;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Visits every method that has a body, with all methods of its class. */
final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final BiConsumer<MethodTree, List<MethodTree>> visitor;

    Methods(BiConsumer<MethodTree, List<MethodTree>> visitor) {
        this.visitor = visitor;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        List<MethodTree> methods = type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .toList();
        methods.stream().filter(method -> method.getBody() != null).forEach(method -> visitor.accept(method, methods));
        return super.visitClass(type, none);
    }
}
