package dev.fettle.improve;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    default boolean intact() {
        return verify("").broken().isEmpty();
    }

    /**
     * Goes through all of it.
     *
     * @param known a hash that was told earlier, whose row must still be there; "" for none
     */
    Chain verify(String known);

    /**
     * What a look at all rows found.
     *
     * @param last the hash of the last row, "" where there is none: who keeps it elsewhere can tell later whether rows were taken from the end
     * @param broken where it is not as it was written, in words; empty where it is
     */
    record Chain(long rows, String last, Optional<String> broken) {}

    /** One row. */
    record Row(Instant at, String actor, String action, String subject, String detail) {}
}
