package dev.fettle.store.sql;

import java.util.List;

/**
 * How a database stands, found without changing anything in it.
 *
 * @param there whether it was made yet
 * @param trouble why it cannot be used, with what to do; "" when it can
 * @param schema the version of its tables, "" when it is not known
 * @param current whether the tables are those of this version of Fettle; older ones are brought up to date at the next start
 * @param checked whether every page of it was looked at
 * @param readable files that others than the owner can read or write
 */
public record StoreLook(
        boolean there, String trouble, String schema, boolean current, boolean checked, List<String> readable) {
    public StoreLook {
        readable = List.copyOf(readable);
    }

    /** Of one that is not there yet. */
    public static StoreLook none() {
        return new StoreLook(false, "", "", false, false, List.of());
    }
}
