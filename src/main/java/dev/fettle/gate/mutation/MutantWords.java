package dev.fettle.gate.mutation;

import dev.fettle.base.UntrustedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what PIT calls {@code negated conditional}. */
final class MutantWords {
    private static final Pattern CALL = Pattern.compile("removed call to (.+)::(.+)");
    private static final Pattern RETURN = Pattern.compile("replaced .*?return(?: value)? with (.+?)(?: for .*)?");
    private static final Pattern STEP = Pattern.compile("Changed increment from (-?\\d+) to (-?\\d+)");
    private static final Pattern MATH = Pattern.compile("Replaced (.+) with (.+)");
    private static final int LONGEST = 120;

    private MutantWords() {}

    /**
     * A clause that follows "when". Names in it are the program's own.
     *
     * @param several whether the line has more than one place of this kind
     */
    static String of(String description, boolean several) {
        return UntrustedText.oneLine(clause(description, several), LONGEST);
    }

    private static String clause(String description, boolean several) {
        if (description.equals("negated conditional")) {
            return several ? "a part of the condition is turned round" : "the condition is turned round";
        }
        if (description.equals("changed conditional boundary")) {
            return "the comparison takes in its edge, or leaves it out";
        }
        if (description.equals("removed negation")) {
            return "the minus sign is left out";
        }
        Matcher call = CALL.matcher(description);
        if (call.matches()) {
            String type = call.group(1).substring(call.group(1).lastIndexOf('/') + 1);
            return "the call of " + type.replace('$', '.') + "." + call.group(2) + " is left out";
        }
        Matcher result = RETURN.matcher(description);
        if (result.matches()) {
            return "the method returns " + result.group(1) + " here";
        }
        Matcher step = STEP.matcher(description);
        if (step.matches()) {
            return "it counts by " + step.group(2) + " and not by " + step.group(1);
        }
        Matcher math = MATH.matcher(description);
        return math.matches() ? math.group(1) + " becomes " + math.group(2) : description;
    }
}
