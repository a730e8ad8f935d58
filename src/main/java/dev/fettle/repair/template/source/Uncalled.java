package dev.fettle.repair.template.source;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds private methods that nothing in their file names: whoever wrote one wrote it to be called. */
final class Uncalled extends TreeScanner<@Nullable Void, @Nullable Void> {
    /** Called by the JDK, by their names: see the specification of object serialization. */
    private static final Set<String> OF_SERIALIZATION =
            Set.of("readObject", "writeObject", "readObjectNoData", "readResolve", "writeReplace");

    private final Set<String> written = new HashSet<>();
    private final Set<String> named = new HashSet<>();

    private Uncalled() {}

    /** Their names; a name that is also that of a method which is called is none. What bears an annotation may be called by a framework. */
    static Set<String> in(SourceFile file) {
        Uncalled scan = new Uncalled();
        scan.scan(file.unit(), null);
        scan.written.removeAll(scan.named);
        scan.written.removeAll(OF_SERIALIZATION);
        return scan.written;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree node, @Nullable Void ignored) {
        if (node.getModifiers().getFlags().contains(Modifier.PRIVATE)
                && node.getReturnType() != null
                && node.getModifiers().getAnnotations().isEmpty()) {
            written.add(node.getName().toString());
        }
        return super.visitMethod(node, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void ignored) {
        named.add(node.getName().toString());
        return super.visitIdentifier(node, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void ignored) {
        named.add(node.getIdentifier().toString());
        return super.visitMemberSelect(node, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree node, @Nullable Void ignored) {
        named.add(node.getName().toString());
        return super.visitMemberReference(node, null);
    }
}
