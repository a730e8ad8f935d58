package dev.fettle.store;

import dev.fettle.base.Sight;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What confines a statement to the repositories that somebody may see. Their keys stand at its head, once and bound, however often the statement asks for them; who sees everything has plain statements.
 *
 * @param table of the keys, "" for everything
 * @param values of the table
 * @param counts whether rows are counted, and not looked for
 */
record SightSql(String table, Map<String, Object> values, boolean counts) {
    private static final String KEYS = "(select key from seen_repositories)";

    static SightSql of(Sight sight) {
        if (sight.all()) {
            return new SightSql("", Map.of(), false);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        sight.keys().stream().sorted().forEach(key -> values.put("seen" + values.size(), key));
        String rows = values.isEmpty()
                ? "select '' where 1 = 0"
                : values.keySet().stream()
                        .map(name -> "(:" + name + ")")
                        .collect(Collectors.joining(", ", "values ", ""));
        return new SightSql("seen_repositories(key) as (" + rows + ")", values, false);
    }

    /** The same for counts. They go through an index in which all stands that they count by, and at whose end the repository stands; to look the rows of each repository up takes several times as long, and is what SQLite does if it can. */
    SightSql counting() {
        return new SightSql(table, values, true);
    }

    /** What stands before the statement. */
    String head() {
        return table.isEmpty() ? "" : "with " + table + " ";
    }

    /** What stands after a first table of the same kind. */
    String furtherHead() {
        return table.isEmpty() ? "" : ", " + table;
    }

    /** A further condition, where there is one already: that the column holds the key of one of them. */
    String and(String column) {
        return table.isEmpty() ? "" : " and " + (counts ? "(" + column + " || '')" : column) + " in " + KEYS;
    }

    /** A further condition: that the column holds the id of a ticket of one of them. */
    String andTicket(String column) {
        return table.isEmpty() ? "" : " and " + column + " in " + tickets();
    }

    private static String tickets() {
        return "(select id from improvement_tickets where repository_key in " + KEYS + ")";
    }
}
