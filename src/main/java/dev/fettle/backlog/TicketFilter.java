package dev.fettle.backlog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets to list; null means any.
 *
 * @param repositoryKey {@link dev.fettle.base.RepositoryRef#key()}
 * @param limit at most so many, 1 to 1,000
 * @param offset rows to pass over
 * @param conditions all of which hold, beside the others
 */
public record TicketFilter(
        @Nullable Status status,
        @Nullable Priority priority,
        @Nullable Category category,
        @Nullable String repositoryKey,
        @Nullable Integer maxRisk,
        int limit,
        int offset,
        List<Condition> conditions) {
    /** All tickets, the first thousand. */
    public static final TicketFilter ALL = new TicketFilter(null, null, null, null, null, 1000, 0);

    public TicketFilter {
        conditions = List.copyOf(conditions);
    }

    /** With no further conditions. */
    public TicketFilter(
            @Nullable Status status,
            @Nullable Priority priority,
            @Nullable Category category,
            @Nullable String repositoryKey,
            @Nullable Integer maxRisk,
            int limit,
            int offset) {
        this(status, priority, category, repositoryKey, maxRisk, limit, offset, List.of());
    }

    /** Of all tickets those of which that holds. */
    public static TicketFilter where(Condition... conditions) {
        return ALL.and(conditions);
    }

    /** The same tickets as far as that holds of them, too. */
    public TicketFilter and(Condition... more) {
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(List.of(more));
        return new TicketFilter(status, priority, category, repositoryKey, maxRisk, limit, offset, all);
    }

    /** Another page of the same tickets. */
    public TicketFilter page(int most, int from) {
        return new TicketFilter(status, priority, category, repositoryKey, maxRisk, most, from, conditions);
    }
}
