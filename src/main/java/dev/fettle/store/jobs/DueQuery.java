package dev.fettle.store.jobs;

import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import dev.fettle.work.WorkItem.Kind;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks for due work of some kinds only, and passes over lanes that somebody is in. */
final class DueQuery extends SqliteJdbcCustomization {
    private final String condition;

    DueQuery(Set<Kind> kinds) {
        this.condition = kinds.stream()
                        .map(kind -> "'" + kind.name() + "'")
                        .collect(Collectors.joining(",", " and task_name in (", ")"))
                + " and (lane = '' or lane not in (select lane from work_lanes)) ";
    }

    @Override
    public String createSelectDueQuery(String tableName, int limit, String andCondition, boolean orderByPriority) {
        return super.createSelectDueQuery(tableName, limit, condition + andCondition, orderByPriority);
    }
}
