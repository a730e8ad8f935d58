package dev.fettle.repair.template.rule;

import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import javax.lang.model.type.TypeMirror;

/** {@code return best;} for {@code return 0;}: what is returned, as a condition or an empty value, whatever stood there. */
final class ReturnedValue implements Rule {
    private static final int MOST = 40;

    @Override
    public String name() {
        return "returned-value";
    }

    @Override
    public double prior() {
        return 0.4;
    }

    @Override
    public Example example() {
        return new Example(
                "A method returns a fixed answer where a question must be asked, or null where an empty value is meant.",
                "boolean balanced(String s) { int depth = 0; for (char c : s.toCharArray()) { depth += c == '(' ? 1 : -1; } return true; }",
                "boolean balanced(String s) { int depth = 0; for (char c : s.toCharArray()) { depth += c == '(' ? 1 : -1; } return depth == 0; }",
                "Conditions of what is at hand; empty collections, arrays and Optionals.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        TypeMirror wanted = in.place().wanted();
        boolean fixed = tree.getKind() == Tree.Kind.BOOLEAN_LITERAL || tree.getKind() == Tree.Kind.NULL_LITERAL;
        if (!(in.place().parent() instanceof ReturnTree) || wanted == null) {
            return;
        }
        if (in.model().isBoolean(wanted) && fixed) {
            in.atoms().stream()
                    .limit(MOST)
                    .forEach(atom ->
                            sink.replace(new Snippet(atom.text(), wanted, atom.precedence(), atom.nearness()), 0.9));
        }
        for (Snippet empty : Defaults.of(in, wanted)) {
            sink.replace(
                    new Snippet(empty.text(), wanted, Precedence.PRIMARY, empty.nearness()),
                    tree.getKind() == Tree.Kind.NULL_LITERAL ? 1 : 0.5,
                    Trait.CONSTANT);
        }
    }
}
