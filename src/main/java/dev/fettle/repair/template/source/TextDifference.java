package dev.fettle.repair.template.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one stretch in which a text differs from what a test expected, with a little of what stands around it in both.
 *
 * @param before what precedes it, at most {@value #CONTEXT} characters
 * @param met what was there; may be empty
 * @param wanted what should be there; may be empty
 * @param after what follows it, at most {@value #CONTEXT} characters
 */
public record TextDifference(String before, String met, String wanted, String after) {
    /** Characters kept on each side. */
    static final int CONTEXT = 12;

    private static final int LONGEST = 200;
    /** Shorter than that, it could stand anywhere. */
    private static final int TELLING = 3;

    /** Of two texts; empty when they are equal or differ in more than a literal could say. */
    public static Optional<TextDifference> of(String wanted, String met) {
        SharedEnds shared = SharedEnds.of(wanted, met);
        int head = shared.head();
        int tail = shared.tail();
        String right = wanted.substring(head, wanted.length() - tail);
        String wrong = met.substring(head, met.length() - tail);
        if (wanted.equals(met) || right.length() > LONGEST || wrong.length() > LONGEST) {
            return Optional.empty();
        }
        return Optional.of(new TextDifference(
                met.substring(Math.max(0, head - CONTEXT), head),
                wrong,
                right,
                met.substring(met.length() - tail, Math.min(met.length(), met.length() - tail + CONTEXT))));
    }

    /** What a literal that holds the stretch would have to say; empty when it does not hold it. */
    public Optional<String> mend(String literal) {
        for (String[] around : surroundings()) {
            String found = around[0] + met + around[1];
            int at = found.length() < TELLING ? -1 : literal.indexOf(found);
            if (at >= 0) {
                return Optional.of(literal.substring(0, at)
                        + around[0]
                        + wanted
                        + around[1]
                        + literal.substring(at + found.length()));
            }
        }
        return Optional.empty();
    }

    /** The most telling first: a literal may end where a value was put in. */
    private List<String[]> surroundings() {
        List<String[]> all = new ArrayList<>();
        for (int length = CONTEXT; length > 0; length--) {
            String left = before.substring(Math.max(0, before.length() - length));
            String right = after.substring(0, Math.min(length, after.length()));
            all.add(new String[] {left, right});
            all.add(new String[] {left, ""});
            all.add(new String[] {"", right});
        }
        all.add(new String[] {"", ""});
        return all;
    }
}
