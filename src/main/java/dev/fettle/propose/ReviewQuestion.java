package dev.fettle.propose;

import dev.fettle.repair.Patch;
import dev.fettle.repair.RedGreen;
import java.util.Map;

/** The one question that would make a reviewer say no, by what kind of edit it is. Completes the sentence "Say no if …". */
final class ReviewQuestion {
    private static final Map<String, String> BY_RULE = Map.ofEntries(
            Map.entry("relational-operator", "the value at the bound itself was meant to be treated as it was"),
            Map.entry("off-by-one", "the old count or position was the one that was meant"),
            Map.entry("literal-value", "the old value stands in a specification or is relied on elsewhere"),
            Map.entry("variable-choice", "the old variable was used there on purpose"),
            Map.entry("value-choice", "the old value was used there on purpose"),
            Map.entry("member-choice", "the old field or method was used there on purpose"),
            Map.entry("sibling-method", "the old method was called there on purpose"),
            Map.entry("argument-order", "the old order of the arguments was right"),
            Map.entry("argument-count", "the argument that changes was passed or left out on purpose"),
            Map.entry("operand-order", "the old order of the operands was right"),
            Map.entry("arithmetic-operator", "the old calculation was right for any input"),
            Map.entry("compound-assignment", "the value was meant to be updated as before"),
            Map.entry("increment", "the step or its direction was right before"),
            Map.entry("bitwise-operator", "the old bits were the ones that were meant"),
            Map.entry("logical-operator", "one of the two conditions alone was meant to decide, or not to"),
            Map.entry("condition-negation", "the old case was the one that was meant"),
            Map.entry("condition-replacement", "the old condition was the one that was meant"),
            Map.entry("condition-strengthening", "a case that is now left out was meant to come in"),
            Map.entry("condition-weakening", "a case that now comes in was meant to stay out"),
            Map.entry("conditional-statement", "the statement was meant to run in every case"),
            Map.entry("condition-elsewhere", "the statement was meant to run in every case here, unlike elsewhere"),
            Map.entry("branch-order", "the branches were to be asked in the order in which they stood"),
            Map.entry("conditional-value", "the value was meant as it is whatever the flag says"),
            Map.entry("conditional-else", "all other cases were meant to be taken"),
            Map.entry("missing-throw", "callers rely on the input being accepted"),
            Map.entry("exception-type", "callers catch the exception that was thrown before"),
            Map.entry("missing-guard", "the case that is now passed over should raise an error instead"),
            Map.entry("statement-removal", "the removed statement does something that no test looks at"),
            Map.entry("term-addition", "the added part does not belong into that calculation"),
            Map.entry("term-removal", "the removed part belongs into that calculation"),
            Map.entry("adapted-copy", "the second variable was left out of the treatment on purpose"),
            Map.entry("grouping", "the old order of the operations was right for any input"),
            Map.entry("guarded-value", "the special case should raise an error instead of giving a default"),
            Map.entry("holding-collection", "the collection was meant to begin as it did"),
            Map.entry("locale-and-charset", "the machine's own locale or charset was meant to decide"),
            Map.entry("map-default", "a missing key should raise an error instead of giving a default"),
            Map.entry("missing-else", "nothing was meant to be done in the other case"),
            Map.entry("missing-progress", "something outside the loop was meant to end it"),
            Map.entry("missing-reset", "the count was meant to go on there"),
            Map.entry("missing-text", "whoever reads the text takes it without the signs that it lacked"),
            Map.entry("call-order", "something relies on the calls' old order"),
            Map.entry("regular-expression", "the pattern was meant to take, or to refuse, what it did"),
            Map.entry("missing-statement", "the new statement does more than the failing test needs"),
            Map.entry("ordering-boundary", "the boundary itself was meant to be treated as it was"),
            Map.entry("reference-equality", "the very same object was meant, not an equal one"),
            Map.entry("returned-value", "a caller relies on the old answer"),
            Map.entry("branch-statement", "this branch was meant to do without what the others do"),
            Map.entry("jump-kind", "the loop was meant to go on, or to end, as it did there"),
            Map.entry("sibling-check", "this method was meant to do without the check that its siblings make"),
            Map.entry("super-call", "the class was meant to do without what it inherits, or to have its own instead"),
            Map.entry("unsigned-value", "the value can be below zero, and was meant to stay so"),
            Map.entry("uncaught-exception", "callers were meant to see the exception as it is thrown"),
            Map.entry("lost-value", "both were meant to hold the same value afterwards"),
            Map.entry("other-receiver", "the object that was asked before was meant as well"),
            Map.entry("collection-kind", "the order or the doubles of the old kind were meant"),
            Map.entry("letter-case", "the letters were meant in the case in which they stood"),
            Map.entry("statement-order", "the statements were meant to run in the old order or number"),
            Map.entry("superfluous-else", "the second question was meant only where the first is answered with no"),
            Map.entry("switch-fall-through", "the case was meant to run on into the next one"),
            Map.entry("wider-arithmetic", "the narrower type's overflow or rounding was meant"),
            Map.entry("wrapped-value", "the value was meant to be used as it is for any input"));

    private ReviewQuestion() {}

    static String of(Patch patch) {
        return BY_RULE.getOrDefault(patch.rule(), "the old behaviour was meant there") + ofTest(patch);
    }

    /** Whether the rule has a question of its own. */
    static boolean knows(String rule) {
        return BY_RULE.containsKey(rule);
    }

    private static String ofTest(Patch patch) {
        if (patch.written() != null) {
            return ", or if the test that Fettle wrote asks for the wrong thing";
        }
        if (!(patch.proof() instanceof RedGreen proof)) {
            return "";
        }
        return proof.red().size() == 1
                ? ", or if the failing test asks for the wrong thing"
                : ", or if the failing tests ask for the wrong thing";
    }
}
