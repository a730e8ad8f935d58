package dev.fettle.repair.template.rule;

import com.sun.source.tree.IfTree;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;

/** {@code else { count = 0; }} that nobody wrote; a statement that belongs into an else. */
final class MissingElse implements Rule {
    private static final int MOST = 60;

    @Override
    public String name() {
        return "missing-else";
    }

    @Override
    public double prior() {
        return 0.35;
    }

    @Override
    public Example example() {
        return new Example(
                "An if does something in one case and nothing in the other, where something must be done too.",
                "int longest(int[] a) {\n    int run = 0;\n    int best = 0;\n    for (int x : a) {\n        if (x > 0) {\n            run++;\n        }\n        best = Math.max(best, run);\n    }\n    return best;\n}",
                "int longest(int[] a) {\n    int run = 0;\n    int best = 0;\n    for (int x : a) {\n        if (x > 0) {\n            run++;\n        } else {\n            run = 0;\n        }\n        best = Math.max(best, run);\n    }\n    return best;\n}",
                "One statement in the else.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof IfTree tree)
                || tree.getElseStatement() != null
                || Flow.leaves(tree.getThenStatement())) {
            return;
        }
        SourceFile file = in.place().file();
        String indent = file.indent(in.place().start());
        int end = in.place().end();
        StatementIdeas.of(in).stream()
                .limit(MOST)
                .forEach(idea -> sink.edit(
                        end,
                        end,
                        " else {" + file.lineEnd() + indent + file.indentUnit() + idea.text() + file.lineEnd() + indent
                                + "}",
                        0.9,
                        idea.nearness()));
    }
}
