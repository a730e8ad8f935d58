package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import dev.fettle.store.sql.Database;
import dev.fettle.work.WorkItem.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks for due work of some kinds only, passes over lanes that somebody is in, and takes the most urgent first; among equals, each account has its turn. Times are in UTC without
 * a zone, in SQLite as in PostgreSQL, which both limit with the same words.
 */
final class DueQuery extends PostgreSqlJdbcCustomization {
    private static final String ORDER = " order by priority desc, turn, execution_time";

    private final String index;
    private final String condition;

    /** For kinds of which much may wait: goes through all that waits in its order, and needs no more than the first. */
    DueQuery(Set<Kind> kinds) {
        this(kinds, "");
    }

    /** For kinds of which little waits, beside a flood of others: looks at what is of these kinds alone. */
    static DueQuery ofFew(Set<Kind> kinds, Database database) {
        return new DueQuery(kinds, database.indexed("work_items_by_turn"));
    }

    private DueQuery(Set<Kind> kinds, String index) {
        super(false, true);
        this.index = index;
        this.condition = kinds.stream()
                        .map(kind -> "'" + kind.name() + "'")
                        .collect(Collectors.joining(",", " and task_name in (", ")"))
                + " and (lane = '' or lane not in (select lane from work_lanes)) ";
    }

    /** What is due, for somebody who then takes one after the other. */
    @Override
    public String createSelectDueQuery(String tableName, int limit, String andCondition, boolean orderByPriority) {
        return "select * from " + tableName + index + " where picked = ? and execution_time <= ? " + condition
                + andCondition + ORDER + getQueryLimitPart(limit);
    }

    /** Takes what is due in one statement, so that processes that ask at the same time get different items and do not wait for each other. */
    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext ctx, Instant now, int limit, boolean orderByPriority) {
        return ctx.jdbcRunner.query(
                "with due as materialized (select task_name, task_instance from " + ctx.tableName
                        + " where picked = ? and execution_time <= ? " + condition + ORDER
                        + getQueryLimitPart(limit) + " for update skip locked),"
                        + " taken as (update " + ctx.tableName + " item"
                        + " set picked = ?, picked_by = ?, last_heartbeat = ?, version = version + 1 from due"
                        + " where item.task_name = due.task_name and item.task_instance = due.task_instance"
                        + " returning item.*) select * from taken" + ORDER,
                statement -> {
                    statement.setBoolean(1, false);
                    setInstant(statement, 2, now);
                    statement.setBoolean(3, true);
                    statement.setString(4, ctx.schedulerName.getName());
                    setInstant(statement, 5, now);
                },
                ctx.resultSetMapper.get());
    }
}
