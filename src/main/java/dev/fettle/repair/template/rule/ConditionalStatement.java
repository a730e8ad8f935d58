package dev.fettle.repair.template.rule;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.fettle.repair.template.source.Conditions;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;

/** {@code if (c) { statement; }} for {@code statement;}. */
final class ConditionalStatement implements Rule {
    private static final int MOST = 70;

    @Override
    public String name() {
        return "conditional-statement";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "A statement should run only when something holds.",
                "int[] count(java.util.Map<String, int[]> m, String k) {\n    int[] c = m.get(k);\n    c[0]++;\n    return c;\n}",
                "int[] count(java.util.Map<String, int[]> m, String k) {\n    int[] c = m.get(k);\n    if (c != null) {\n        c[0]++;\n    }\n    return c;\n}",
                "Declarations are not put under a condition, nor what ends a method.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        Tree tree = place.tree();
        boolean last = place.parent() instanceof BlockTree block
                && block.getStatements().get(block.getStatements().size() - 1) == tree;
        if (!mayStandUnderACondition(place)
                || tree.getKind() == Tree.Kind.CLASS
                || place.text().length() > 600
                || (Flow.leaves(tree) && last && Flow.loopAround(place.path()) == null)) {
            return;
        }
        in.atoms().stream().limit(MOST).forEach(atom -> {
            String head = "if (" + atom.text() + ")";
            double special = Conditions.caseOf(atom.text()) == Conditions.Case.SPECIAL ? 0.5 : 1;
            sink.around(place.path(), head, special * (Flow.leaves(tree) ? 0.7 : 0.9), atom.nearness());
        });
    }

    /** What is declared is wanted behind it, a block has its statements, and a constructor's call and a final field's value are needed always. */
    static boolean mayStandUnderACondition(Place place) {
        return place.isStatement()
                && !(place.tree() instanceof VariableTree)
                && !(place.tree() instanceof BlockTree)
                && !MissingGuard.startsConstructor(place)
                && !place.surroundings().assignsFinal(place.path());
    }
}
