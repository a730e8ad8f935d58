package dev.fettle.repair.template.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a condition tells, and conditions turned round. */
public final class Conditions {
    private static final String SIZE = "(?:\\.length|\\.length\\(\\)|\\.size\\(\\))";
    private static final Pattern SPECIAL = Pattern.compile(
            "[^!].*(?: == null|\\.isEmpty\\(\\)| <=? 0| == 0| == -1|" + SIZE + " < [12]| >=? \\S+" + SIZE + ")");
    private static final Pattern USUAL = Pattern.compile(
            ".*(?: != null| > 0| >= 0| != 0| != -1|" + SIZE + " > [01]| < \\S+" + SIZE + ")|!.*\\.isEmpty\\(\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^=!<>&|?\"']+) ([=!]=) ([^=!<>&|?\"']+)");

    private Conditions() {}

    /** Which case a condition asks for. */
    public enum Case {
        /** Null, empty, zero, out of bounds: what people forget and then leave early for. */
        SPECIAL,
        /** The opposite: what people put code under. */
        USUAL,
        /** Neither. */
        OTHER
    }

    /** By the form of the condition alone. */
    public static Case caseOf(String condition) {
        if (condition.contains("&&") || condition.contains("||")) {
            return Case.OTHER;
        }
        return SPECIAL.matcher(condition).matches()
                ? Case.SPECIAL
                : USUAL.matcher(condition).matches() ? Case.USUAL : Case.OTHER;
    }

    /** The opposite, binding like a unary expression unless it could be written shorter. */
    public static String negated(Snippet condition) {
        String text = condition.text();
        Matcher equality = EQUALITY.matcher(text);
        if (condition.precedence() == Precedence.EQUALITY && equality.matches()) {
            return equality.group(1) + (equality.group(2).equals("==") ? " != " : " == ") + equality.group(3);
        }
        if (condition.precedence() == Precedence.UNARY && text.startsWith("!")) {
            return text.substring(1).trim();
        }
        return "!" + condition.in(Precedence.UNARY);
    }
}
