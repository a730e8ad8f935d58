package dev.fettle.repair.template.rule;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** {@code s == null ? "" : s.trim()} for {@code s.trim()}. */
final class GuardedValue implements Rule {
    private static final String NULL = " == null";

    /** What threw for the lack of such a question is what has to be asked. */
    private static final double AGAINST_CRASH = 2;

    @Override
    public String name() {
        return "guarded-value";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "An expression throws for a special case (null, an index out of range) in which it should have a default value.",
                "int size(String s) { return s.length(); }",
                "int size(String s) { return s == null ? 0 : s.length(); }",
                "The receiver's null and an index's range; the default is null, a literal or a value at hand.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        TypeMirror wanted = in.place().wanted();
        Tree tree = in.place().tree();
        if (wanted == null
                || Expressions.isTarget(in.place().path())
                || Expressions.isStatement(in.place().path())
                || !in.place().isExpression()) {
            return;
        }
        List<String> conditions = conditions(in, tree);
        if (conditions.isEmpty()) {
            return;
        }
        boolean receiver = in.place().parent() instanceof MemberSelectTree;
        List<Snippet> defaults = receiver ? new ArrayList<>() : new ArrayList<>(Defaults.of(in, wanted));
        in.values(wanted).stream()
                .limit(10)
                .filter(value -> !isOfAnotherMethod(in, value))
                .forEach(defaults::add);
        for (String condition : conditions) {
            if (!receiver && in.model().isReference(wanted)) {
                // What is not there stays what is not there; what is empty may be told by that too.
                offer(in, sink, wanted, condition, nothing(wanted, condition.endsWith(NULL) ? 0.7 : 0.5));
            }
            for (Snippet value : defaults) {
                if (!value.text().equals(in.place().text())) {
                    offer(in, sink, wanted, condition, value);
                }
            }
        }
    }

    private static Snippet nothing(TypeMirror wanted, double nearness) {
        return new Snippet("null", wanted, Precedence.PRIMARY, nearness);
    }

    /** A text that another method of the file speaks of is hardly what a value here is by default. */
    private static boolean isOfAnotherMethod(Ingredients in, Snippet value) {
        MethodTree method = in.place().method();
        boolean text = value.text().startsWith("\"") && value.text().length() > 2;
        return text && (method == null || !in.place().file().text(method).contains(value.text()));
    }

    private static void offer(Ingredients in, Sink sink, TypeMirror wanted, String condition, Snippet value) {
        sink.replace(
                new Snippet(
                        condition + " ? " + value.in(Precedence.CONDITIONAL) + " : "
                                + in.place().text(),
                        wanted,
                        Precedence.CONDITIONAL,
                        value.nearness()),
                0.8 * (in.answersCrash(condition) ? AGAINST_CRASH : in.suits(condition)));
    }

    private static List<String> conditions(Ingredients in, Tree tree) {
        List<String> found = new ArrayList<>();
        if (tree instanceof MethodInvocationTree call && call.getMethodSelect() instanceof MemberSelectTree select) {
            ExpressionTree receiver = select.getExpression();
            boolean object = !(in.place().element(receiver) instanceof TypeElement)
                    && in.model().isReference(in.place().type(receiver))
                    && !receiver.toString().equals("this")
                    && !receiver.toString().equals("super");
            if (object) {
                String text = in.place().file().text(receiver);
                found.add(text + NULL);
                if (in.model().isA(in.place().type(receiver), "java.util.Collection")
                        || in.model().isString(in.place().type(receiver))) {
                    found.add(text + ".isEmpty()");
                }
            }
        } else if (tree instanceof ArrayAccessTree access) {
            String array = in.place().file().text(access.getExpression());
            String index = in.place().file().text(access.getIndex());
            found.add(index + " >= " + array + ".length");
            found.add(index + " < 0");
        } else if (tree instanceof IdentifierTree name
                && !name.getName().contentEquals("this")
                && in.model().isReference(in.place().type())
                && in.place().type() != null) {
            found.add(in.place().text() + NULL);
        }
        return found;
    }
}
