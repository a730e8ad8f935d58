package dev.fettle.repair.template.rule;

import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.fettle.repair.template.source.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The part of a for loop's header in which a place stands. Loops within loops are copied, and then one header moves or asks the other loop's variable: checkers know it as the jumbled
 * incrementer.
 *
 * @param missing the loop's own variables, where this part of its header names none of them
 */
record LoopHeader(Set<String> missing) {
    private static final LoopHeader NONE = new LoopHeader(Set.of());

    static LoopHeader around(Place place) {
        TreePath part = place.path();
        for (TreePath at = place.path().getParentPath(); at != null; at = at.getParentPath()) {
            if (at.getLeaf() instanceof ForLoopTree loop) {
                return isCondition(loop, part.getLeaf()) || isUpdate(loop, part.getLeaf()) ? of(loop, part) : NONE;
            }
            if (at.getLeaf() instanceof StatementTree && !isUpdateOf(at)) {
                return NONE;
            }
            part = at;
        }
        return NONE;
    }

    /** An update is a statement of its own, within the loop's header. */
    private static boolean isUpdateOf(TreePath statement) {
        return statement.getParentPath().getLeaf() instanceof ForLoopTree loop && isUpdate(loop, statement.getLeaf());
    }

    private static boolean isCondition(ForLoopTree loop, Tree part) {
        return loop.getCondition() == part;
    }

    private static boolean isUpdate(ForLoopTree loop, Tree part) {
        return List.<Tree>copyOf(loop.getUpdate()).contains(part);
    }

    private static LoopHeader of(ForLoopTree loop, TreePath part) {
        Set<String> own = loop.getInitializer().stream()
                .filter(VariableTree.class::isInstance)
                .map(declared -> ((VariableTree) declared).getName().toString())
                .collect(Collectors.toSet());
        Set<String> named = new HashSet<>();
        new TreePathScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitIdentifier(IdentifierTree identifier, @Nullable Void none) {
                named.add(identifier.getName().toString());
                return null;
            }
        }.scan(part, null);
        return own.stream().anyMatch(named::contains) ? NONE : new LoopHeader(own);
    }

    /** Whether this variable belongs here and is missing. */
    boolean isOwn(String variable) {
        return missing.contains(variable);
    }
}
