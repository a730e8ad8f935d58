package dev.fettle.backlog;

import org.jspecify.annotations.Nullable;

/**
 * Which tickets to list; null means any.
 *
 * @param repositoryKey {@link dev.fettle.base.RepositoryRef#key()}
 * @param limit at most so many, 1 to 1,000
 * @param offset rows to pass over
 */
public record TicketFilter(
        @Nullable Status status,
        @Nullable Priority priority,
        @Nullable Category category,
        @Nullable String repositoryKey,
        @Nullable Integer maxRisk,
        int limit,
        int offset) {
    /** All tickets, the first thousand. */
    public static final TicketFilter ALL = new TicketFilter(null, null, null, null, null, 1000, 0);
}
