package dev.fettle.repair.template.rule;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code b & 0xff} for {@code b}: a byte from 128 on is negative in Java. */
final class UnsignedValue implements Rule {
    @Override
    public String name() {
        return "unsigned-value";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A byte, short or int that holds a number without a sign is widened with one.",
                "int length(byte[] header) { return header[0] << 8 | header[1]; }",
                "int length(byte[] header) { return header[0] << 8 | header[1] & 0xff; }",
                "Where the value becomes a wider one; what is masked already stays.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        TypeMirror own = place.type();
        if (own == null
                || !own.getKind().isPrimitive()
                || place.tree() instanceof LiteralTree
                || place.tree() instanceof TypeCastTree
                || Expressions.isTarget(place.path())
                || place.parent().getKind() == Tree.Kind.AND
                || isConstant(place.element())) {
            return;
        }
        TypeMirror wider = becomes(in);
        String mask = wider == null ? "" : mask(own.getKind(), wider.getKind());
        if (wider != null && !mask.isEmpty()) {
            Snippet value = new Snippet(place.text(), own, Precedence.of(place.tree()), 1);
            sink.replace(new Snippet(value.in(Precedence.BIT_AND) + " & " + mask, wider, Precedence.BIT_AND, 1), 1);
        }
    }

    private static boolean isConstant(@Nullable Element element) {
        return element instanceof VariableElement variable && variable.getConstantValue() != null;
    }

    /** As what the value is used: what a calculation, a comparison or the place around makes of it. */
    private static @Nullable TypeMirror becomes(Ingredients in) {
        if (!(in.place().parent() instanceof BinaryTree both)) {
            return in.place().wanted();
        }
        Tree other = both.getLeftOperand() == in.place().tree() ? both.getRightOperand() : both.getLeftOperand();
        TypeMirror beside = in.model()
                .trees()
                .getTypeMirror(
                        new com.sun.source.util.TreePath(in.place().path().getParentPath(), other));
        boolean isLong = beside != null && beside.getKind() == TypeKind.LONG && both.getKind() != Tree.Kind.LEFT_SHIFT;
        return in.model().types().getPrimitiveType(isLong ? TypeKind.LONG : TypeKind.INT);
    }

    private static String mask(TypeKind from, TypeKind to) {
        boolean wide = to == TypeKind.INT || to == TypeKind.LONG;
        return switch (from) {
            case BYTE -> wide || to == TypeKind.CHAR || to == TypeKind.SHORT ? "0xff" : "";
            case SHORT -> wide ? "0xffff" : "";
            case INT -> to == TypeKind.LONG ? "0xffffffffL" : "";
            default -> "";
        };
    }
}
