package dev.fettle.repair.template.source;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Finds collections that are made empty and then only asked: whoever wrote them forgot to fill them. */
final class NeverFilled extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final JavaModel model;
    private final Set<Element> madeEmpty = new HashSet<>();
    private final Set<Element> asked = new HashSet<>();
    private final Set<Element> mayBeFilled = new HashSet<>();

    private NeverFilled(JavaModel model) {
        this.model = model;
    }

    /** Locals and private fields of a file. */
    static Set<Element> in(JavaModel model, SourceFile file) {
        NeverFilled scan = new NeverFilled(model);
        scan.scan(file.unit(), null);
        Set<Element> found = new HashSet<>(scan.madeEmpty);
        found.retainAll(scan.asked);
        found.removeAll(scan.mayBeFilled);
        return found;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree node, @Nullable Void ignored) {
        Element element = model.trees().getElement(getCurrentPath());
        boolean own = element != null
                && (element.getKind() == ElementKind.LOCAL_VARIABLE
                        || element.getModifiers().contains(Modifier.PRIVATE));
        if (own && node.getInitializer() instanceof NewClassTree made && made.getClassBody() == null) {
            boolean container = model.isA(element.asType(), "java.util.Collection")
                    || model.isA(element.asType(), "java.util.Map")
                    || model.isA(element.asType(), "java.lang.StringBuilder");
            boolean empty = made.getArguments().isEmpty()
                    || made.getArguments().size() == 1
                            && model.isInt(model.trees()
                                    .getTypeMirror(new TreePath(
                                            new TreePath(getCurrentPath(), made),
                                            made.getArguments().get(0))));
            if (container && empty) {
                madeEmpty.add(element);
            }
        }
        return super.visitVariable(node, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void ignored) {
        used(node);
        return super.visitIdentifier(node, null);
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void ignored) {
        used(node);
        return super.visitMemberSelect(node, null);
    }

    private void used(ExpressionTree node) {
        Element element = model.trees().getElement(getCurrentPath());
        if (element == null) {
            return;
        }
        TreePath above = getCurrentPath().getParentPath();
        Tree parent = above.getLeaf();
        boolean receiver = parent instanceof MemberSelectTree select
                && select.getExpression() == node
                && above.getParentPath().getLeaf() instanceof MethodInvocationTree;
        boolean thisOf = parent instanceof MemberSelectTree && !receiver;
        if (receiver
                && !Names.isMutator(((MemberSelectTree) parent).getIdentifier().toString())) {
            asked.add(element);
        } else if (!thisOf && parent.getKind() != Tree.Kind.ENHANCED_FOR_LOOP) {
            mayBeFilled.add(element);
        } else {
            asked.add(element);
        }
    }
}
