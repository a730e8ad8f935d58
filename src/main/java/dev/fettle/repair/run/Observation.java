package dev.fettle.repair.run;

import dev.fettle.probe.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One input of a method and what came of it. The texts are foreign, at most {@value #MOST_CHARS} characters each; equal texts are equal
 * values as far as can be seen.
 *
 * @param method class, name and descriptor
 * @param entry of the method in its test, counted from 0
 * @param change which change to the arguments; 0 for none
 * @param call the method's name and the arguments, such as {@code percent(11)}
 * @param outcomes by variant, 0 for the original; one whose outcome differs from run to run is missing
 */
public record Observation(String method, int entry, int change, String call, Map<Integer, Outcome> outcomes) {
    static final int MOST_CHARS = 2_000;
    private static final int MOST = 50_000;

    public Observation {
        outcomes = Map.copyOf(outcomes);
    }

    /** How a call ended. */
    public enum End {
        RETURNED,
        THREW,
        /** It used up its budget of loop iterations and method entries. */
        ENDLESS
    }

    /**
     * What a caller can see of a call.
     *
     * @param result the value as text, "" for none; the exception's class name
     * @param effects what mutable arguments and the object itself hold afterwards, "" when nothing changed
     */
    public record Outcome(End end, String result, String effects) {
        /** Whether it is one of the exceptions that say "nobody thought of this", or no end at all. */
        public boolean crashes() {
            return end == End.ENDLESS
                    || end == End.THREW
                            && switch (result) {
                                case "java.lang.NullPointerException",
                                        "java.lang.IndexOutOfBoundsException",
                                        "java.lang.ArrayIndexOutOfBoundsException",
                                        "java.lang.StringIndexOutOfBoundsException",
                                        "java.lang.NegativeArraySizeException",
                                        "java.lang.ClassCastException",
                                        "java.lang.ArrayStoreException",
                                        "java.lang.ArithmeticException",
                                        "java.util.ConcurrentModificationException",
                                        "java.lang.OutOfMemoryError",
                                        "java.lang.StackOverflowError" -> true;
                                default -> false;
                            };
        }
    }

    static List<Observation> readAll(DataInputStream in) throws IOException {
        List<Observation> all = new ArrayList<>();
        int count = bounded(in.readInt());
        for (int i = 0; i < count; i++) {
            String method = text(in);
            int entry = in.readInt();
            int change = in.readInt();
            String call = text(in);
            Map<Integer, Outcome> outcomes = new HashMap<>();
            int seen = bounded(in.readInt());
            for (int j = 0; j < seen; j++) {
                outcomes.put(in.readInt(), new Outcome(end(in.readByte()), text(in), text(in)));
            }
            all.add(new Observation(method, entry, change, call, outcomes));
        }
        return all;
    }

    private static End end(int kind) throws IOException {
        return switch (kind) {
            case Wire.RETURNED -> End.RETURNED;
            case Wire.THREW -> End.THREW;
            case Wire.ENDLESS -> End.ENDLESS;
            default -> throw new IOException("not an end: " + kind);
        };
    }

    private static String text(DataInputStream in) throws IOException {
        String text = Wire.readText(in);
        return text.length() <= MOST_CHARS ? text : text.substring(0, MOST_CHARS);
    }

    private static int bounded(int count) throws IOException {
        if (count < 0 || count > MOST) {
            throw new IOException("not a count: " + count);
        }
        return count;
    }
}
