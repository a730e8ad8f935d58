package dev.fettle.repair.template.rule;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import java.util.List;

/** The {@code break} that a case forgot. */
final class SwitchFallThrough implements Rule {
    @Override
    public String name() {
        return "switch-fall-through";
    }

    @Override
    public double prior() {
        return 0.7;
    }

    @Override
    public Example example() {
        return new Example(
                "A case of a switch runs on into the next one.",
                "int days(int m) {\n    int d = 31;\n    switch (m) {\n        case 2:\n            d = 28;\n        case 4:\n            d = 30;\n    }\n    return d;\n}",
                "int days(int m) {\n    int d = 31;\n    switch (m) {\n        case 2:\n            d = 28;\n            break;\n        case 4:\n            d = 30;\n    }\n    return d;\n}",
                "A missing break; a break too much is statement-removal's.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (place.isStatement()
                && place.parent() instanceof CaseTree aCase
                && aCase.getCaseKind() == CaseTree.CaseKind.STATEMENT
                && MissingStatement.isLast(place)
                && !Flow.leaves(place.tree())
                && !isLastCase(place.path().getParentPath())) {
            sink.after(place.path(), List.of("break;"), 1, 1);
        }
    }

    private static boolean isLastCase(TreePath aCase) {
        return aCase.getParentPath().getLeaf() instanceof SwitchTree choice
                && choice.getCases().get(choice.getCases().size() - 1) == aCase.getLeaf();
    }
}
