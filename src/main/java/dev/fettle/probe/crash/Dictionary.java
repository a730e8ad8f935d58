package dev.fettle.probe.crash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/** Simple values worth a try: usual ones, the constants of code, and what the exception's message quotes. */
final class Dictionary {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'|`([^`]*)`|\\[([^\\]]{1,60})\\]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(?:\\.\\d{1,9})?");
    private static final int MOST_TEXTS = 3_000;
    private static final int LONGEST = 2_000;

    private static final String[] USUAL_TEXTS = {
        "",
        " ",
        "a",
        "0",
        "1",
        "-1",
        "a b",
        "1.5",
        "A",
        "x",
        "abc",
        "null",
        "true",
        "\n",
        ",",
        ".",
        "/",
        "a=b",
        "<a>",
        "\u00e9",
        "%",
        "[]",
        "{}",
        "()",
        "\"",
        "'",
        "\\",
        "--",
        "-",
        "http://example.com/",
        "UTF-8",
        "2020-02-29"
    };
    private static final String USUAL_CHARACTERS = "a0 A\n.,-\"'\\/<>=&%#@!?:;()[]{}\u00e9\0";
    private static final long[] USUAL_NUMBERS = {
        0, 1, -1, 2, 3, 10, 16, 100, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
    };
    private static final double[] USUAL_FRACTIONS = {
        0, 1, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e-300, Double.MAX_VALUE
    };

    private final Set<String> message = new LinkedHashSet<>();
    private final Set<String> near = new LinkedHashSet<>();
    private final Set<String> far = new LinkedHashSet<>();
    private final Set<Long> numbers = new LinkedHashSet<>();
    private final Set<Double> fractions = new LinkedHashSet<>();
    private final List<List<String>> texts = new ArrayList<>();
    private List<Long> allNumbers = new ArrayList<>();

    /** Takes what a message quotes, and its numbers. */
    void message(String said) {
        Matcher quoted = QUOTED.matcher(said);
        while (quoted.find()) {
            for (int group = 1; group <= quoted.groupCount(); group++) {
                if (quoted.group(group) != null) {
                    message.add(quoted.group(group));
                }
            }
        }
        int colon = said.lastIndexOf(": ");
        if (colon >= 0) {
            message.add(said.substring(colon + 2).trim());
        }
        Matcher digits = NUMBER.matcher(said);
        while (digits.find()) {
            number(digits.group());
        }
    }

    private void number(String digits) {
        try {
            if (digits.indexOf('.') >= 0) {
                fractions.add(Double.valueOf(digits));
            } else {
                long value = Long.parseLong(digits);
                numbers.add(value);
                numbers.add(value + 1);
                numbers.add(value - 1);
            }
        } catch (NumberFormatException tooLong) {
            return; // not a number that anything holds
        }
    }

    /** Takes the constants of a class. @param isNear whether it is one of those on the trace */
    void code(ClassNode node, boolean isNear) {
        for (FieldNode field : node.fields) {
            constant(field.value, isNear);
        }
        for (MethodNode method : node.methods) {
            for (AbstractInsnNode each : method.instructions) {
                if (each instanceof LdcInsnNode) {
                    constant(((LdcInsnNode) each).cst, isNear);
                } else if (each instanceof IntInsnNode) {
                    constant(((IntInsnNode) each).operand, isNear);
                } else if (each instanceof LookupSwitchInsnNode && isNear) {
                    ((LookupSwitchInsnNode) each).keys.forEach(key -> constant(key, true));
                } else if (each instanceof TableSwitchInsnNode && isNear) {
                    constant(((TableSwitchInsnNode) each).min, true);
                    constant(((TableSwitchInsnNode) each).max, true);
                }
            }
        }
    }

    private void constant(@org.jspecify.annotations.Nullable Object value, boolean isNear) {
        if (value instanceof String && ((String) value).length() <= LONGEST) {
            Set<String> into = isNear ? near : far;
            if (into.size() < MOST_TEXTS) {
                into.add((String) value);
            }
        } else if (value instanceof Integer || value instanceof Long) {
            numbers.add(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            fractions.add(((Number) value).doubleValue());
        }
    }

    /** Ends the taking. */
    void close() {
        texts.add(new ArrayList<>(Arrays.asList(USUAL_TEXTS)));
        for (Set<String> each : Arrays.asList(message, near, far)) {
            if (!each.isEmpty()) {
                texts.add(new ArrayList<>(each));
            }
        }
        allNumbers = new ArrayList<>(numbers);
    }

    /** Texts for a first, systematic look. */
    List<String> first() {
        List<String> some = new ArrayList<>(Arrays.asList("", " ", "a", "0"));
        message.stream().limit(4).forEach(some::add);
        near.stream().filter(text -> text.length() <= 40).limit(8).forEach(some::add);
        return some;
    }

    String text(Random random) {
        List<String> some = texts.get(random.nextInt(texts.size()));
        return some.get(random.nextInt(some.size()));
    }

    long number(Random random) {
        int kind = random.nextInt(10);
        if (kind < 6) {
            return USUAL_NUMBERS[Math.min(random.nextInt(USUAL_NUMBERS.length), random.nextInt(USUAL_NUMBERS.length))];
        }
        if (kind < 9 && !allNumbers.isEmpty()) {
            return allNumbers.get(random.nextInt(allNumbers.size()));
        }
        return random.nextInt(64) - 16;
    }

    double fraction(Random random) {
        if (random.nextInt(4) == 0 && !fractions.isEmpty()) {
            return new ArrayList<>(fractions).get(random.nextInt(fractions.size()));
        }
        return random.nextInt(3) == 0 ? number(random) : USUAL_FRACTIONS[random.nextInt(USUAL_FRACTIONS.length)];
    }

    char character(Random random) {
        if (random.nextInt(2) == 0) {
            String text = text(random);
            if (!text.isEmpty()) {
                return text.charAt(random.nextInt(text.length()));
            }
        }
        if (random.nextInt(3) == 0 && !allNumbers.isEmpty()) {
            long number = allNumbers.get(random.nextInt(allNumbers.size()));
            if (number >= 0 && number <= Character.MAX_VALUE) {
                return (char) number;
            }
        }
        return USUAL_CHARACTERS.charAt(random.nextInt(USUAL_CHARACTERS.length()));
    }
}
