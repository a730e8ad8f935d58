package dev.fettle.repair.template.source;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;

/** Where a file does the same twice, once when something holds and once in any case, one of the two was forgotten. */
final class GuardedElsewhere {
    private final Ingredients in;

    private GuardedElsewhere(Ingredients in) {
        this.in = in;
    }

    /** The conditions under which the place's statement stands alone elsewhere in its file, as they may be asked here. */
    static List<String> conditions(Ingredients in) {
        GuardedElsewhere elsewhere = new GuardedElsewhere(in);
        Set<String> found = new LinkedHashSet<>();
        for (TreePath statement : in.place().surroundings().statements()) {
            if (statement.getLeaf() != in.place().tree()
                    && statement.getLeaf().getKind() == in.place().tree().getKind()
                    && in.place()
                            .file()
                            .text(statement.getLeaf())
                            .equals(in.place().text())) {
                elsewhere.condition(statement).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private Optional<String> condition(TreePath statement) {
        TreePath around = statement.getParentPath();
        Tree then = statement.getLeaf();
        if (around.getLeaf() instanceof BlockTree block && block.getStatements().size() == 1) {
            then = block;
            around = around.getParentPath();
        }
        if (!(around.getLeaf() instanceof IfTree guard) || guard.getThenStatement() != then || isAround(guard)) {
            return Optional.empty();
        }
        TreePath condition = new TreePath(around, guard.getCondition());
        boolean known =
                in.place().surroundings().variablesIn(condition).stream().allMatch(this::meansTheSame);
        String text = in.place().file().text(guard.getCondition());
        return known ? Optional.of(text.substring(1, text.length() - 1).strip()) : Optional.empty();
    }

    private boolean isAround(Tree guard) {
        for (Tree each : in.place().path()) {
            if (each == guard) {
                return true;
            }
        }
        return false;
    }

    /** A field is what it is wherever it is named; of a local variable there must be one of the name and the type here. */
    private boolean meansTheSame(Element variable) {
        return variable.getKind().isField()
                || in.variables().stream()
                        .anyMatch(here -> here.text().contentEquals(variable.getSimpleName())
                                && in.model().same(here.type(), variable.asType()));
    }
}
