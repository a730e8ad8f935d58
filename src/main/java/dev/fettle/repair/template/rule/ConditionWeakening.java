package dev.fettle.repair.template.rule;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Clamp;
import dev.fettle.repair.template.source.Conditions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Snippet;
import org.jspecify.annotations.Nullable;

/** {@code s == null || s.isEmpty()} for {@code s.isEmpty()}. */
final class ConditionWeakening implements Rule {
    /** {@code if (x == -1) { x = most; }}: and beyond it? */
    private static final double BEYOND_ITS_BOUND = 3;

    private static final int MOST = 90;

    /** Who leaves before the usual way is walked forgot the case in which walking it threw. */
    private static final double KEEPS_FROM_CRASH = 3;

    /** … and who asks for it last may have thrown before. */
    private static final double LATE = 0.6;

    @Override
    public String name() {
        return "condition-weakening";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A condition holds too seldom: another case was forgotten.",
                "boolean blank(String s) { return s.isEmpty(); }",
                "boolean blank(String s) { return s == null || s.isEmpty(); }",
                "One condition at a time, made of what is at hand or stands elsewhere in the file.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Snippet condition = ConditionChange.conditionAt(in);
        if (condition == null && in.place().tree().getKind() == Tree.Kind.CONDITIONAL_OR) {
            weaken(in, sink, ConditionChange.groupAt(in), ConditionChange.OF_A_PART);
        } else if (in.place().tree().getKind() != Tree.Kind.BOOLEAN_LITERAL) {
            weaken(in, sink, condition, 1);
        }
    }

    private static void weaken(Ingredients in, Sink sink, @Nullable Snippet condition, double share) {
        if (condition == null) {
            return;
        }
        TreePath statement = in.place().statement();
        Clamp clamp = statement == null ? null : Clamp.of(statement.getLeaf());
        boolean guards = ConditionChange.leadsOut(in.place().path());
        in.atoms().stream().limit(MOST).forEach(atom -> {
            if (!condition.text().contains(atom.text())) {
                // What guards stands first, what refines stands last; both are tried.
                boolean keeps = guards && in.keepsFromCrash(atom.text());
                double weight = (Conditions.caseOf(atom.text()) == Conditions.Case.USUAL ? 0.6 : 1)
                        * share
                        * (keeps ? KEEPS_FROM_CRASH : 1)
                        * (clamp != null && clamp.isForgotten(atom.text()) ? BEYOND_ITS_BOUND : 1);
                sink.replace(ConditionChange.join(atom, "||", condition), 0.9 * weight);
                sink.replace(ConditionChange.join(condition, "||", atom), 0.85 * weight * (keeps ? LATE : 1));
            }
        });
    }
}
