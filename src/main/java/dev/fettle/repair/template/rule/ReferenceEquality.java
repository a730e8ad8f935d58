package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** {@code a.equals(b)} for {@code a == b}. */
final class ReferenceEquality implements Rule {
    private static final String DECIMAL = "java.math.BigDecimal";

    @Override
    public String name() {
        return "reference-equality";
    }

    @Override
    public double prior() {
        return 0.8;
    }

    @Override
    public Example example() {
        return new Example(
                "Two objects are compared for being the same one where being equal is meant.",
                "boolean same(Integer a, Integer b) { return a == b; }",
                "boolean same(Integer a, Integer b) { return a.equals(b); }",
                "Enum constants and null are left alone.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        if (tree instanceof MethodInvocationTree call) {
            byValue(in, sink, call);
        }
        if (!(tree instanceof BinaryTree binary)
                || tree.getKind() != Tree.Kind.EQUAL_TO && tree.getKind() != Tree.Kind.NOT_EQUAL_TO) {
            return;
        }
        TypeMirror left = in.place().type(binary.getLeftOperand());
        TypeMirror right = in.place().type(binary.getRightOperand());
        if (!comparable(in, left) || !comparable(in, right) || left == null) {
            return;
        }
        String one = in.place().file().text(binary.getLeftOperand());
        String two = in.place().file().text(binary.getRightOperand());
        String not = tree.getKind() == Tree.Kind.NOT_EQUAL_TO ? "!" : "";
        String receiver = new Snippet(one, left, Precedence.of(binary.getLeftOperand()), 1).in(Precedence.PRIMARY);
        TypeMirror bool = in.model().types().getPrimitiveType(TypeKind.BOOLEAN);
        Precedence precedence = not.isEmpty() ? Precedence.PRIMARY : Precedence.UNARY;
        sink.replace(new Snippet(not + receiver + ".equals(" + two + ")", bool, precedence, 1), 1);
        String objects = in.place().surroundings().nameOf("java.util.Objects");
        sink.replace(new Snippet(not + objects + ".equals(" + one + ", " + two + ")", bool, precedence, 1), 0.85);
    }

    /** Two decimal numbers of the same value are not equal where one has more zeros behind its point. */
    private static void byValue(Ingredients in, Sink sink, MethodInvocationTree call) {
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getIdentifier().contentEquals("equals")
                && call.getArguments().size() == 1
                && in.model().named(in.place().type(select.getExpression()), DECIMAL)
                && in.model().named(in.place().type(call.getArguments().get(0)), DECIMAL)) {
            String text = in.place().file().text(select.getExpression()) + ".compareTo("
                    + in.place().file().text(call.getArguments().get(0)) + ") == 0";
            TypeMirror bool = in.model().types().getPrimitiveType(TypeKind.BOOLEAN);
            sink.replace(new Snippet(text, bool, Precedence.EQUALITY, 1), 0.8);
        }
    }

    private static boolean comparable(Ingredients in, @org.jspecify.annotations.Nullable TypeMirror type) {
        return in.model().isReference(type)
                && type != null
                && type.getKind() != TypeKind.NULL
                && (type.getKind() != TypeKind.DECLARED
                        || in.model().types().asElement(type).getKind() != ElementKind.ENUM);
    }
}
