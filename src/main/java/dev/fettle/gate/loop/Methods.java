package dev.fettle.gate.loop;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Visits every method that has a body, with its class. */
final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final BiConsumer<MethodTree, ClassTree> visitor;

    Methods(BiConsumer<MethodTree, ClassTree> visitor) {
        this.visitor = visitor;
    }

    /** Those of a class itself, in order, with or without a body. */
    static List<MethodTree> of(ClassTree type) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .toList();
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
        of(type).stream().filter(method -> method.getBody() != null).forEach(method -> visitor.accept(method, type));
        return super.visitClass(type, none);
    }
}
