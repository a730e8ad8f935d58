package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.StatementTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.Map;

/** {@code else if (c)} for {@code else}. */
final class ConditionalElse implements Rule {
    private static final int MOST = 60;
    private static final String ELSE = "else";

    /** After what is more comes what is less, and what is equal is forgotten. */
    private static final Map<String, String> OPPOSITES = Map.of("<", ">", ">", "<", "<=", ">", ">=", "<");

    private static final double OTHER_SIDE = 2;

    @Override
    public String name() {
        return "conditional-else";
    }

    @Override
    public double prior() {
        return 0.35;
    }

    @Override
    public Example example() {
        return new Example(
                "An else takes all other cases where only one of them is meant.",
                "int depth(String s) {\n    int depth = 0;\n    for (char c : s.toCharArray()) {\n        if (c == '(') {\n            depth++;\n        } else {\n            depth--;\n        }\n    }\n    return depth;\n}",
                "int depth(String s) {\n    int depth = 0;\n    for (char c : s.toCharArray()) {\n        if (c == '(') {\n            depth++;\n        } else if (c == ')') {\n            depth--;\n        }\n    }\n    return depth;\n}",
                "An else that leaves is left as it is: without it the method might not return.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof IfTree tree)) {
            return;
        }
        StatementTree otherwise = tree.getElseStatement();
        if (otherwise == null || otherwise instanceof IfTree || Flow.leaves(otherwise)) {
            return;
        }
        SourceFile file = in.place().file();
        int at = Tokens.find(file, file.end(tree.getThenStatement()), file.start(otherwise), ELSE);
        if (at < 0) {
            return;
        }
        int end = at + ELSE.length();
        if (Expressions.bare(tree.getCondition()) instanceof BinaryTree asked) {
            String opposite = OPPOSITES.getOrDefault(Tokens.symbol(asked.getKind()), "");
            if (!opposite.isEmpty()) {
                String condition =
                        file.text(asked.getLeftOperand()) + " " + opposite + " " + file.text(asked.getRightOperand());
                sink.edit(end, end, " if (" + condition + ")", OTHER_SIDE, 1);
            }
        }
        in.atoms().stream()
                .limit(MOST)
                .forEach(atom -> sink.edit(end, end, " if (" + atom.text() + ")", 0.9, atom.nearness()));
    }
}
