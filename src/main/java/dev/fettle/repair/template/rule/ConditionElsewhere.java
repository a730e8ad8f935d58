package dev.fettle.repair.template.rule;

import dev.fettle.repair.template.source.Ingredients;
import dev.fettle.repair.template.source.Place;

/** {@code if (c) { statement; }} for {@code statement;} where the file has the one in another place. */
final class ConditionElsewhere implements Rule {
    @Override
    public String name() {
        return "condition-elsewhere";
    }

    @Override
    public double prior() {
        return 0.6;
    }

    @Override
    public Example example() {
        return new Example(
                "A statement stands under a condition in another place of the file, and here without it.",
                "java.util.Deque<String> open = new java.util.ArrayDeque<>();\nvoid row() {\n    if (\"cell\".equals(open.peek())) {\n        open.pop();\n    }\n    open.push(\"row\");\n}\nvoid cell() {\n    open.pop();\n    open.push(\"cell\");\n}",
                "java.util.Deque<String> open = new java.util.ArrayDeque<>();\nvoid row() {\n    if (\"cell\".equals(open.peek())) {\n        open.pop();\n    }\n    open.push(\"row\");\n}\nvoid cell() {\n    if (\"cell\".equals(open.peek())) {\n        open.pop();\n    }\n    open.push(\"cell\");\n}",
                "The whole statement must be the same, and the names in the condition must mean the same here.");
    }

    @Override
    public void candidates(Ingredients in, Sink sink) {
        Place place = in.place();
        if (!ConditionalStatement.mayStandUnderACondition(place)) {
            return;
        }
        in.guardsElsewhere().forEach(condition -> sink.around(place.path(), "if (" + condition + ")", 1, 1));
    }
}
