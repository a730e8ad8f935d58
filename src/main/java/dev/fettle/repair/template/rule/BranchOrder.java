package dev.fettle.repair.template.rule;

import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** A later branch of an {@code if … else if} before this one. */
final class BranchOrder implements Rule {
    private static final int MOST = 12;
    private static final int LONGEST = 2_000;
    /** What comes right after was likelier meant to come right before than what stands far away. */
    private static final double FARTHER = 0.7;

    @Override
    public String name() {
        return "branch-order";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "Of the branches of an if with else if a wide condition is asked before a narrow one, which then never has its turn.",
                "char grade(double points) {\n    if (points > 4) {\n        return 'A';\n    } else if (points > 2) {\n        return 'C';\n    } else if (points > 3) {\n        return 'B';\n    } else {\n        return 'D';\n    }\n}",
                "char grade(double points) {\n    if (points > 4) {\n        return 'A';\n    } else if (points > 3) {\n        return 'B';\n    } else if (points > 2) {\n        return 'C';\n    } else {\n        return 'D';\n    }\n}",
                "One branch moves. Branches that ask whether something equals this or that never take each other's turn and stay.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof IfTree first)) {
            return;
        }
        SourceFile file = in.place().file();
        List<IfTree> chain = chain(first);
        for (int from = 1; from < chain.size(); from++) {
            if (!asksForOneValue(first) || !asksForOneValue(chain.get(from))) {
                moveToTheFront(file, sink, chain.subList(0, from + 1));
            }
        }
    }

    /** The branches from this one on, as far as they can change places: a body without braces may take the next else for its own. */
    private static List<IfTree> chain(IfTree first) {
        List<IfTree> chain = new ArrayList<>();
        StatementTree next = first;
        while (next instanceof IfTree branch && chain.size() < MOST && !(branch.getThenStatement() instanceof IfTree)) {
            chain.add(branch);
            next = branch.getElseStatement();
        }
        return chain;
    }

    private static boolean asksForOneValue(IfTree branch) {
        Tree condition = Expressions.bare(branch.getCondition());
        return condition.getKind() == Tree.Kind.EQUAL_TO
                || condition.getKind() == Tree.Kind.METHOD_INVOCATION
                        && condition.toString().contains(".equals(");
    }

    /** The last of these goes first; each of the others stands where the next one stood, so that what is around them stays as it is. */
    private static void moveToTheFront(SourceFile file, Sink sink, List<IfTree> branches) {
        int last = branches.size() - 1;
        List<Edit> edits = new ArrayList<>();
        for (int to = 0; to <= last; to++) {
            IfTree place = branches.get(to);
            String text = text(file, branches.get(to == 0 ? last : to - 1));
            if (text.length() > LONGEST) {
                return;
            }
            edits.add(sink.change(file.start(place.getCondition()), file.end(place.getThenStatement()), text));
        }
        IfTree moved = branches.get(last);
        sink.edits(
                edits,
                last == 1 ? 1 : FARTHER,
                1,
                "asks '" + file.text(moved.getCondition()) + "' before '"
                        + file.text(branches.get(0).getCondition()) + "'");
    }

    private static String text(SourceFile file, IfTree branch) {
        return file.text().substring(file.start(branch.getCondition()), file.end(branch.getThenStatement()));
    }
}
