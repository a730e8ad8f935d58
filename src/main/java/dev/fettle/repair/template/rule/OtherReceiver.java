package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.SourceFile;
import dev.fettle.repair.template.source.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** {@code byName.put(item.name(), item)} for {@code byId.put(item.id(), item)}: another object is asked, and what it is given follows. */
final class OtherReceiver implements Rule {
    /** Arguments that are tried where the old one does not fit the other object. */
    private static final int MOST_ARGUMENTS = 8;

    /** An argument that is made of the old one is likelier than any other. */
    private static final double OF_THE_OLD = 0.9;

    private static final double UNLIKE_THE_OLD = 0.4;

    @Override
    public String name() {
        return "other-receiver";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "A method is called on another object than the one that is meant, and what it is given fits the wrong one.",
                "void enter(java.util.Map<java.util.List<String>, Integer> byWords, java.util.Map<String, Integer> byWord, java.util.List<String> words, int page) { byWords.put(words, page); }",
                "void enter(java.util.Map<java.util.List<String>, Integer> byWords, java.util.Map<String, Integer> byWord, java.util.List<String> words, int page) { byWord.put(words.get(0), page); }",
                "Objects of another type that have a method of that name; one argument at most is another. Those of the same type are variable-choice's.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof MethodInvocationTree call)
                || !(call.getMethodSelect() instanceof MemberSelectTree select)
                || !(in.place().element() instanceof ExecutableElement callee)
                || !(in.place().element(select.getExpression()) instanceof VariableElement)) {
            return;
        }
        TypeMirror receiver = in.place().type(select.getExpression());
        if (receiver == null) {
            return;
        }
        String old = in.place().file().text(select.getExpression());
        for (Variable variable : in.variables()) {
            if (in.model().isReference(variable.type())
                    && !variable.text().equals(old)
                    && !in.model().fits(variable.type(), receiver)) {
                for (Callable method :
                        in.model().methods(variable.type(), in.place().visible().innermost())) {
                    if (method.name().contentEquals(callee.getSimpleName()) && isUsable(in, call, method)) {
                        write(in, sink, call, select, variable, method);
                    }
                }
            }
        }
    }

    private static boolean isUsable(Ingredients in, MethodInvocationTree call, Callable method) {
        boolean used = !Expressions.isStatement(in.place().path());
        return !method.isStatic()
                && !method.generic()
                && method.parameters().size() == call.getArguments().size()
                && (!used || in.model().fits(method.returns(), in.place().wanted()))
                && !method.throwsUnhandled(in.place());
    }

    private static void write(
            Ingredients in,
            Sink sink,
            MethodInvocationTree call,
            MemberSelectTree select,
            Variable variable,
            Callable method) {
        List<Integer> misfits = new ArrayList<>();
        for (int i = 0; i < call.getArguments().size(); i++) {
            if (!in.model()
                    .fits(
                            in.place().type(call.getArguments().get(i)),
                            method.parameters().get(i))) {
                misfits.add(i);
            }
        }
        SourceFile file = in.place().file();
        int start = file.start(select.getExpression());
        int end = file.end(select.getExpression());
        double nearness = in.nearness(variable);
        if (misfits.isEmpty()) {
            sink.edit(start, end, variable.text(), OF_THE_OLD, nearness);
        } else if (misfits.size() == 1) {
            ExpressionTree argument = call.getArguments().get(misfits.get(0));
            String text = file.text(argument);
            String between = file.text().substring(end, file.start(argument));
            TypeMirror wanted = method.parameters().get(misfits.get(0));
            in.values(wanted).stream()
                    .filter(value -> !value.text().equals("null"))
                    .sorted(Comparator.comparing((Snippet value) -> !isMadeOf(value, text)))
                    .limit(MOST_ARGUMENTS)
                    .forEach(value -> sink.edit(
                            start,
                            file.end(argument),
                            variable.text() + between + value.text(),
                            isMadeOf(value, text) ? OF_THE_OLD : UNLIKE_THE_OLD,
                            nearness * value.nearness()));
        }
    }

    private static boolean isMadeOf(Snippet value, String old) {
        return value.text().startsWith(old + ".") || value.text().startsWith(old + "[");
    }
}
