package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SourceFile;

/** A statement too much. */
final class StatementRemoval implements Rule {
    @Override
    public String name() {
        return "statement-removal";
    }

    @Override
    public double prior() {
        return 0.25;
    }

    @Override
    public Example example() {
        return new Example(
                "A statement is too much, or a condition around one.",
                "int twice(int x) {\n    x++;\n    return x * 2;\n}",
                "int twice(int x) {\n    return x * 2;\n}",
                "Ranked low: to take code away makes many a test pass for the wrong reason.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        Tree tree = place.tree();
        if (!place.isStatement()
                || !Sink.inList(place.path())
                || tree.getKind() == Tree.Kind.RETURN && endsMethod(place)
                || MissingGuard.startsConstructor(place)) {
            return;
        }
        SourceFile file = place.file();
        if (tree instanceof IfTree branch) {
            boolean simple = branch.getElseStatement() == null;
            sink.edit(place.start(), place.end(), file.text(branch.getThenStatement()), 0.8, 1, Trait.DELETES);
            if (simple) {
                remove(place, sink, 0.9);
            }
        } else if (tree instanceof ExpressionStatementTree
                || tree.getKind() == Tree.Kind.BREAK
                || tree.getKind() == Tree.Kind.CONTINUE
                || tree.getKind() == Tree.Kind.RETURN
                || tree.getKind() == Tree.Kind.THROW) {
            remove(place, sink, 1);
        } else if (!(tree instanceof VariableTree)) {
            remove(place, sink, 0.5);
        }
    }

    /** What a method with a result ends with cannot go. */
    private static boolean endsMethod(Place place) {
        return place.method() != null && place.parent() == place.method().getBody() && MissingStatement.isLast(place);
    }

    private static void remove(Place place, Sink sink, double weight) {
        SourceFile file = place.file();
        String text = file.text();
        int start = place.start();
        int end = place.end();
        int lineStart = text.lastIndexOf('\n', start - 1) + 1;
        int lineEnd = text.indexOf('\n', end);
        boolean alone = text.substring(lineStart, start).isBlank()
                && lineEnd >= 0
                && text.substring(end, lineEnd).isBlank();
        sink.edit(alone ? lineStart : start, alone ? lineEnd + 1 : end, "", weight, 1, Trait.DELETES);
    }
}
