package dev.fettle.repair.template.rule;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.JavaModel;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeMirror;

/** {@code total = x} for {@code total += x}. */
final class CompoundAssignment implements Rule {
    private static final Map<String, List<String>> OTHERS = Map.of(
            "+", List.of("-=", "=", "*="),
            "-", List.of("+=", "="),
            "*", List.of("/=", "+=", "="),
            "/", List.of("*=", "%=", "="),
            "%", List.of("/=", "="),
            "&", List.of("|=", "^=", "="),
            "|", List.of("&=", "^=", "="),
            "^", List.of("&=", "|=", "="));

    @Override
    public String name() {
        return "compound-assignment";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A value is overwritten that should be accumulated, or accumulated with the wrong operator.",
                "int sum(int[] a) { int s = 0; for (int x : a) { s = x; } return s; }",
                "int sum(int[] a) { int s = 0; for (int x : a) { s += x; } return s; }",
                "Shifting assignments are not proposed.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        SourceFile file = in.place().file();
        JavaModel model = in.model();
        Tree tree = in.place().tree();
        if (tree instanceof AssignmentTree assignment) {
            TypeMirror type = in.place().type(assignment.getVariable());
            int at = Tokens.find(file, file.end(assignment.getVariable()), file.start(assignment.getExpression()), "=");
            List<String> others = model.isNumeric(type)
                    ? List.of("+=", "-=", "*=")
                    : model.isBoolean(type) ? List.of("|=", "&=") : model.isString(type) ? List.of("+=") : List.of();
            for (int i = 0; i < others.size() && at >= 0; i++) {
                sink.edit(at, at + 1, others.get(i), i == 0 ? 0.8 : 0.4, 1);
            }
        } else if (tree instanceof CompoundAssignmentTree assignment) {
            String symbol = Tokens.symbol(tree.getKind());
            int at = Tokens.find(
                    file, file.end(assignment.getVariable()), file.start(assignment.getExpression()), symbol + "=");
            boolean text = model.isString(in.place().type(assignment.getVariable()));
            boolean assignable = model.fits(
                    in.place().type(assignment.getExpression()), in.place().type(assignment.getVariable()));
            for (String other : OTHERS.getOrDefault(symbol, List.of())) {
                if (at >= 0 && (!text || other.equals("=")) && (assignable || !other.equals("="))) {
                    sink.edit(at, at + symbol.length() + 1, other, other.equals("=") ? 0.6 : 0.8, 1);
                }
            }
        }
    }
}
