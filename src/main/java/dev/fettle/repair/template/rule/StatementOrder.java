package dev.fettle.repair.template.rule;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two statements in the wrong order, or one in the wrong block. */
final class StatementOrder implements Rule {
    private static final int LONGEST = 800;

    @Override
    public String name() {
        return "statement-order";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "Two statements stand in the wrong order, or a statement stands inside a loop or condition and belongs behind or before it, or the other way round.",
                "String join(String[] a) {\n    String s = \"\";\n    for (String x : a) {\n        s += x;\n        s = s.trim();\n    }\n    return s;\n}",
                "String join(String[] a) {\n    String s = \"\";\n    for (String x : a) {\n        s += x;\n    }\n    s = s.trim();\n    return s;\n}",
                "One statement moves, by one step.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!place.isStatement() || !Sink.inList(place.path()) || MissingGuard.startsConstructor(place)) {
            return;
        }
        SourceFile file = place.file();
        List<? extends StatementTree> list = statements(file, place.parent());
        int at = list.indexOf(place.tree());
        if (at + 1 < list.size()) {
            StatementTree next = list.get(at + 1);
            swap(place, sink, next);
            BlockTree body = bodyOf(place.tree());
            if (body != null && !(next instanceof VariableTree)) {
                intoEnd(file, sink, body, next);
            }
        }
        if (at > 0 && !(list.get(at - 1) instanceof VariableTree)) {
            BlockTree body = bodyOf(place.tree());
            if (body != null) {
                intoStart(file, sink, body, list.get(at - 1));
            }
        }
        out(place, sink, list, at);
    }

    private static List<? extends StatementTree> statements(SourceFile file, Tree parent) {
        List<? extends StatementTree> all = parent instanceof BlockTree block
                ? block.getStatements()
                : parent instanceof CaseTree aCase && aCase.getStatements() != null ? aCase.getStatements() : List.of();
        return all.stream().filter(file::isWritten).toList();
    }

    private static @Nullable BlockTree bodyOf(Tree tree) {
        Tree body = switch (tree.getKind()) {
            case IF -> ((IfTree) tree).getThenStatement();
            case WHILE_LOOP -> ((WhileLoopTree) tree).getStatement();
            case DO_WHILE_LOOP -> ((DoWhileLoopTree) tree).getStatement();
            case FOR_LOOP -> ((ForLoopTree) tree).getStatement();
            case ENHANCED_FOR_LOOP -> ((EnhancedForLoopTree) tree).getStatement();
            default -> null;
        };
        return body instanceof BlockTree block && !block.getStatements().isEmpty() ? block : null;
    }

    private static void swap(Place place, Sink sink, StatementTree next) {
        SourceFile file = place.file();
        boolean sizes = place.text().length() < LONGEST && file.text(next).length() < LONGEST;
        if (sizes && !Flow.leaves(next) && !(place.tree() instanceof VariableTree && uses(place, next))) {
            sink.edits(
                    List.of(
                            sink.change(place.start(), place.end(), file.text(next)),
                            sink.change(file.start(next), file.end(next), place.text())),
                    1,
                    1,
                    "line " + place.line() + " and what follows it change places");
        }
    }

    private static boolean uses(Place place, StatementTree next) {
        return place.file().text(next).matches("(?s).*\\b" + ((VariableTree) place.tree()).getName() + "\\b.*");
    }

    private static void intoEnd(SourceFile file, Sink sink, BlockTree body, StatementTree moved) {
        List<? extends StatementTree> inside = body.getStatements();
        StatementTree last = inside.get(inside.size() - 1);
        if (!Flow.leaves(last) && !Flow.leaves(moved)) {
            move(
                    file,
                    sink,
                    moved,
                    file.end(last),
                    file.lineEnd() + file.indent(file.start(last)),
                    "",
                    "into the block before it");
        }
    }

    private static void intoStart(SourceFile file, Sink sink, BlockTree body, StatementTree moved) {
        StatementTree first = body.getStatements().get(0);
        move(
                file,
                sink,
                moved,
                file.start(first),
                "",
                file.lineEnd() + file.indent(file.start(first)),
                "into the block after it");
    }

    /** Before or behind the statement that holds its block. */
    private static void out(Place place, Sink sink, List<? extends StatementTree> list, int at) {
        SourceFile file = place.file();
        TreePath holder = place.path().getParentPath().getParentPath();
        boolean held = place.parent() instanceof BlockTree
                && holder != null
                && (holder.getLeaf() instanceof IfTree || bodyOf(holder.getLeaf()) != null)
                && Sink.inList(holder)
                && !(place.tree() instanceof VariableTree);
        if (!held
                || holder == null
                || usesWhatIsDeclaredIn(place, holder)
                || place.text().contains("break")) {
            return;
        }
        int start = file.start(holder.getLeaf());
        int end = file.end(holder.getLeaf());
        String indent = file.indent(start);
        boolean jump = place.tree().getKind() == Tree.Kind.BREAK || place.tree().getKind() == Tree.Kind.CONTINUE;
        if (at == list.size() - 1 && !jump) {
            move(file, sink, (StatementTree) place.tree(), end, file.lineEnd() + indent, "", "behind its block");
        }
        if (at == 0 && !Flow.leaves(place.tree())) {
            move(file, sink, (StatementTree) place.tree(), start, "", file.lineEnd() + indent, "before its block");
        }
    }

    private static boolean usesWhatIsDeclaredIn(Place place, TreePath holder) {
        return place.surroundings().variablesIn(place.path()).stream()
                .filter(element -> !element.getKind().isField())
                .map(place.model().trees()::getPath)
                .anyMatch(path -> path != null && isBelow(path, holder) && !isBelow(path, place.path()));
    }

    private static boolean isBelow(TreePath path, TreePath above) {
        for (TreePath at = path; at != null; at = at.getParentPath()) {
            if (at.getLeaf() == above.getLeaf()) {
                return true;
            }
        }
        return false;
    }

    private static void move(
            SourceFile file, Sink sink, StatementTree moved, int to, String before, String after, String where) {
        String text = file.text(moved);
        if (text.length() > LONGEST) {
            return;
        }
        int start = file.start(moved);
        int end = file.end(moved);
        int lineStart = file.text().lastIndexOf('\n', start - 1) + 1;
        boolean alone = file.text().substring(lineStart, start).isBlank() && lineStart > 0;
        int from = alone && !(to > lineStart - 1 && to <= start) ? lineStart - 1 : start;
        List<dev.fettle.repair.Candidate.Edit> edits =
                new ArrayList<>(List.of(sink.change(from, end, ""), sink.change(to, to, before + text + after)));
        edits.sort(java.util.Comparator.comparingInt(dev.fettle.repair.Candidate.Edit::start)
                .thenComparingInt(dev.fettle.repair.Candidate.Edit::end));
        if (edits.get(0).end() <= edits.get(1).start()) {
            sink.edits(edits, 0.8, 1, "moves line " + file.line(start) + " " + where);
        }
    }
}
