package dev.fettle.repair.template.rule;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code a = b; b = a;}: the old value of {@code a} is gone when it is asked for. */
final class LostValue implements Rule {
    private static final List<String> NAMES = List.of("old", "previous", "kept", "swapped");

    @Override
    public String name() {
        return "lost-value";
    }

    @Override
    public double prior() {
        return 0.7;
    }

    @Override
    public Example example() {
        return new Example(
                "Two values are to change places, and the first is written over before it was kept.",
                "void reverse(int[] a) {\n    for (int i = 0; i < a.length / 2; i++) {\n        a[i] = a[a.length - 1 - i];\n        a[a.length - 1 - i] = a[i];\n    }\n}",
                "void reverse(int[] a) {\n    for (int i = 0; i < a.length / 2; i++) {\n        int old = a[i];\n        a[i] = a[a.length - 1 - i];\n        a[a.length - 1 - i] = old;\n    }\n}",
                "The two assignments follow each other and say the same two expressions crosswise.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        AssignmentTree first = assignment(place.tree());
        if (first == null || !(place.parent() instanceof BlockTree block)) {
            return;
        }
        List<? extends StatementTree> list = block.getStatements();
        int next = list.indexOf(place.tree()) + 1;
        AssignmentTree second = next < list.size() ? assignment(list.get(next)) : null;
        if (second == null || !crosswise(first, second)) {
            return;
        }
        SourceFile file = place.file();
        TypeMirror type = place.type(first.getVariable());
        String typeName = type == null ? null : place.surroundings().nameOf(type);
        String kept = freeName(file.text(block));
        if (typeName == null || kept == null) {
            return;
        }
        String start = typeName + " " + kept + " = " + file.text(first.getVariable()) + ";";
        sink.edits(
                List.of(
                        sink.change(place.start(), place.start(), start + file.lineEnd() + file.indent(place.start())),
                        sink.change(file.start(second.getExpression()), file.end(second.getExpression()), kept)),
                1,
                1,
                "keeps '" + file.text(first.getVariable()) + "' before it is written over");
    }

    private static @Nullable AssignmentTree assignment(Tree statement) {
        return statement instanceof ExpressionStatementTree expression
                        && expression.getExpression() instanceof AssignmentTree assignment
                ? assignment
                : null;
    }

    private static boolean crosswise(AssignmentTree first, AssignmentTree second) {
        return same(first.getVariable(), second.getExpression()) && same(first.getExpression(), second.getVariable());
    }

    private static boolean same(ExpressionTree one, ExpressionTree two) {
        return Expressions.bare(one).toString().equals(Expressions.bare(two).toString());
    }

    /** A name that the block does not use; null when it uses them all. */
    private static @Nullable String freeName(String block) {
        return NAMES.stream()
                .filter(name ->
                        !Pattern.compile("\\b" + name + "\\b").matcher(block).find())
                .findFirst()
                .orElse(null);
    }
}
