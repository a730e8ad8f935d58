package dev.fettle.store;

import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.store.sql.Times;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Statements about some of the tickets. Only what is asked for is in them, so that the database sees which index fits; values are always bound. */
final class TicketsSql {
    /** Spelt out, so that an index that begins with the status helps. */
    static final String ENDED =
            in(EnumSet.allOf(Status.class).stream().filter(Status::ended).toList());

    private static final Condition NOT_ENDED = Condition.equal(Facet.ENDED, "");

    /** Those whose index has only the tickets that have one. */
    private static final Set<Facet> PARTLY = EnumSet.of(
            Facet.ISSUE, Facet.PULL_REQUEST, Facet.SUGGEST_ON, Facet.IN_HANDS, Facet.RED_RUN, Facet.RED_COMMIT);

    private final StringBuilder conditions = new StringBuilder(" where 1 = 1");
    private final Map<String, Object> values = new LinkedHashMap<>();
    /** Those that are left; spelt out, since indexes that have some statuses only are of use only then. */
    private final Set<Status> statuses = EnumSet.allOf(Status.class);

    private TicketsSql() {}

    /** {@code select}, the filter's conditions as far as somebody may see, and the rest. */
    static Query of(Handle handle, SightSql sight, String select, TicketFilter filter, String rest) {
        TicketsSql sql = new TicketsSql();
        sql.conditions.append(sight.and("repository_key"));
        sql.values.putAll(sight.values());
        if (filter.status() != null) {
            sql.statuses.retainAll(Set.of(filter.status()));
        }
        sql.and("priority = :priority", filter.priority() == null ? null : TicketRow.lower(filter.priority()));
        sql.and("category = :category", filter.category() == null ? null : TicketRow.lower(filter.category()));
        sql.and("repository_key = :repository", filter.repositoryKey());
        sql.and("risk_level <= :maxRisk", filter.maxRisk());
        List<Condition> more = filter.conditions();
        for (int i = 0; i < more.size(); i++) {
            sql.and(more.get(i), "value" + i);
        }
        sql.andStatuses();
        return handle.createQuery(sight.head() + select + sql.conditions + rest).bindMap(sql.values);
    }

    /** What a facet is in the table; its text is ours alone. */
    static String column(Facet facet) {
        return switch (facet) {
            case REPOSITORY -> "repository_key";
            case RISK -> "risk_level";
            case CREATED -> "created_at";
            case ENDED -> "ended_at";
            case CREATED_DAY -> "substr(created_at, 1, 10)";
            case ENDED_DAY -> "substr(ended_at, 1, 10)";
            case TEXT -> "lower(title || ' ' || id)";
            case STATUS,
                    PRIORITY,
                    CATEGORY,
                    WAITING,
                    MILESTONE,
                    REASON,
                    NEEDS_PERSON,
                    FATE,
                    PROPOSED_RISK,
                    RULE,
                    ENGINE,
                    REVIEWER,
                    OBJECTION,
                    ISSUE,
                    PULL_REQUEST,
                    SUGGEST_ON,
                    IN_HANDS,
                    RED_RUN,
                    RED_COMMIT -> facet.name().toLowerCase(Locale.ROOT);
        };
    }

    private void and(String condition, @Nullable Object value) {
        if (value != null) {
            conditions.append(" and ").append(condition);
            values.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }

    private void and(Condition condition, String name) {
        if (condition.facet() == Facet.NEEDS_PERSON) {
            // Spelt out, since an index of these rows alone is of use only then.
            conditions.append(" and needs_person = ").append(condition.value().equals("1") ? 1 : 0);
            return;
        }
        if (condition.facet() == Facet.ENDED && condition.equals(NOT_ENDED)) {
            statuses.removeIf(Status::ended);
            return;
        }
        if (condition.facet() == Facet.STATUS && narrowed(condition)) {
            return;
        }
        String column = column(condition.facet());
        if (condition.facet() == Facet.ENDED && condition.is() == Condition.Is.AT_LEAST) {
            statuses.removeIf(status -> !status.ended());
            conditions.append(" and ended_at > ''");
        }
        if (condition.is() == Condition.Is.NOT && condition.value().isEmpty()) {
            // Nothing is less than the empty text; said so, and spelt out, an index of the others helps.
            statuses.removeIf(status -> condition.facet() == Facet.ENDED && !status.ended());
            conditions.append(" and ").append(column).append(" > ''");
            return;
        }
        if (PARTLY.contains(condition.facet())
                && condition.is() == Condition.Is.EQUAL
                && !condition.value().isEmpty()) {
            // Said so that the database sees that its index, which holds no others, has all that are wanted.
            conditions.append(" and ").append(column).append(" > ''");
        }
        String comparison = switch (condition.is()) {
            case EQUAL -> column + " = :" + name;
            case NOT -> column + " <> :" + name;
            case AT_LEAST -> column + " >= :" + name;
            case BELOW -> column + " < :" + name;
            case HOLDING -> column + " like :" + name + " escape '!'";
        };
        conditions.append(" and ").append(comparison);
        values.put(name, value(condition));
    }

    /** Whether it is said by the statuses that are left. */
    private boolean narrowed(Condition condition) {
        Predicate<Status> named = status -> TicketRow.lower(status).equals(condition.value());
        if (Arrays.stream(Status.values()).noneMatch(named)) {
            return false;
        }
        switch (condition.is()) {
            case EQUAL -> statuses.removeIf(named.negate());
            case NOT -> statuses.removeIf(named);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void andStatuses() {
        if (statuses.size() < Status.values().length) {
            conditions.append(" and ").append(in(statuses));
        }
    }

    private static String in(Collection<Status> statuses) {
        String names = statuses.stream()
                .map(status -> "'" + TicketRow.lower(status) + "'")
                .collect(Collectors.joining(", "));
        return switch (statuses.size()) {
            case 0 -> "1 = 0";
            case 1 -> "status = " + names;
            default -> "status in (" + names + ")";
        };
    }

    private static Object value(Condition condition) {
        if (condition.is() == Condition.Is.HOLDING) {
            String words = condition.value().toLowerCase(Locale.ROOT);
            return "%" + words.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        }
        return switch (condition.facet()) {
            case RISK, MILESTONE, PROPOSED_RISK -> Integer.valueOf(condition.value());
            case CREATED, ENDED -> condition.value().isEmpty() ? "" : Times.text(Times.instant(condition.value()));
            default -> condition.value();
        };
    }
}
