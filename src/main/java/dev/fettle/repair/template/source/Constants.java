package dev.fettle.repair.template.source;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.VariableElement;
import org.jspecify.annotations.Nullable;

/**
 * Constants that suspicious lines name. The compiler writes their value into the code that uses them, so no test ever runs the line that declares them, and it
 * is as suspicious as what uses it, or nearly.
 */
public final class Constants {
    private static final double LESS = 0.8;

    private Constants() {}

    /**
     * The suspicion with that of declarations in the same file.
     *
     * @param suspicion 0 to 1 by line
     */
    public static Map<Integer, Double> withDeclarations(
            JavaModel model, SourceFile file, Map<Integer, Double> suspicion) {
        Map<Integer, Double> all = new HashMap<>(suspicion);
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void ignored) {
                named(node);
                return super.visitIdentifier(node, null);
            }

            @Override
            public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void ignored) {
                named(node);
                return super.visitMemberSelect(node, null);
            }

            private void named(Tree node) {
                double here = file.isWritten(node) ? suspicion.getOrDefault(file.line(file.start(node)), 0.0) : 0;
                if (here > 0
                        && model.trees().getElement(getCurrentPath()) instanceof VariableElement variable
                        && variable.getKind().isField()
                        && variable.getConstantValue() != null) {
                    TreePath declared = model.trees().getPath(variable);
                    if (declared != null
                            && declared.getCompilationUnit() == file.unit()
                            && declared.getLeaf() instanceof VariableTree tree
                            && tree.getInitializer() != null) {
                        all.merge(file.line(file.start(tree.getInitializer())), here * LESS, Math::max);
                    }
                }
            }
        }.scan(file.unit(), null);
        return all;
    }
}
