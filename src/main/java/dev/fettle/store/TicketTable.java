package dev.fettle.store;

import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Backlog.HistoryEntry;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketRows;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.Times;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** Tickets, attempts and history as somebody may see them. */
final class TicketTable implements TicketRows {
    private final Database database;
    private final SightSql sight;

    TicketTable(Database database, Sight sight) {
        this.database = database;
        this.sight = SightSql.of(sight);
    }

    @Override
    public Optional<Ticket> find(String id) {
        return database.read(handle -> handle.createQuery(sight.head() + "select " + BacklogTable.COLUMNS
                        + " from improvement_tickets where id = :id" + sight.and("repository_key"))
                .bindMap(sight.values())
                .bind("id", id)
                .map(TicketRow.MAPPER)
                .findOne());
    }

    /** Of a part, or by words, the rows of the page are found in an index first: to read or sort all of the rows with their evidence would take a second where there are many. */
    @Override
    public List<Ticket> list(TicketFilter filter) {
        String rows = "select " + BacklogTable.COLUMNS + " from improvement_tickets";
        String newestFirst = " order by created_at desc, id desc";
        String page = newestFirst + " limit :limit offset :offset";
        boolean inIndex = !sight.table().isEmpty() || asks(filter, Facet.TEXT);
        return database.read(handle -> TicketsSql.of(
                        handle,
                        through(filter),
                        inIndex ? rows + " where id in (select id from improvement_tickets" : rows,
                        filter,
                        inIndex ? page + ")" + newestFirst : page)
                .bind("limit", filter.limit())
                .bind("offset", filter.offset())
                .map(TicketRow.MAPPER)
                .list());
    }

    @Override
    public int count(TicketFilter filter) {
        return database.read(
                handle -> TicketsSql.of(handle, through(filter), "select count(*) from improvement_tickets", filter, "")
                        .mapTo(Integer.class)
                        .one());
    }

    /** What is found by these goes through their own index, at whose end the repository stands. */
    private SightSql through(TicketFilter filter) {
        return asks(filter, Facet.TEXT) || asks(filter, Facet.NEEDS_PERSON) ? sight.counting() : sight;
    }

    private static boolean asks(TicketFilter filter, Facet facet) {
        return filter.conditions().stream().anyMatch(condition -> condition.facet() == facet);
    }

    @Override
    public List<HistoryEntry> history(String ticketId) {
        return database.read(handle -> of(
                        handle.createQuery(sight.head()
                                + "select * from ticket_history where ticket_id = :id" + sight.andTicket("ticket_id")
                                + " order by id"),
                        ticketId)
                .map((rs, ctx) -> new HistoryEntry(
                        rs.getString("ticket_id"),
                        TicketRow.constant(Status.class, rs.getString("status")),
                        rs.getString("waiting"),
                        rs.getString("cause"),
                        Times.instant(rs.getString("at"))))
                .list());
    }

    @Override
    public List<Attempt> attempts(String ticketId) {
        return database.read(handle -> of(
                        handle.createQuery(sight.head()
                                + "select * from improvement_attempts where ticket_id = :id"
                                + sight.andTicket("ticket_id") + " order by attempt_number, id"),
                        ticketId)
                .map(TicketRow.ATTEMPT)
                .list());
    }

    private Query of(Query query, String ticketId) {
        return query.bindMap(sight.values()).bind("id", ticketId);
    }

    /** Goes from key to key through the index, so that it takes as long as there are repositories, however many tickets they have. */
    @Override
    public List<RepositoryRef> repositories() {
        return database.read(handle -> handle.createQuery("with recursive keys(name) as ("
                        + "select min(repository_key) from improvement_tickets union all"
                        + " select (select min(repository_key) from improvement_tickets where repository_key > keys.name)"
                        + " from keys where keys.name is not null)" + sight.furtherHead()
                        + " select t.repository_id, t.repository_owner, t.repository_name from keys"
                        + " join improvement_tickets t on t.id ="
                        + " (select id from improvement_tickets where repository_key = keys.name limit 1)"
                        + " where 1 = 1" + sight.and("keys.name")
                        + " order by lower(t.repository_owner), lower(t.repository_name), t.repository_id")
                .bindMap(sight.values())
                .map((rs, ctx) -> new RepositoryRef(
                        rs.getLong("repository_id"), rs.getString("repository_owner"), rs.getString("repository_name")))
                .list());
    }
}
