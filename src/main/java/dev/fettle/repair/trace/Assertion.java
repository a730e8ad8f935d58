package dev.fettle.repair.trace;

import java.util.Locale;
import java.util.Optional;

/** Turns a promised result into the statement of a test, where the type of the result agrees with the words. */
final class Assertion {
    private Assertion() {}

    /** The name of the assertion and its arguments, such as {@code assertEquals("", call)}; empty when words and type do not agree. */
    static Optional<String> of(String promise, String returns, String call) {
        String words = promise.toLowerCase(Locale.ROOT);
        boolean text = returns.equals("java.lang.String") || returns.equals("java.lang.CharSequence");
        if (words.contains("empty")) {
            if (text) {
                return Optional.of("assertEquals(\"\", " + call + ")");
            }
            if (returns.startsWith("[")) {
                return Optional.of("assertEquals(0, " + call + ".length)");
            }
            if (returns.equals("java.util.Optional")) {
                return Optional.of("assertFalse(" + call + ".isPresent())");
            }
            boolean container = returns.startsWith("java.util.") || returns.equals("java.lang.Iterable");
            return container ? Optional.of("assertTrue(" + call + ".isEmpty())") : Optional.empty();
        }
        if (words.equals("null")) {
            return primitive(returns) ? Optional.empty() : Optional.of("assertNull(" + call + ")");
        }
        if (words.equals("true") || words.equals("false")) {
            boolean logical = returns.equals("boolean") || returns.equals("java.lang.Boolean");
            return logical
                    ? Optional.of((words.equals("true") ? "assertTrue(" : "assertFalse(") + call + ")")
                    : Optional.empty();
        }
        if (words.startsWith("\"")) {
            return text ? Optional.of("assertEquals(" + promise + ", " + call + ")") : Optional.empty();
        }
        String number = words.equals("zero") ? "0" : words;
        return switch (returns) {
            case "int", "short", "byte" -> Optional.of("assertEquals(" + number + ", " + call + ")");
            case "long" -> Optional.of("assertEquals(" + number + "L, " + call + ")");
            case "double", "float" -> Optional.of("assertEquals(" + number + ", " + call + ", 0.0)");
            default -> Optional.empty();
        };
    }

    private static boolean primitive(String type) {
        return !type.contains(".") && !type.startsWith("[");
    }
}
