package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.JavaModel;
import dev.fettle.repair.template.source.SourceAnalysis;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Asks how firmly tests hold a value that a candidate brings: the same candidate with a number one more and one less, a text with a letter more, nothing for an object. What
 * passes with any of these as well is not what the tests ask for, but one of many things that they let pass. No rule: nothing of it is ever proposed.
 */
public final class Perturbation {
    private static final String NAME = "perturbation";

    private final SourceAnalysis analysis;

    public Perturbation(SourceAnalysis analysis) {
        this.analysis = analysis;
    }

    /**
     * Variants of a draft of one edit.
     *
     * @param firstId of the answer
     * @return empty where it brings no value
     */
    public List<Draft> of(Draft draft, int firstId) {
        boolean one = draft.edits().size() == 1
                && !draft.edits().get(0).replacement().contains(";")
                && !draft.edits().get(0).replacement().contains("{");
        SourceFile file = one ? analysis.file(draft.path()).orElse(null) : null;
        TreePath value = file == null ? null : valueAround(file, draft.edits().get(0));
        if (file == null || value == null) {
            return List.of();
        }
        Edit edit = draft.edits().get(0);
        int start = file.start(value.getLeaf());
        int end = file.end(value.getLeaf());
        String now = file.text().substring(start, edit.start())
                + edit.replacement()
                + file.text().substring(edit.end(), end);
        List<Draft> perturbed = new ArrayList<>();
        for (String text : others(now, analysis.model().trees().getTypeMirror(value))) {
            perturbed.add(new Draft(
                    firstId + perturbed.size(),
                    NAME,
                    List.of(new Edit(draft.path(), start, end, text)),
                    draft.line(),
                    draft.prior(),
                    draft.nearness(),
                    draft.suspiciousness(),
                    text,
                    draft.traits()));
        }
        return perturbed;
    }

    private List<String> others(String now, TypeMirror type) {
        JavaModel model = analysis.model();
        if (model.isNumber(type)) {
            String cast = type.getKind() == TypeKind.CHAR ? "(char) " : "";
            return List.of(cast + "((" + now + ") + 1)", cast + "((" + now + ") - 1)");
        }
        if (model.isString(type)) {
            return List.of("((" + now + ") + \"~\")");
        }
        return model.isReference(type) ? List.of("null") : List.of();
    }

    /** The smallest expression around an edit that has a value which somebody uses; a condition has only two, and is asked for both elsewhere. */
    private @Nullable TreePath valueAround(SourceFile file, Edit edit) {
        TreePath at = smallestAround(file, edit);
        while (at != null
                && at.getLeaf() instanceof ExpressionTree
                && !(at.getLeaf() instanceof LambdaExpressionTree)) {
            TypeMirror type = analysis.model().trees().getTypeMirror(at);
            if (type != null && analysis.model().isValue(type)) {
                boolean used = !(at.getParentPath().getLeaf() instanceof ExpressionStatementTree);
                return used && !analysis.model().isBoolean(type) ? at : null;
            }
            at = at.getParentPath();
        }
        return null;
    }

    private static @Nullable TreePath smallestAround(SourceFile file, Edit edit) {
        var scanner = new TreePathScanner<@Nullable Void, @Nullable Void>() {
            private @Nullable TreePath smallest;

            @Override
            public @Nullable Void scan(Tree tree, @Nullable Void nothing) {
                boolean around = tree != null
                        && file.isWritten(tree)
                        && file.start(tree) <= edit.start()
                        && file.end(tree) >= edit.end();
                if (around) {
                    smallest = new TreePath(getCurrentPath(), tree);
                }
                return tree == null || around || !file.isWritten(tree) ? super.scan(tree, nothing) : null;
            }
        };
        scanner.scan(new TreePath(file.unit()), null);
        return scanner.smallest;
    }
}
