package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Names;
import dev.fettle.repair.template.source.Snippet;

/** {@code if (queue.isEmpty())} for {@code if (seen.isEmpty())}; {@code while (true)} gets its exit. */
final class ConditionReplacement implements Rule {
    private static final int MOST = 110;

    @Override
    public String name() {
        return "condition-replacement";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "The wrong question is asked; a loop without end should end when something holds.",
                "int drain(java.util.Deque<Integer> q) { int s = 0; while (true) { s += q.pop(); if (s > 100) { break; } } return s; }",
                "int drain(java.util.Deque<Integer> q) { int s = 0; while (!q.isEmpty()) { s += q.pop(); if (s > 100) { break; } } return s; }",
                "The new question is one of what is at hand.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree parent = in.place().parent();
        boolean part = in.place().isExpression()
                && parent instanceof BinaryTree
                && (parent.getKind() == Tree.Kind.CONDITIONAL_AND || parent.getKind() == Tree.Kind.CONDITIONAL_OR);
        Snippet condition = ConditionChange.conditionAt(in);
        if (condition == null && !part) {
            return;
        }
        boolean endless = in.place().tree().getKind() == Tree.Kind.BOOLEAN_LITERAL;
        String old = in.place().text();
        in.atoms().stream().limit(MOST).forEach(atom -> {
            if (!atom.text().equals(old)) {
                double alike = endless ? 1 : 0.5 + 0.5 * Names.likeness(old, atom.text());
                sink.replace(atom, (endless ? 1 : 0.8) * alike);
            }
        });
    }
}
