package dev.fettle.propose;

import java.util.List;

/**
 * How much can go wrong.
 *
 * @param level 1 to 10
 * @param reasons heaviest first
 * @param notChecked what was not looked at
 */
public record Risk(int level, List<Reason> reasons, List<String> notChecked) {
    public Risk {
        reasons = List.copyOf(reasons);
        notChecked = List.copyOf(notChecked);
        if (level < 1 || level > 10) {
            throw new IllegalArgumentException("risk is from 1 to 10");
        }
    }

    /** What the reasons behind the first few weigh together, in points of the level; 0 where there are no more. */
    public double beyond(int first) {
        return reasons.stream().skip(first).mapToDouble(Reason::weight).sum();
    }

    /**
     * One reason.
     *
     * @param weight what it adds or takes, in points of the level
     */
    public record Reason(String text, double weight) {}
}
