package dev.fettle.repair.template.source;

/**
 * Where production code threw in a failing test, and what was wrong there.
 *
 * @param path of the source file, relative to the root of the tree
 * @param line 1-based
 * @param kind what such an exception says
 * @param subject the expression that was null, without {@code this.}; a call's name with an opening parenthesis; "" where that is not known
 */
public record Crash(String path, int line, Kind kind, String subject) {
    /** For a condition that asks for something else than what is complained of. */
    private static final double OFF_TOPIC = 0.35;

    /** … where it is known what was wrong, and the condition asks for that of something else. */
    static final double OF_ANOTHER = 0.25;

    /** … and where it asks for something else altogether. */
    private static final double OFF_SUBJECT = 0.12;

    /** … and where it asks for one size, and less is too little as well. */
    private static final double ONE_SIZE = 0.6;

    /** What an exception complains of. */
    public enum Kind {
        NULL(" null"),
        CLASS(" instanceof "),
        ZERO(" 0"),
        BOUNDS("<", ">", "length", "size", "isEmpty", "hasNext", "hasMore", " 0"),
        OTHER();

        private final String[] asked;

        Kind(String... asked) {
            this.asked = asked;
        }

        /** By the class of what was thrown, as its name has it. */
        public static Kind of(String type) {
            if (type.endsWith("NullPointerException")) {
                return NULL;
            }
            if (type.endsWith("ClassCastException")) {
                return CLASS;
            }
            if (type.endsWith("ArithmeticException")) {
                return ZERO;
            }
            return type.contains("IndexOutOfBounds")
                            || type.endsWith("NoSuchElementException")
                            || type.endsWith("EmptyStackException")
                            || type.endsWith("BufferUnderflowException")
                            || type.endsWith("NegativeArraySizeException")
                    ? BOUNDS
                    : OTHER;
        }

        /** Whether it is known what a condition should ask for. */
        public boolean telling() {
            return this != OTHER;
        }

        /** Whether a condition asks for what is complained of; false where that is not known. */
        public boolean asks(String condition) {
            for (String word : asked) {
                if (condition.contains(word)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code size() == 1} where two are wanted: with none at all it would be thrown as well. */
    private boolean asksForOneSizeOnly(String condition) {
        return kind == Kind.BOUNDS && condition.matches(".* == [1-9][0-9]*");
    }

    /** How well a condition near the place fits, above 0 to 1. */
    double suits(String condition) {
        if (!kind.telling()) {
            return 1;
        }
        if (subject.isEmpty()) {
            return !kind.asks(condition) ? OFF_TOPIC : asksForOneSizeOnly(condition) ? ONE_SIZE : 1;
        }
        return !kind.asks(condition) ? OFF_SUBJECT : isAnsweredBy(condition) ? 1 : OF_ANOTHER;
    }

    /** Whether a condition asks for just what was wrong: of what was null whether it is. False where that is not known. */
    boolean isAnsweredBy(String condition) {
        return !subject.isEmpty() && kind.asks(condition) && names(condition.replace("this.", ""));
    }

    /** The whole name, not the end of another one. */
    private boolean names(String condition) {
        int at = condition.indexOf(subject);
        return at >= 0
                && (at == 0 || !Character.isJavaIdentifierPart(condition.charAt(at - 1)))
                && (subject.endsWith("(")
                        || at + subject.length() == condition.length()
                        || !Character.isJavaIdentifierPart(condition.charAt(at + subject.length())));
    }
}
