package dev.fettle.repair.template.rule;

import com.sun.source.tree.BreakTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;

/** {@code continue} for {@code break}: the loop goes on, or ends, where the other was meant. */
final class JumpKind implements Rule {
    /** A return hands something over, or ends the method: that it should only end a turn is less usual. */
    private static final double FROM_RETURN = 0.5;
    /** There {@code break} ends the case, as it nearly always should. */
    private static final double IN_SWITCH = 0.4;

    @Override
    public String name() {
        return "jump-kind";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A loop is left where only its turn should end, or the other way round.",
                "int sum(int[] a) {\n    int s = 0;\n    for (int x : a) {\n        if (x < 0) {\n            break;\n        }\n        s += x;\n    }\n    return s;\n}",
                "int sum(int[] a) {\n    int s = 0;\n    for (int x : a) {\n        if (x < 0) {\n            continue;\n        }\n        s += x;\n    }\n    return s;\n}",
                "break, continue and return within a loop; jumps to a label stay.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        TreePath loop = place.isStatement() ? Flow.loopAround(place.path()) : null;
        if (loop == null) {
            return;
        }
        Tree tree = place.tree();
        double share = inSwitch(place.path(), loop) ? IN_SWITCH : 1;
        if (tree instanceof BreakTree jump && jump.getLabel() == null) {
            sink.replace(tree, "continue;", share, 1);
        } else if (tree instanceof ContinueTree jump && jump.getLabel() == null && share == 1) {
            sink.replace(tree, "break;", 1, 1, Trait.LEAVES);
        } else if (tree instanceof ReturnTree) {
            sink.replace(tree, "continue;", FROM_RETURN, 1);
            if (share == 1) {
                sink.replace(tree, "break;", FROM_RETURN, 1, Trait.LEAVES);
            }
        }
    }

    private static boolean inSwitch(TreePath path, TreePath loop) {
        for (TreePath at = path; at != null && at.getLeaf() != loop.getLeaf(); at = at.getParentPath()) {
            if (at.getLeaf() instanceof SwitchTree) {
                return true;
            }
        }
        return false;
    }
}
