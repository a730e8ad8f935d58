package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code c == 'a' || c == 'E'} for {@code c == 'A' || c == 'E'}. */
final class LetterCase implements Rule {
    private static final int LONGEST = 60;

    private static final int MANY = 3;
    /** Of letters that stand in a row, all in one case, hardly one alone is wrong. */
    private static final double OUT_OF_LINE = 0.15;

    @Override
    public String name() {
        return "letter-case";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "A letter, or several of one expression, stand in the wrong case.",
                "boolean vowel(char c) { return c == 'A' || c == 'e' || c == 'I' || c == 'o' || c == 'U'; }",
                "boolean vowel(char c) { return c == 'A' || c == 'E' || c == 'I' || c == 'O' || c == 'U'; }",
                "Characters and short texts; one of them, or all characters of the whole expression alike.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!(place.tree() instanceof LiteralTree literal)) {
            return;
        }
        if (literal.getValue() instanceof Character letter) {
            String upper = quoted(in, Character.toUpperCase(letter));
            String lower = quoted(in, Character.toLowerCase(letter));
            double weight = isOneOfMany(in, letter) ? OUT_OF_LINE : 0.8;
            sink.replace(literal, upper, weight, 1, Trait.CONSTANT);
            sink.replace(literal, lower, weight, 1, Trait.CONSTANT);
            whole(in, sink, literal);
        } else if (literal.getValue() instanceof String text && text.length() <= LONGEST) {
            sink.replace(literal, quoted(in, text.toUpperCase(java.util.Locale.ROOT)), 0.4, 1, Trait.CONSTANT);
            sink.replace(literal, quoted(in, text.toLowerCase(java.util.Locale.ROOT)), 0.4, 1, Trait.CONSTANT);
        }
    }

    /** Whether the letters around are all in the same case as this one: it alone would then stand out. */
    private static boolean isOneOfMany(Ingredients in, char letter) {
        List<LiteralTree> letters = letters(outermost(in.place().path()));
        return letters.size() >= MANY
                && letters.stream()
                        .allMatch(one -> one.getValue() instanceof Character other
                                && Character.isUpperCase(other) == Character.isUpperCase(letter));
    }

    private static String quoted(Ingredients in, Object value) {
        return in.model().elements().getConstantExpression(value);
    }

    /** All letters of the expression around, said once: at its first letter. */
    private static void whole(Ingredients in, Sink sink, LiteralTree here) {
        List<LiteralTree> letters = letters(outermost(in.place().path()));
        if (letters.size() > 1 && letters.get(0) == here) {
            alike(in, sink, letters, Character::toUpperCase, "upper");
            alike(in, sink, letters, Character::toLowerCase, "lower");
        }
    }

    private static void alike(
            Ingredients in, Sink sink, List<LiteralTree> letters, UnaryOperator<Character> to, String wanted) {
        Place place = in.place();
        List<Edit> edits = new ArrayList<>();
        for (LiteralTree letter : letters) {
            Character old = (Character) letter.getValue();
            if (!to.apply(old).equals(old)) {
                edits.add(sink.change(place.file().start(letter), place.file().end(letter), quoted(in, to.apply(old))));
            }
        }
        if (edits.size() > 1) {
            sink.edits(edits, 0.9, 1, "the letters become " + wanted + " case", Trait.CONSTANT);
        }
    }

    private static Tree outermost(TreePath path) {
        TreePath at = path;
        while (at.getParentPath().getLeaf() instanceof ExpressionTree) {
            at = at.getParentPath();
        }
        return at.getLeaf();
    }

    private static List<LiteralTree> letters(Tree expression) {
        List<LiteralTree> letters = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree node, @Nullable Void ignored) {
                if (node.getValue() instanceof Character letter && Character.isLetter(letter)) {
                    letters.add(node);
                }
                return null;
            }
        }.scan(expression, null);
        return letters;
    }
}
