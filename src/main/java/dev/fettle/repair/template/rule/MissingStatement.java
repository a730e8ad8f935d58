package dev.fettle.repair.template.rule;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import java.util.List;

/** {@code seen.add(node);} that nobody wrote. */
final class MissingStatement implements Rule {
    @Override
    public String name() {
        return "missing-statement";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "An assignment, a count or a call is missing: a loop variable is not moved on, a visited element not remembered, a result not stored.",
                "int sum(int[] a) {\n    int s = 0;\n    int i = 0;\n    while (i < a.length) {\n        s += a[i];\n    }\n    return s;\n}",
                "int sum(int[] a) {\n    int s = 0;\n    int i = 0;\n    while (i < a.length) {\n        s += a[i];\n        i++;\n    }\n    return s;\n}",
                "One statement, made of what is in scope or stands elsewhere in the method.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!takesOneMore(in.place())) {
            return;
        }
        for (StatementIdeas.Idea idea : StatementIdeas.of(in)) {
            put(sink, in.place(), idea.text(), 0.9, idea.nearness());
        }
    }

    /** Whether another statement may stand before the place. */
    static boolean takesOneMore(Place place) {
        return place.isStatement()
                && Sink.inList(place.path())
                && place.tree().getKind() != Tree.Kind.CLASS
                && !MissingGuard.startsConstructor(place);
    }

    /** Before the place, and where it is the last of its block behind it, too. */
    static void put(Sink sink, Place place, String statement, double weight, double nearness) {
        if (statement.equals(place.text())) {
            return;
        }
        sink.before(place.path(), List.of(statement), weight, nearness);
        if (isLast(place) && !Flow.leaves(place.tree()) && !isEndless(place.tree())) {
            sink.after(place.path(), List.of(statement), weight, nearness);
        }
    }

    static boolean isLast(Place place) {
        Tree parent = place.parent();
        List<? extends StatementTree> list = parent instanceof BlockTree block
                ? block.getStatements()
                : parent instanceof CaseTree aCase && aCase.getStatements() != null ? aCase.getStatements() : List.of();
        return !list.isEmpty() && list.get(list.size() - 1) == place.tree();
    }

    /** What follows {@code while (true)} is not reached. */
    private static boolean isEndless(Tree tree) {
        return tree.getKind() == Tree.Kind.WHILE_LOOP && tree.toString().startsWith("while (true)");
    }
}
