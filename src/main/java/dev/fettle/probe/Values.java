package dev.fettle.probe;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notes which values expressions have that the program itself never evaluates: a collector (a copy of a method with such notes before its statements) asks {@link
 * #begin} at a statement, tells the value of every expression of interest there, and says {@link #end}. Two expressions with equal digests had equal values, or failed
 * alike, each time; they could have stood for each other in that run.
 *
 * <p>Numbers, texts and the like count by what they hold, with their static type; every other object by which one it is, since another one that looks alike now may look
 * different later.
 *
 * <p>The run goes on as if nothing had been noted: what an expression throws is caught, what it ticks is not charged, what methods return to it leaves no trace, and a
 * collector that is met again from inside a note stays silent. What this class cannot vouch for (a statement that runs too often, a second thread, too many objects) it
 * does not report.
 */
public final class Values {
    /** So many times a statement is looked at; one that runs more often is not reported. More than an endless loop gets at first. */
    private static final int MOST_TURNS = 60_000;

    /** So many notes in a run. */
    private static final int MOST_NOTES = 4_000_000;

    private static final int MOST_OBJECTS = 20_000;
    /** What one statement's notes may tick together. */
    private static final long TICKS = 50_000;

    /** Well below the least time that a test is given: what is stopped from outside tells nothing at all. */
    private static final long MOST_NANOS = 1_000_000_000L;

    private static final int LONGEST_TEXT = 4096;

    private static final Map<Class<?>, Integer> BOXES = boxes();

    private static long[] digests = new long[0];
    private static int[] counts = new int[0];
    /** The statement of each key, and whether nothing is to be said of it (below 0). */
    private static int[] statements = new int[0];

    private static int[] turns = new int[0];
    private static int highest;
    private static int notes;
    private static int statement;
    private static boolean inside;
    private static boolean full;
    private static long startedAt;
    private static @Nullable Thread owner;
    private static Map<Object, Integer> objects = new IdentityHashMap<>();

    private Values() {}

    private static Map<Class<?>, Integer> boxes() {
        List<Class<?>> types = Arrays.asList(
                Boolean.class,
                Character.class,
                Byte.class,
                Short.class,
                Integer.class,
                Long.class,
                Float.class,
                Double.class);
        Map<Class<?>, Integer> boxes = new IdentityHashMap<>();
        for (Class<?> type : types) {
            boxes.put(type, 20 + boxes.size());
        }
        return boxes;
    }

    static void reset() {
        digests = new long[0];
        counts = new int[0];
        statements = new int[0];
        turns = new int[0];
        objects = new IdentityHashMap<>();
        highest = 0;
        notes = 0;
        inside = false;
        full = false;
        owner = null;
    }

    /** Called by collectors before a statement's notes: whether to note. */
    public static boolean begin(int number) {
        if (inside && Thread.currentThread() == owner) {
            return false; // an expression of a note came by: not a turn of the program
        }
        if (owner == null) {
            owner = Thread.currentThread();
            startedAt = System.nanoTime();
        }
        if (number >= turns.length) {
            turns = Arrays.copyOf(turns, Math.max(number + 1, turns.length * 2));
        }
        int turn = ++turns[number];
        if (turn > MOST_TURNS || full || Thread.currentThread() != owner) {
            turns[number] = MOST_TURNS + 1;
            return false;
        }
        if (notes > MOST_NOTES || objects.size() > MOST_OBJECTS || isLate()) {
            full = true;
            turns[number] = MOST_TURNS + 1;
            return false;
        }
        inside = true;
        statement = number;
        Trace.pause(true);
        Budget.setAside(TICKS);
        return true;
    }

    private static boolean isLate() {
        return System.nanoTime() - startedAt > MOST_NANOS;
    }

    /** Called by collectors after a statement's notes. */
    public static void end() {
        Budget.putBack();
        Trace.pause(false);
        inside = false;
    }

    public static void note(int key, boolean value) {
        mix(key, 1, value ? 1 : 0);
    }

    public static void note(int key, char value) {
        mix(key, 2, value);
    }

    public static void note(int key, byte value) {
        mix(key, 3, value);
    }

    public static void note(int key, short value) {
        mix(key, 4, value);
    }

    public static void note(int key, int value) {
        mix(key, 5, value);
    }

    public static void note(int key, long value) {
        mix(key, 6, value);
    }

    public static void note(int key, float value) {
        mix(key, 7, Float.floatToRawIntBits(value));
    }

    public static void note(int key, double value) {
        mix(key, 8, Double.doubleToRawLongBits(value));
    }

    public static void note(int key, @Nullable Object value) {
        if (value == null) {
            mix(key, 9, 0);
        } else if (value instanceof String) {
            mix(key, 10, hash((String) value));
        } else if (BOXES.containsKey(value.getClass())) {
            long bits = value instanceof Double
                    ? Double.doubleToRawLongBits((Double) value)
                    : value instanceof Long ? (Long) value : value.hashCode();
            mix(key, BOXES.get(value.getClass()), bits);
        } else {
            Integer known = objects.get(value);
            if (known == null) {
                known = objects.size() + 1;
                objects.put(value, known);
            }
            mix(key, 13, known);
        }
    }

    /** An expression failed. */
    public static void threw(int key, Throwable thrown) {
        if (thrown instanceof VirtualMachineError || thrown instanceof BudgetExhausted) {
            mix(key, 15, 0);
            statements[key] = -1;
            return;
        }
        String message;
        try {
            message = thrown.getMessage();
        } catch (RuntimeException unreadable) {
            message = unreadable.getClass().getName();
        }
        mix(key, 14, hash(thrown.getClass().getName() + ' ' + message));
    }

    private static long hash(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text.hashCode() + 31L * text.length();
        }
        return text.substring(0, LONGEST_TEXT).hashCode() * 31L * 31L
                + text.substring(text.length() - LONGEST_TEXT).hashCode() * 31L
                + text.length();
    }

    private static void mix(int key, int type, long value) {
        if (key >= digests.length) {
            int size = Math.max(key + 1, digests.length * 2);
            digests = Arrays.copyOf(digests, size);
            counts = Arrays.copyOf(counts, size);
            statements = Arrays.copyOf(statements, size);
        }
        notes++;
        highest = Math.max(highest, key);
        counts[key]++;
        if (statements[key] == 0) {
            statements[key] = statement + 1;
        }
        long mixed = (digests[key] ^ type) * 0x9E3779B97F4A7C15L + value;
        digests[key] = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    }

    /** Writes the digests of all keys that were noted in every turn of their statement: a count, then key and digest each. */
    static void write(DataOutputStream out) throws IOException {
        int sure = 0;
        for (int key = 0; key <= highest && key < digests.length; key++) {
            sure += isSure(key) ? 1 : 0;
        }
        out.writeInt(sure);
        for (int key = 0; key <= highest && key < digests.length; key++) {
            if (isSure(key)) {
                out.writeInt(key);
                out.writeLong(digests[key]);
            }
        }
    }

    private static boolean isSure(int key) {
        int of = statements[key] - 1;
        return of >= 0 && of < turns.length && turns[of] <= MOST_TURNS && counts[key] == turns[of];
    }
}
