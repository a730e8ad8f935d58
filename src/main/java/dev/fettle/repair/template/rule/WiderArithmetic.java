package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import java.util.Map;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** {@code (long) a * b} for {@code a * b}, {@code (double) a / b} for {@code a / b}. */
final class WiderArithmetic implements Rule {
    private static final Map<String, String> WIDER =
            Map.of("int", "long", "float", "double", "short", "int", "long", "double");

    @Override
    public String name() {
        return "wider-arithmetic";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A product or sum overflows, or a division drops what is behind the point, because it is computed in too narrow a type.",
                "long area(int a, int b) { return a * b; }",
                "long area(int a, int b) { return (long) a * b; }",
                "A cast of the left operand, or a wider type of a local variable.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        SourceFile file = in.place().file();
        if (tree instanceof VariableTree variable && variable.getType() != null) {
            String wider = WIDER.get(variable.getType().toString());
            if (wider != null && file.end(variable.getType()) > file.start(variable.getType())) {
                sink.replace(variable.getType(), wider, 0.5, 0.8);
            }
            return;
        }
        TypeMirror type = in.place().type();
        if (!(tree instanceof BinaryTree binary) || type == null || !in.model().isNumber(type)) {
            return;
        }
        boolean arithmetic = List.of("+", "-", "*", "/", "<<").contains(Tokens.symbol(tree.getKind()));
        boolean division = tree.getKind() == Tree.Kind.DIVIDE;
        TypeMirror left = in.place().type(binary.getLeftOperand());
        if (!arithmetic || left == null || !in.model().isNumber(left)) {
            return;
        }
        String operand = new Snippet(
                        file.text(binary.getLeftOperand()), left, Precedence.of(binary.getLeftOperand()), 1)
                .in(Precedence.UNARY);
        boolean whole = in.model().isInt(type) || type.getKind() == TypeKind.LONG;
        TypeMirror wanted = in.place().wanted();
        boolean takesLong = wanted == null || !in.model().isInt(wanted) || wanted == type;
        if (in.model().isInt(type) && takesLong && fits(in, TypeKind.LONG)) {
            sink.replace(binary.getLeftOperand(), "(long) " + operand, division ? 0.3 : 0.9, 1);
        }
        if (whole && fits(in, TypeKind.DOUBLE)) {
            sink.replace(binary.getLeftOperand(), "(double) " + operand, division ? 1 : 0.4, 1);
        }
    }

    private static boolean fits(Ingredients in, TypeKind kind) {
        TreePath top = in.place().path();
        while (top.getParentPath().getLeaf() instanceof BinaryTree
                || top.getParentPath().getLeaf().getKind() == Tree.Kind.PARENTHESIZED) {
            top = top.getParentPath();
        }
        if (top.getParentPath().getLeaf().getKind() == Tree.Kind.TYPE_CAST) {
            return true;
        }
        TypeMirror whole = in.model().trees().getTypeMirror(top);
        boolean decides = whole != null && in.model().isBoolean(whole);
        return decides
                || in.model()
                        .fits(
                                in.model().types().getPrimitiveType(kind),
                                in.place().wantedAt(top))
                || in.model().isString(whole);
    }
}
