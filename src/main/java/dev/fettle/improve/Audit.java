package dev.fettle.improve;

import java.time.Instant;
import java.util.List;

/** Who did what that matters: approvals, rejections, waivers, and merges without a person. Rows are added and never changed. */
public interface Audit {
    /** The actor of what Fettle did by itself. */
    String FETTLE = "fettle";

    /**
     * Adds a row.
     *
     * @param actor a login, {@code operator} with the user on the machine, {@code somebody} where the forge does not tell who, or {@code fettle} itself
     * @param action such as {@code approve}
     * @param subject such as a ticket's id
     * @param detail what else is worth knowing, redacted
     */
    void record(String actor, String action, String subject, String detail);

    /** The newest first. */
    List<Row> recent(int most);

    /** Whether every row is as it was written and none is missing between the first and the last. */
    boolean intact();

    /** One row. */
    record Row(Instant at, String actor, String action, String subject, String detail) {}
}
