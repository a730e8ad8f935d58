package dev.fettle.repair.template.rule;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code i += 2;} with which the other branches end, and this one does not. */
final class BranchStatement implements Rule {
    private static final int LONGEST = 80;
    /** What only one of several other branches does may well be its own business. */
    private static final double LONE = 0.4;

    /** Ways out of a method that end alike may still be left for reasons of their own. */
    private static final double OTHER_EXIT = 0.6;

    @Override
    public String name() {
        return "branch-statement";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "One branch of a choice forgets what the other branches do, or one way out of a method what is done before the same return elsewhere in it.",
                "int i;\nvoid next(char c, StringBuilder s) {\n    if (c == 'a') {\n        s.append('x');\n    } else if (c == 'b') {\n        s.append('y');\n        i++;\n    } else {\n        s.append('z');\n        i++;\n    }\n}",
                "int i;\nvoid next(char c, StringBuilder s) {\n    if (c == 'a') {\n        s.append('x');\n        i++;\n    } else if (c == 'b') {\n        s.append('y');\n        i++;\n    } else {\n        s.append('z');\n        i++;\n    }\n}",
                "Calls and assignments that stand in a branch itself, at the end of this one; branches of an if or a switch with three or more. Before a return, break, continue or throw: those directly before the same one elsewhere in the method.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!place.isStatement() || !MissingStatement.isLast(place)) {
            return;
        }
        boolean jumps = Flow.leaves(place.tree());
        SourceFile file = place.file();
        if (jumps) {
            likeOtherExits(in, sink);
        }
        List<List<? extends StatementTree>> branches = branches(place.path());
        List<? extends StatementTree> own = branches.stream()
                .filter(branch -> branch.contains(place.tree()))
                .findFirst()
                .orElse(List.of());
        if (own.isEmpty() || branches.size() < 3) {
            return;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (List<? extends StatementTree> branch : branches) {
            count(file, branch, counts);
        }
        own.forEach(statement -> counts.remove(file.text(statement)));
        counts.forEach((text, count) -> {
            double weight = count > 1 ? (double) count / (branches.size() - 1) : LONE / (branches.size() - 1);
            if (jumps) {
                sink.before(place.path(), List.of(text), weight, 1);
            } else {
                sink.after(place.path(), List.of(text), weight, 1);
            }
        });
    }

    /** What stands before the same {@code return} elsewhere in the method: {@code title = null; return false;}, and here {@code return false;} alone. */
    private static void likeOtherExits(Ingredients in, Sink sink) {
        Place place = in.place();
        SourceFile file = place.file();
        MethodTree method = place.method();
        if (method == null) {
            return;
        }
        String leaving = place.text();
        Map<String, Integer> counts = new LinkedHashMap<>();
        int exits = 0;
        for (TreePath other : place.surroundings().statements()) {
            boolean same = other.getLeaf() != place.tree()
                    && other.getLeaf().getKind() == place.tree().getKind()
                    && Flow.methodAround(other) == method
                    && file.text(other.getLeaf()).equals(leaving);
            if (same && other.getParentPath().getLeaf() instanceof BlockTree block && block != method.getBody()) {
                exits++;
                List<StatementTree> before = before(block, other.getLeaf());
                before.removeIf(statement -> !in.sees(new TreePath(other.getParentPath(), statement)));
                count(file, before, counts);
            }
        }
        if (place.parent() instanceof BlockTree own) {
            own.getStatements().forEach(statement -> counts.remove(file.text(statement)));
        }
        int all = exits;
        counts.forEach((text, count) -> sink.before(place.path(), List.of(text), OTHER_EXIT * count / all, 1));
    }

    /** The calls and assignments directly before a statement. */
    private static List<StatementTree> before(BlockTree block, Tree statement) {
        List<StatementTree> before = new ArrayList<>();
        for (StatementTree one : block.getStatements()) {
            if (one == statement) {
                break;
            }
            if (one instanceof ExpressionStatementTree) {
                before.add(one);
            } else {
                before.clear();
            }
        }
        return before;
    }

    /** Counts the calls and assignments of one branch or way out, each text once. */
    private static void count(SourceFile file, List<? extends StatementTree> statements, Map<String, Integer> counts) {
        statements.stream()
                .filter(statement -> statement instanceof ExpressionStatementTree)
                .map(file::text)
                .filter(text -> text.length() <= LONGEST && text.indexOf('\n') < 0)
                .distinct()
                .forEach(text -> counts.merge(text, 1, Integer::sum));
    }

    /** The statements of each branch of the choice that the place is in a branch of; none where there is no such choice. */
    private static List<List<? extends StatementTree>> branches(TreePath place) {
        TreePath parent = place.getParentPath();
        if (parent.getLeaf() instanceof CaseTree && parent.getParentPath().getLeaf() instanceof SwitchTree choice) {
            List<List<? extends StatementTree>> all = new ArrayList<>();
            for (CaseTree branch : choice.getCases()) {
                if (branch.getStatements() != null && !branch.getStatements().isEmpty()) {
                    all.add(branch.getStatements());
                }
            }
            return all;
        }
        TreePath top = parent.getParentPath();
        if (!(parent.getLeaf() instanceof BlockTree) || top == null || !(top.getLeaf() instanceof IfTree)) {
            return List.of();
        }
        while (top.getParentPath().getLeaf() instanceof IfTree above && above.getElseStatement() == top.getLeaf()) {
            top = top.getParentPath();
        }
        List<List<? extends StatementTree>> all = new ArrayList<>();
        Tree at = top.getLeaf();
        while (at instanceof IfTree choice) {
            all.add(statements(choice.getThenStatement()));
            at = choice.getElseStatement();
        }
        if (at != null) {
            all.add(statements((StatementTree) at));
        }
        return all;
    }

    private static List<? extends StatementTree> statements(StatementTree body) {
        return body instanceof BlockTree block ? block.getStatements() : List.of(body);
    }
}
