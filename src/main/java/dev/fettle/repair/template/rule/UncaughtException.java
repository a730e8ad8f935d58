package dev.fettle.repair.template.rule;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import dev.fettle.repair.template.rule.Draft.Trait;
import dev.fettle.repair.template.source.Crash;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** {@code catch (NumberFormatException e) { throw new ParseException(…); }} that nobody wrote, or that catches too little. */
final class UncaughtException implements Rule {
    private static final String UNUSED = "unexpected";
    /** A null or an index out of bounds is asked for beforehand, not caught afterwards. */
    private static final double AVOIDABLE = 0.25;

    @Override
    public String name() {
        return "uncaught-exception";
    }

    @Override
    public double prior() {
        return 0.45;
    }

    @Override
    public Example example() {
        return new Example(
                "An exception of what is called passes through, where a caller is promised another one or a handler for its like stands ready.",
                "int port(String s) {\n    return Integer.parseInt(s);\n}",
                "int port(String s) {\n    try {\n        return Integer.parseInt(s);\n    } catch (NumberFormatException unexpected) {\n        throw new IllegalStateException(unexpected.getMessage(), unexpected);\n    }\n}",
                "Only for what a failing test was surprised by: a handler around the place catches it too, or it is turned into the exception that the test waits for.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!place.isStatement()) {
            return;
        }
        for (String name : in.hints().thrown()) {
            TypeElement thrown = in.model().elements().getTypeElement(name);
            if (thrown != null && !widened(in, sink, thrown.asType()) && Sink.inList(place.path())) {
                in.hints().expectedExceptions().stream()
                        .filter(wanted -> !wanted.equals(name) && MissingThrow.mayThrow(in, wanted))
                        .forEach(wanted -> translated(in, sink, name, wanted));
            }
        }
    }

    /** The handlers around the place that do not catch it, innermost first; whether one of them does. */
    private static boolean widened(Ingredients in, Sink sink, TypeMirror thrown) {
        Tree below = in.place().tree();
        for (TreePath at = in.place().path(); at != null; at = at.getParentPath()) {
            if (at.getLeaf() == in.place().method() || in.place().inLambda()) {
                return false;
            }
            if (at.getLeaf() instanceof TryTree attempt && attempt.getBlock() == below) {
                for (CatchTree handler : attempt.getCatches()) {
                    if (widened(in, sink, new TreePath(at, handler), handler, thrown)) {
                        return true;
                    }
                }
            }
            below = at.getLeaf();
        }
        return false;
    }

    private static boolean widened(Ingredients in, Sink sink, TreePath path, CatchTree handler, TypeMirror thrown) {
        Tree written = handler.getParameter().getType();
        List<? extends Tree> caught =
                written instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(written);
        SourceFile file = in.place().file();
        List<String> kept = new ArrayList<>();
        for (Tree one : caught) {
            TypeMirror type =
                    in.model().trees().getTypeMirror(in.model().trees().getPath(file.unit(), one));
            if (type == null || in.model().fits(thrown, type)) {
                return true;
            }
            if (!in.model().fits(type, thrown)) {
                kept.add(file.text(one));
            }
        }
        String name = in.place().surroundings().nameOf(in.model().qualified(thrown));
        kept.add(name);
        sink.replace(written, String.join(" | ", kept), share(name), 1, Trait.EXCEPTION);
        return false;
    }

    /** What is thrown within the statement is turned into what is waited for. */
    private static void translated(Ingredients in, Sink sink, String thrown, String wanted) {
        Place place = in.place();
        SourceFile file = place.file();
        String made = MissingThrow.constructFrom(in, wanted, UNUSED);
        String before = "";
        String body = place.text();
        if (place.tree() instanceof VariableTree variable) {
            if (variable.getInitializer() == null || variable.getType() == null) {
                return;
            }
            before = file.text().substring(place.start(), file.end(variable.getType())) + " " + variable.getName() + ";"
                    + file.lineEnd() + file.indent(place.start());
            body = variable.getName() + " = " + file.text(variable.getInitializer()) + ";";
        } else if (!(place.tree() instanceof ExpressionStatementTree || place.tree() instanceof ReturnTree)) {
            return;
        }
        if (made == null) {
            return;
        }
        String indent = file.lineEnd() + file.indent(place.start());
        String inner = indent + file.indentUnit();
        sink.edit(
                place.start(),
                place.end(),
                before + "try {" + inner + body.replace(file.lineEnd(), file.lineEnd() + file.indentUnit()) + indent
                        + "} catch (" + place.surroundings().nameOf(thrown) + " " + UNUSED + ") {" + inner
                        + "throw " + made + ";" + indent + "}",
                share(thrown),
                1);
    }

    private static double share(String thrown) {
        return Crash.Kind.of(thrown).telling() ? AVOIDABLE : 1;
    }
}
