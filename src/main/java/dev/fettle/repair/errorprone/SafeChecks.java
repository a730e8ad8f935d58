package dev.fettle.repair.errorprone;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The checks of Error Prone that are used: what each finds is a mistake wherever it stands, and there is one thing that was meant. Checks about style, about what might be
 * meant otherwise, or whose fix has more than one reading are not among them.
 */
final class SafeChecks {
    private static final String HIGH = "high";
    private static final String MEDIUM = "medium";

    private static final Map<String, String> SEVERITIES = new TreeMap<>(Map.ofEntries(
            Map.entry("ArrayEquals", HIGH), // a.equals(b) of arrays asks whether they are one
            Map.entry("ArrayHashCode", HIGH),
            Map.entry("ArrayToString", HIGH), // "[I@1b6d3586"
            Map.entry("BigDecimalLiteralDouble", MEDIUM), // new BigDecimal(0.1) is not 0.1
            Map.entry("BoxedPrimitiveEquality", MEDIUM), // holds up to 127 only
            Map.entry("DeadException", HIGH), // made and not thrown
            Map.entry("EqualsNaN", HIGH), // x == Double.NaN never holds
            Map.entry("IndexOfChar", HIGH), // arguments the wrong way round
            Map.entry("IntLongMath", MEDIUM), // overflows before it is widened
            Map.entry("MisusedDayOfYear", HIGH), // DD for dd
            Map.entry("MisusedWeekYear", HIGH), // YYYY for yyyy
            Map.entry("OptionalEquality", HIGH),
            Map.entry("RandomModInteger", HIGH), // negative for half of all numbers
            Map.entry("SizeGreaterThanOrEqualsZero", HIGH), // always holds
            Map.entry("StringBuilderInitWithChar", HIGH))); // the character becomes a capacity

    private SafeChecks() {}

    /** Whether a check is one of them. */
    static boolean has(String check) {
        return SEVERITIES.containsKey(check);
    }

    static String severity(String check) {
        return SEVERITIES.getOrDefault(check, MEDIUM);
    }

    /** As options of the plug-in. */
    static String options() {
        return SEVERITIES.keySet().stream()
                .map(check -> " -Xep:" + check + ":WARN")
                .collect(Collectors.joining());
    }

    /** All their names. */
    static String names() {
        return String.join(",", SEVERITIES.keySet());
    }
}
