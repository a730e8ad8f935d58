package dev.fettle.repair.template.rule;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Precedence;
import dev.fettle.repair.template.source.Snippet;
import dev.fettle.repair.template.source.Variable;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/** {@code parse(signed ? text.substring(1) : text)} for {@code parse(text)}. */
final class ConditionalValue implements Rule {
    private static final int MOST_FORMS = 6;

    /** A flag that is set says oftener that something is special than one that is not. */
    private static final double UNLESS = 0.7;

    @Override
    public String name() {
        return "conditional-value";
    }

    @Override
    public double prior() {
        return 0.35;
    }

    @Override
    public Example example() {
        return new Example(
                "A value is used as it is where a flag says that another form of it is meant, as the same method uses it elsewhere.",
                "int parse(String s, boolean signed) {\n    if (s.length() > 9) {\n        return -1;\n    }\n    if (s.isEmpty()) {\n        return Integer.parseInt(s.substring(1));\n    }\n    return Integer.parseInt(s);\n}",
                "int parse(String s, boolean signed) {\n    if (s.length() > 9) {\n        return -1;\n    }\n    if (s.isEmpty()) {\n        return Integer.parseInt(s.substring(1));\n    }\n    return Integer.parseInt(signed ? s.substring(1) : s);\n}",
                "Variables, under a flag that is a variable or a parameter; forms that stand in the same method.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        TypeMirror wanted = in.place().wanted();
        if (!(in.place().tree() instanceof IdentifierTree)
                || !(in.place().element() instanceof VariableElement)
                || in.place().parent() instanceof MemberSelectTree
                || wanted == null
                || Expressions.isTarget(in.place().path())) {
            return;
        }
        String own = in.place().text();
        Pattern named = Pattern.compile("\\b" + Pattern.quote(own) + "\\b");
        List<Snippet> forms = in.elsewhere(wanted).stream()
                .filter(form -> !form.text().equals(own)
                        && form.precedence() != Precedence.CONDITIONAL
                        && named.matcher(form.text()).find())
                .limit(MOST_FORMS)
                .toList();
        List<Variable> flags = in.variables().stream()
                .filter(variable -> variable.isLocal()
                        && in.model().isBoolean(variable.type())
                        && !variable.text().equals(own))
                .toList();
        for (Variable flag : flags) {
            for (Snippet form : forms) {
                String other = form.in(Precedence.CONDITIONAL);
                double nearness = form.nearness() * in.nearness(flag);
                offer(sink, flag.text() + " ? " + other + " : " + own, wanted, nearness, 1);
                offer(sink, flag.text() + " ? " + own + " : " + other, wanted, nearness, UNLESS);
            }
        }
    }

    private static void offer(Sink sink, String text, TypeMirror type, double nearness, double weight) {
        sink.replace(new Snippet(text, type, Precedence.CONDITIONAL, nearness), weight);
    }
}
