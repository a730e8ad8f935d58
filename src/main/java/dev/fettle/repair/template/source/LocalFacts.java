package dev.fettle.repair.template.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Which local variables of a file are assigned again and which are captured by a lambda or an inner class. */
final class LocalFacts {
    private final Map<Element, Integer> assignments = new HashMap<>();
    private final Map<Element, Integer> depths = new HashMap<>();
    private final Set<Element> initialised = new HashSet<>();
    private final Set<Element> captured = new HashSet<>();

    private LocalFacts() {}

    static LocalFacts of(SourceFile file, Trees trees) {
        LocalFacts facts = new LocalFacts();
        facts.new Scan(trees).scan(file.unit(), null);
        return facts;
    }

    /** Whether a lambda or inner class may read it. */
    boolean effectivelyFinal(Element local) {
        return local.getModifiers().contains(Modifier.FINAL)
                || assignments.getOrDefault(local, 0) <= (initialised.contains(local) ? 0 : 1);
    }

    /** Whether it may be assigned once more in the method that declares it. */
    boolean assignable(Element local) {
        return !local.getModifiers().contains(Modifier.FINAL) && !captured.contains(local);
    }

    private final class Scan extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final Trees trees;
        private int depth;

        Scan(Trees trees) {
            this.trees = trees;
        }

        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void ignored) {
            depth++;
            super.visitClass(node, null);
            depth--;
            return null;
        }

        @Override
        public @Nullable Void visitLambdaExpression(LambdaExpressionTree node, @Nullable Void ignored) {
            depth++;
            super.visitLambdaExpression(node, null);
            depth--;
            return null;
        }

        @Override
        public @Nullable Void visitVariable(VariableTree node, @Nullable Void ignored) {
            Element element = trees.getElement(getCurrentPath());
            if (element != null) {
                depths.put(element, depth);
                Tree parent = getCurrentPath().getParentPath().getLeaf();
                boolean local = parent.getKind() == Tree.Kind.BLOCK || parent.getKind() == Tree.Kind.CASE;
                if (!local || node.getInitializer() != null) {
                    initialised.add(element);
                }
            }
            return super.visitVariable(node, null);
        }

        @Override
        public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void ignored) {
            Element element = trees.getElement(getCurrentPath());
            Integer declared = element == null ? null : depths.get(element);
            if (element != null && declared != null && declared < depth) {
                captured.add(element);
            }
            return super.visitIdentifier(node, null);
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree node, @Nullable Void ignored) {
            assigned(node.getVariable());
            return super.visitAssignment(node, null);
        }

        @Override
        public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree node, @Nullable Void ignored) {
            assigned(node.getVariable());
            assigned(node.getVariable());
            return super.visitCompoundAssignment(node, null);
        }

        @Override
        public @Nullable Void visitUnary(UnaryTree node, @Nullable Void ignored) {
            switch (node.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> {
                    assigned(node.getExpression());
                    assigned(node.getExpression());
                }
                default -> {}
            }
            return super.visitUnary(node, null);
        }

        private void assigned(Tree target) {
            Element element = trees.getElement(new TreePath(getCurrentPath(), target));
            if (element != null) {
                assignments.merge(element, 1, Integer::sum);
            }
        }
    }
}
