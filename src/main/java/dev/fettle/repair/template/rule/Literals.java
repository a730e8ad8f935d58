package dev.fettle.repair.template.rule;

import java.util.Set;

/** What a text tells of being a constant. */
final class Literals {
    private static final Set<String> WORDS = Set.of("null", "true", "false");

    private Literals() {}

    /** A literal, or an extreme of a number type. */
    static boolean looksConstant(String text) {
        return WORDS.contains(text)
                || text.matches("-?[0-9][0-9a-zA-Z_.]*")
                || text.startsWith("\"")
                || text.startsWith("'")
                || text.endsWith(".MAX_VALUE")
                || text.endsWith(".MIN_VALUE");
    }
}
