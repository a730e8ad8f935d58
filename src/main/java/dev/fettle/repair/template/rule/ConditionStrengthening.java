package dev.fettle.repair.template.rule;

import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Conditions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Snippet;
import org.jspecify.annotations.Nullable;

/** {@code n != null && n > 0} for {@code n > 0}. */
final class ConditionStrengthening implements Rule {
    private static final int MOST = 90;

    @Override
    public String name() {
        return "condition-strengthening";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A condition holds too often: a further condition was forgotten, such as null, empty, a bound, or a question to an object.",
                "boolean isPositive(Integer n) { return n > 0; }",
                "boolean isPositive(Integer n) { return n != null && n > 0; }",
                "One condition at a time, made of what is at hand or stands elsewhere in the file.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Snippet condition = ConditionChange.conditionAt(in);
        if (condition == null && in.place().tree().getKind() == Tree.Kind.CONDITIONAL_AND) {
            strengthen(in, sink, ConditionChange.groupAt(in), ConditionChange.OF_A_PART);
        } else if (in.place().tree().getKind() != Tree.Kind.BOOLEAN_LITERAL) {
            strengthen(in, sink, condition, 1);
        }
    }

    private static void strengthen(Ingredients in, Sink sink, @Nullable Snippet condition, double share) {
        if (condition == null) {
            return;
        }
        in.atoms().stream().limit(MOST).forEach(atom -> {
            if (!condition.text().contains(atom.text())) {
                // What guards stands first, what refines stands last; both are tried.
                double weight = Conditions.caseOf(atom.text()) == Conditions.Case.SPECIAL ? 0.6 * share : share;
                sink.replace(ConditionChange.join(atom, "&&", condition), 0.9 * weight);
                sink.replace(ConditionChange.join(condition, "&&", atom), 0.85 * weight);
            }
        });
    }
}
