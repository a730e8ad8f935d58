package dev.fettle.repair.template.rule;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import dev.fettle.repair.template.source.Callable;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Flow;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;
import dev.fettle.repair.template.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** {@code super.close()} that an overriding method forgot, or called on something else, or meant the other way round. */
final class SuperCall implements Rule {
    /** Of a method that is not the one that overrides it. */
    private static final double BY_ANOTHER = 0.5;
    /** What is inherited comes first, save where something ends. */
    private static final double UNUSUAL = 0.4;

    private static final Set<String> ENDS = Set.of("close", "tearDown", "stop", "destroy", "dispose", "shutdown");

    @Override
    public String name() {
        return "super-call";
    }

    @Override
    public double prior() {
        return 0.4;
    }

    @Override
    public Example example() {
        return new Example(
                "A method that overrides another one does not call it, or a method is called as the class has it where the inherited one is meant, or the other way round.",
                "static class Bag { int held; void put(String s) { held++; } }\nstatic class Named extends Bag {\n    String last;\n    @Override void put(String s) {\n        last = s;\n    }\n}",
                "static class Bag { int held; void put(String s) { held++; } }\nstatic class Named extends Bag {\n    String last;\n    @Override void put(String s) {\n        super.put(s);\n        last = s;\n    }\n}",
                "A method of the same name that the class inherits with a body; what is missing is called first or last, and only where it answers nothing.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!in.place().visible().hasThis() || in.place().inLambda()) {
            return;
        }
        if (in.place().isStatement()) {
            missing(in, sink);
        } else if (in.place().tree() instanceof MethodInvocationTree call) {
            other(in, sink, call);
        }
    }

    private static void missing(Ingredients in, Sink sink) {
        Place place = in.place();
        MethodTree method = place.method();
        if (method == null
                || method.getReturnType() == null
                || place.parent() != method.getBody()
                || !(place.parent() instanceof BlockTree body)
                || place.file().text(body).contains("super.")) {
            return;
        }
        for (Callable inherited : in.model().methodsOfSuper(place.visible().innermost())) {
            if (isOverridden(in, inherited, method)
                    && inherited.returnsNothing()
                    && !inherited.throwsUnhandled(place)) {
                List<String> call = List.of("super." + inherited.name()
                        + method.getParameters().stream()
                                .map(parameter -> parameter.getName().toString())
                                .collect(Collectors.joining(", ", "(", ");")));
                boolean ends = ENDS.contains(inherited.name());
                if (body.getStatements().get(0) == place.tree()) {
                    sink.before(place.path(), call, ends ? UNUSUAL : 1, 1);
                }
                if (MissingStatement.isLast(place) && !Flow.leaves(place.tree())) {
                    sink.after(place.path(), call, ends ? 1 : UNUSUAL, 1);
                }
            }
        }
    }

    private static boolean isOverridden(Ingredients in, Callable inherited, MethodTree method) {
        List<? extends VariableTree> own = method.getParameters();
        if (!method.getName().contentEquals(inherited.name())
                || own.size() != inherited.parameters().size()) {
            return false;
        }
        for (int i = 0; i < own.size(); i++) {
            TypeMirror type = in.model()
                    .trees()
                    .getTypeMirror(in.model().trees().getPath(in.place().file().unit(), own.get(i)));
            if (type == null || !in.model().same(type, inherited.parameters().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The inherited one for the own or for another object's, and the own for the inherited one. */
    private static void other(Ingredients in, Sink sink, MethodInvocationTree call) {
        SourceFile file = in.place().file();
        if (call.getMethodSelect() instanceof MemberSelectTree select
                && select.getExpression().toString().equals("super")) {
            sink.edit(
                    file.start(select), file.end(select), select.getIdentifier().toString(), BY_ANOTHER, 1);
            return;
        }
        String name = call.getMethodSelect() instanceof MemberSelectTree select
                ? select.getIdentifier().toString()
                : call.getMethodSelect() instanceof IdentifierTree plain
                        ? plain.getName().toString()
                        : "";
        List<@Nullable TypeMirror> arguments = new ArrayList<>();
        for (ExpressionTree argument : call.getArguments()) {
            arguments.add(in.place().type(argument));
        }
        boolean used = !Expressions.isStatement(in.place().path());
        MethodTree method = in.place().method();
        for (Callable inherited : in.model().methodsOfSuper(in.place().visible().innermost())) {
            if (inherited.name().equals(name)
                    && inherited.accepts(in.model(), arguments)
                    && (!used || in.model().fits(inherited.returns(), in.place().wanted()))
                    && !inherited.throwsUnhandled(in.place())) {
                boolean overrides = method != null && method.getName().contentEquals(name);
                sink.edit(
                        file.start(call.getMethodSelect()),
                        file.end(call.getMethodSelect()),
                        "super." + name,
                        overrides ? 1 : BY_ANOTHER,
                        1);
            }
        }
    }
}
