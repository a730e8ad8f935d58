package dev.fettle.repair.template.rule;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.TextDifference;
import java.util.List;
import javax.lang.model.type.TypeMirror;

/** The bracket, quote, separator or line end that a text lacks. */
final class MissingText implements Rule {
    private static final int LONGEST = 12;

    @Override
    public String name() {
        return "missing-text";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A text is put together without its closing bracket, a quote, a separator or the like.",
                "String list(String all) { return \"[\" + all; }",
                "String list(String all) { return \"[\" + all + \"]\"; }",
                "Only what the failing test misses, and only signs: letters and digits are data, which belong into no program text.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        for (TextDifference difference : in.hints().texts()) {
            if (isSigns(difference)) {
                String text = in.model().elements().getConstantExpression(difference.wanted());
                if (in.place().tree() instanceof ExpressionStatementTree statement) {
                    appended(in, sink, statement, text);
                } else if (in.model().isString(in.place().type()) && isPutTogether(in.place())) {
                    joined(in, sink, text);
                }
            }
        }
    }

    private static boolean isSigns(TextDifference difference) {
        String wanted = difference.wanted();
        return difference.met().isEmpty()
                && !wanted.isEmpty()
                && wanted.length() <= LONGEST
                && wanted.chars().noneMatch(Character::isLetterOrDigit);
    }

    private static boolean isPutTogether(Place place) {
        Tree parent = place.parent();
        return parent instanceof ReturnTree
                || parent instanceof VariableTree
                || parent instanceof ConditionalExpressionTree
                || parent instanceof AssignmentTree assignment && assignment.getExpression() == place.tree()
                || parent instanceof BinaryTree
                || parent instanceof MethodInvocationTree call
                        && call.getArguments().contains(place.tree());
    }

    private static void joined(Ingredients in, Sink sink, String text) {
        TypeMirror type = in.place().type();
        if (type == null) {
            return;
        }
        Snippet own =
                new Snippet(in.place().text(), type, Precedence.of(in.place().tree()), 1);
        String written = own.in(Precedence.ADDITIVE);
        sink.replace(new Snippet(written + " + " + text, type, Precedence.ADDITIVE, 1), 1);
        sink.replace(new Snippet(text + " + " + own.in(Precedence.MULTIPLICATIVE), type, Precedence.ADDITIVE, 1), 1);
    }

    /** {@code all.append(one);} before or behind another one. */
    private static void appended(Ingredients in, Sink sink, ExpressionStatementTree statement, String text) {
        ExpressionTree first = statement.getExpression();
        if (Sink.inList(in.place().path())
                && first instanceof MethodInvocationTree call
                && call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("append")
                && call.getArguments().size() == 1) {
            String chain = select.getExpression().toString();
            int more = chain.indexOf(".append(");
            String builder = more < 0 ? chain : chain.substring(0, more);
            List<String> line = List.of(builder + ".append(" + text + ");");
            sink.before(in.place().path(), line, 1, 1);
            sink.after(in.place().path(), line, 1, 1);
        }
    }
}
