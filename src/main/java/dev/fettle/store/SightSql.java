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
 */
record SightSql(String table, Map<String, Object> values) {
    private static final String KEYS = "(select key from seen_repositories)";

    static SightSql of(Sight sight) {
        if (sight.all()) {
            return new SightSql("", Map.of());
        }
        Map<String, Object> values = new LinkedHashMap<>();
        sight.keys().stream().sorted().forEach(key -> values.put("seen" + values.size(), key));
        String rows = values.isEmpty()
                ? "select '' where 1 = 0"
                : values.keySet().stream()
                        .map(name -> "(:" + name + ")")
                        .collect(Collectors.joining(", ", "values ", ""));
        return new SightSql("seen_repositories(key) as (" + rows + ")", values);
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
        return table.isEmpty() ? "" : " and " + column + " in " + KEYS;
    }

    /** A further condition: that the column holds the id of a ticket of one of them. */
    String andTicket(String column) {
        return table.isEmpty() ? "" : " and " + column + " in " + tickets();
    }

    /** A further condition: that the column holds the id of an attempt on such a ticket. */
    String andAttempt(String column) {
        return table.isEmpty()
                ? ""
                : " and " + column + " in (select attempt_id from attempt_facts where ticket_id in " + tickets() + ")";
    }

    private static String tickets() {
        return "(select id from improvement_tickets where repository_key in " + KEYS + ")";
    }
}
