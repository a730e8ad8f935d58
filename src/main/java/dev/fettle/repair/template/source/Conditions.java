package dev.fettle.repair.template.source;

/** Conditions turned round. */
public final class Conditions {
    private Conditions() {}

    /** The opposite, binding like a unary expression unless it could be written shorter. */
    public static String negated(Snippet condition) {
        String text = condition.text();
        if (condition.precedence() == Precedence.UNARY && text.startsWith("!")) {
            return text.substring(1).trim();
        }
        return "!" + condition.in(Precedence.UNARY);
    }
}
