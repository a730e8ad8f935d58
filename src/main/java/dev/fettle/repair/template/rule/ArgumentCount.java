package dev.fettle.repair.template.rule;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.JavaModel;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code text.indexOf(c, from)} for {@code text.indexOf(c)}: another overload. */
final class ArgumentCount implements Rule {
    private static final int MOST_VALUES = 20;
    private static final double INSTEAD_OF_A_NAME = 0.4;
    /** What the classes of numbers say of themselves names no value that one passes. */
    private static final Pattern OF_THE_TYPE = Pattern.compile(".*\\.(MAX_VALUE|MIN_VALUE|SIZE|BYTES)");

    @Override
    public String name() {
        return "argument-count";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "An overload with one argument more or less is meant.",
                "int second(String s, int first) { return s.indexOf(\",\"); }",
                "int second(String s, int first) { return s.indexOf(\",\", first); }",
                "One argument at a time, made of what is at hand and of the constants of the method's class.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Tree tree = in.place().tree();
        if (!(in.place().element() instanceof ExecutableElement callee) || callee.isVarArgs()) {
            return;
        }
        List<? extends ExpressionTree> arguments;
        List<Callable> overloads;
        if (tree instanceof MethodInvocationTree call) {
            arguments = call.getArguments();
            overloads = Overloads.of(in, in.place().path(), callee).stream()
                    .filter(method -> in.place().wanted() == null
                            || in.model().fits(method.returns(), in.place().wanted()))
                    .toList();
        } else if (tree instanceof NewClassTree made
                && made.getClassBody() == null
                && in.place().type() instanceof DeclaredType type) {
            arguments = made.getArguments();
            overloads = in.model().constructors(type, in.place().visible().innermost());
        } else {
            return;
        }
        for (Callable overload : overloads) {
            if (overload.element().equals(callee)
                    || overload.generic()
                    || overload.throwsUnhandled(in.place())
                    || overload.element().isVarArgs()) {
                continue;
            }
            if (overload.parameters().size() == arguments.size() + 1) {
                more(in, sink, overload, arguments);
            } else if (overload.parameters().size() + 1 == arguments.size()) {
                less(in, sink, overload, arguments);
            }
        }
    }

    private static void more(Ingredients in, Sink sink, Callable overload, List<? extends ExpressionTree> arguments) {
        SourceFile file = in.place().file();
        for (int gap = 0; gap <= arguments.size(); gap++) {
            List<@Nullable TypeMirror> types = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                types.add(in.place().type(arguments.get(i)));
            }
            TypeMirror wanted = overload.parameters().get(gap);
            types.add(gap, wanted);
            if (!overload.accepts(in.model(), types)) {
                continue;
            }
            int at;
            if (arguments.isEmpty()) {
                at = file.text().lastIndexOf(')', in.place().end() - 1);
            } else {
                at = gap < arguments.size() ? file.start(arguments.get(gap)) : file.end(arguments.get(gap - 1));
            }
            for (Snippet value : values(in, overload, wanted)) {
                String text = value.in(Precedence.LAMBDA);
                String piece = arguments.isEmpty() ? text : gap < arguments.size() ? text + ", " : ", " + text;
                sink.edit(at, at, piece, 0.8, value.nearness());
            }
        }
    }

    /** Where the class has names for such values, nobody writes the number behind one. */
    private static List<Snippet> values(Ingredients in, Callable overload, TypeMirror wanted) {
        List<Snippet> constants = in.constantsOf(JavaModel.ownerOf(overload.element()), wanted);
        boolean named = constants.stream()
                .anyMatch(constant -> !OF_THE_TYPE.matcher(constant.text()).matches());
        List<Snippet> values = new ArrayList<>();
        in.values(wanted).stream()
                .limit(MOST_VALUES)
                .map(value -> named && Literals.looksConstant(value.text()) ? value.farther(INSTEAD_OF_A_NAME) : value)
                .forEach(values::add);
        values.addAll(constants);
        return values;
    }

    private static void less(Ingredients in, Sink sink, Callable overload, List<? extends ExpressionTree> arguments) {
        SourceFile file = in.place().file();
        for (int gone = 0; gone < arguments.size(); gone++) {
            List<@Nullable TypeMirror> types = new ArrayList<>();
            for (int i = 0; i < arguments.size(); i++) {
                if (i != gone) {
                    types.add(in.place().type(arguments.get(i)));
                }
            }
            if (overload.accepts(in.model(), types)) {
                int start = gone > 0 ? file.end(arguments.get(gone - 1)) : file.start(arguments.get(0));
                int end = gone > 0 || arguments.size() == 1
                        ? file.end(arguments.get(gone))
                        : file.start(arguments.get(1));
                sink.edit(start, end, "", 0.7, 1, Draft.Trait.DELETES);
            }
        }
    }
}
