package dev.fettle.repair.template.rule;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import dev.fettle.repair.template.source.Expressions;
import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** {@code counts.getOrDefault(k, 0)} for {@code counts.get(k)}. */
final class MapDefault implements Rule {
    private static final int MOST_VALUES = 10;
    /** What is not there counts as nothing. */
    private static final Set<String> NOTHING = Set.of("0", "0L", "0.0", "0f", "false", "\"\"");

    private static final double USUAL = 0.95;

    @Override
    public String name() {
        return "map-default";
    }

    @Override
    public double prior() {
        return 0.5;
    }

    @Override
    public Example example() {
        return new Example(
                "A key that is not in the map yet gives null, or a wrong default.",
                "int add(java.util.Map<String, Integer> m, String k) { return m.get(k) + 1; }",
                "int add(java.util.Map<String, Integer> m, String k) { return m.getOrDefault(k, 0) + 1; }",
                "The default is a literal or a value at hand.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        if (!(in.place().tree() instanceof MethodInvocationTree call)
                || !(call.getMethodSelect() instanceof MemberSelectTree select)
                || !in.model().isA(in.place().type(select.getExpression()), "java.util.Map")
                || Expressions.isStatement(in.place().path())) {
            return;
        }
        TypeMirror type = in.place().type();
        String name = select.getIdentifier().toString();
        boolean get = name.equals("get") && call.getArguments().size() == 1;
        boolean other = name.equals("getOrDefault") && call.getArguments().size() == 2;
        if (type == null || !get && !other) {
            return;
        }
        String map = in.place().file().text(select.getExpression());
        String key = in.place().file().text(call.getArguments().get(0));
        List<Snippet> values = new ArrayList<>(Defaults.of(in, type));
        in.literals(type).stream()
                .filter(literal -> NOTHING.contains(literal.text()))
                .map(literal -> new Snippet(literal.text(), type, literal.precedence(), USUAL))
                .forEach(values::add);
        in.values(type).stream().limit(MOST_VALUES).forEach(values::add);
        values.forEach(value -> sink.replace(
                in.place().tree(), map + ".getOrDefault(" + key + ", " + value.text() + ")", 0.9, value.nearness()));
    }
}
