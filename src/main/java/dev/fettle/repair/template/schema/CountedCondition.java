package dev.fettle.repair.template.schema;

import dev.fettle.repair.Candidate.Edit;
import dev.fettle.repair.template.rule.Draft;
import java.util.List;

/** Writes the condition that a variant brings so that its answers are counted when it runs. */
final class CountedCondition {
    private static final String HEAD = "if (";
    private static final String TAIL = ") {";
    private static final String COUNT = "dev.fettle.probe.Answers.count(";

    private CountedCondition() {}

    /** The edits of a draft, with its condition counted where that means the same to the compiler. */
    static List<Edit> in(Draft draft, List<Edit> edits) {
        if (edits.size() != 1) {
            return edits;
        }
        Edit edit = edits.get(0);
        String text = edit.replacement();
        if (draft.traits().contains(Draft.Trait.CONDITION)) {
            return mayStandInCall(text) ? List.of(with(edit, COUNT + text + ")")) : edits;
        }
        int head = text.indexOf(HEAD);
        int tail = text.indexOf(TAIL, head);
        boolean guard = draft.traits().contains(Draft.Trait.GUARD)
                && head >= 0
                && text.substring(0, head).isBlank()
                && tail > 0;
        if (!guard) {
            return edits;
        }
        String condition = text.substring(head + HEAD.length(), tail);
        return mayStandInCall(condition)
                ? List.of(with(edit, text.substring(0, head) + HEAD + COUNT + condition + ")" + text.substring(tail)))
                : edits;
    }

    private static Edit with(Edit edit, String replacement) {
        return new Edit(edit.path(), edit.start(), edit.end(), replacement);
    }

    /** Pattern variables and assignments reach beyond a condition, constants decide what can be reached: neither may stand in a call. */
    private static boolean mayStandInCall(String condition) {
        return !condition.contains("instanceof")
                && !condition.matches(".*[^=!<>]=[^=].*|true|false")
                && !condition.contains("->");
    }
}
