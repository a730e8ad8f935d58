package dev.fettle.repair;

/** A named rule's findings before and after. Constructed only by the analyser that counted them. */
public final class FindingsGone implements Proof {
    private final String rule;
    private final int before;
    private final int after;
    private final String guard;

    FindingsGone(String rule, int before, int after, String guard) {
        this.rule = rule;
        this.before = before;
        this.after = after;
        this.guard = guard;
    }

    public String rule() {
        return rule;
    }

    public int before() {
        return before;
    }

    public int after() {
        return after;
    }

    /** The guarding test, or the recorded reason why none is possible. */
    public String guard() {
        return guard;
    }
}
