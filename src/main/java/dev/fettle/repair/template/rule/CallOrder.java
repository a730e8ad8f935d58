package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.SourceFile;
import java.util.List;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code text.replace("&", "&amp;").replace("<", "&lt;")} for the same the other way round. */
final class CallOrder implements Rule {
    /** What is told to a builder may mostly be told in any order, and where not, the text shows it. */
    private static final double TOLD_TO_ONE = 0.6;

    @Override
    public String name() {
        return "call-order";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "Two calls of a chain stand in the wrong order: what the first one wrote is changed again by the second.",
                "String escaped(String text) { return text.replace(\"<\", \"&lt;\").replace(\"&\", \"&amp;\"); }",
                "String escaped(String text) { return text.replace(\"&\", \"&amp;\").replace(\"<\", \"&lt;\"); }",
                "Neighbours in a chain whose every part has the same type.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof MethodInvocationTree second)) {
            return;
        }
        MethodInvocationTree first = receiver(second) instanceof MethodInvocationTree call ? call : null;
        ExpressionTree object = first == null ? null : receiver(first);
        TypeMirror type = in.place().type();
        if (first == null
                || object == null
                || type == null
                || !in.model().same(in.place().type(first), type)
                || !in.model().same(in.place().type(object), type)) {
            return;
        }
        SourceFile file = in.place().file();
        String ofFirst = file.text().substring(file.end(object), file.end(first));
        String ofSecond = file.text().substring(file.end(first), file.end(second));
        if (!ofFirst.strip().equals(ofSecond.strip())) {
            sink.edits(
                    List.of(sink.change(file.end(object), file.end(second), ofSecond + ofFirst)),
                    in.model().isString(type) ? 1 : TOLD_TO_ONE,
                    1,
                    "'" + ofFirst.strip() + "' and '" + ofSecond.strip() + "' change places");
        }
    }

    /** What a method is called on, as it is written; null for nothing. */
    private static @Nullable ExpressionTree receiver(MethodInvocationTree call) {
        return call.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
    }
}
