package dev.fettle.repair.template.source;

/**
 * How much two texts have in common at their ends.
 *
 * @param head characters at the beginning
 * @param tail characters at the end, none of which is counted in the head
 */
public record SharedEnds(int head, int tail) {
    /** Of two texts; of equal ones the head is all. */
    public static SharedEnds of(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int head = 0;
        while (head < most && one.charAt(head) == other.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        return new SharedEnds(head, tail);
    }
}
