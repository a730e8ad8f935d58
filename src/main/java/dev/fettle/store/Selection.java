package dev.fettle.store;

import dev.fettle.backlog.Ticket;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Which ticket is next: the first of an index that holds what may be taken, by its score, and so as quick in a backlog of a million as in one of ten. */
final class Selection {
    /** What a cycle may take, word for word as the indexes of V6 have it: otherwise they are of no use. */
    private static final String TAKEABLE =
            "status = 'open' and (waiting = '' or (waiting = 'NEEDS_APPROVAL' and approved = 1))";

    /** {@link Ticket#score()} in SQL, as in those indexes; a test compares the two on random backlogs. */
    private static final String SCORE =
            "(10 - case priority when 'low' then 2 when 'medium' then 5 when 'high' then 8 else 10 end)"
                    + " + risk_level / 2.0 + estimated_effort / 2.0";

    private static final String REST =
            " and (risk_level <= :maxRisk or approved = 1) order by " + SCORE + ", created_at, id limit :most";

    private Selection() {}

    /** In one repository, of which is known that nothing in it is worked on. */
    static String inRepository(UnaryOperator<String> indexed) {
        return "select " + BacklogTable.COLUMNS + " from improvement_tickets"
                + indexed.apply("improvement_tickets_to_take") + " where " + TAKEABLE
                + " and repository_key = :repository" + REST;
    }

    /** In all repositories in which nothing is worked on. */
    static String anywhere(UnaryOperator<String> indexed) {
        return "select " + BacklogTable.COLUMNS + " from improvement_tickets t"
                + indexed.apply("improvement_tickets_to_take_anywhere") + " where " + TAKEABLE
                + " and not exists (select 1 from improvement_tickets busy where busy.repository_key = t.repository_key"
                + " and busy.status in ('in_progress', 'testing'))" + REST;
    }

    /** The next one of a repository, or of all when its key is "". */
    static Optional<Ticket> next(Handle handle, UnaryOperator<String> indexed, String repositoryKey, int maxRisk) {
        if (repositoryKey.isEmpty()) {
            return first(handle.createQuery(anywhere(indexed)), maxRisk);
        }
        return busy(handle, repositoryKey)
                ? Optional.empty()
                : first(handle.createQuery(inRepository(indexed)).bind("repository", repositoryKey), maxRisk);
    }

    /** Those of a repository in the order in which they would be taken, also while another one is worked on. */
    static List<Ticket> queue(
            Handle handle, UnaryOperator<String> indexed, String repositoryKey, int maxRisk, int most) {
        return handle.createQuery(inRepository(indexed))
                .bind("repository", repositoryKey)
                .bind("maxRisk", maxRisk)
                .bind("most", most)
                .map(TicketRow.MAPPER)
                .list();
    }

    private static Optional<Ticket> first(Query query, int maxRisk) {
        return query.bind("maxRisk", maxRisk)
                .bind("most", 1)
                .map(TicketRow.MAPPER)
                .findOne();
    }

    private static boolean busy(Handle handle, String repositoryKey) {
        return handle.createQuery("select 1 from improvement_tickets where repository_key = :repository"
                        + " and status in ('in_progress', 'testing') limit 1")
                .bind("repository", repositoryKey)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }
}
