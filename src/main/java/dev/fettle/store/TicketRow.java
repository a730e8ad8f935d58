package dev.fettle.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.EvidenceJson;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.RepositoryRef;
import dev.fettle.store.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A ticket as its row. */
final class TicketRow {
    static final RowMapper<Ticket> MAPPER = (rs, ctx) -> read(rs);

    static final RowMapper<Attempt> ATTEMPT = (rs, ctx) -> new Attempt(
            rs.getLong("id"),
            rs.getString("ticket_id"),
            rs.getInt("attempt_number"),
            rs.getString("branch_name"),
            rs.getString("changes_summary"),
            rs.getString("test_results"),
            rs.getBoolean("success"),
            rs.getString("error_message"),
            Times.instant(rs.getString("timestamp")));

    /** With this name in its metadata a ticket is approved, whatever its risk. */
    static final String APPROVED_BY = "approved_by";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TicketRow() {}

    static <S extends SqlStatement<S>> S bind(S statement, Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        return statement
                .bind("id", ticket.id())
                .bind("title", ticket.title())
                .bind("description", ticket.description())
                .bind("category", lower(ticket.category()))
                .bind("priority", lower(ticket.priority()))
                .bind("status", lower(ticket.status()))
                .bind("evidence", EvidenceJson.write(ticket.evidence()))
                .bind("proposed_solution", ticket.proposedSolution())
                .bind("test_plan", ticket.testPlan())
                .bind("files_to_modify", json(ticket.filesToModify()))
                .bind("risk_level", ticket.riskLevel())
                .bind("estimated_effort", ticket.estimatedEffort())
                .bind("metadata", json(new TreeMap<>(ticket.metadata())))
                .bind("repository_key", ticket.repository().key())
                .bind("repository_id", ticket.repository().id())
                .bind("repository_owner", ticket.repository().owner())
                .bind("repository_name", ticket.repository().name())
                .bind("fingerprint", ticket.fingerprint())
                .bind("waiting", waiting == null ? "" : waiting.name())
                .bind("approved", ticket.metadata().containsKey(APPROVED_BY) ? 1 : 0)
                .bind("count", ticket.count())
                .bind("created_at", Times.text(ticket.createdAt()))
                .bind("updated_at", Times.text(ticket.updatedAt()));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String stored) {
        return Enum.valueOf(type, stored.toUpperCase(Locale.ROOT));
    }

    static @Nullable WaitingReason waiting(String stored) {
        return stored.isEmpty() ? null : WaitingReason.valueOf(stored);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON", e);
        }
    }

    static <T> T json(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored value is not the JSON that it should be", e);
        }
    }

    private static Ticket read(ResultSet rs) throws SQLException {
        return new Ticket(
                rs.getString("id"),
                new RepositoryRef(
                        rs.getLong("repository_id"), rs.getString("repository_owner"), rs.getString("repository_name")),
                rs.getString("fingerprint"),
                rs.getString("title"),
                rs.getString("description"),
                constant(Category.class, rs.getString("category")),
                constant(Priority.class, rs.getString("priority")),
                constant(Status.class, rs.getString("status")),
                EvidenceJson.read(rs.getString("evidence")),
                rs.getString("proposed_solution"),
                rs.getString("test_plan"),
                json(rs.getString("files_to_modify"), new TypeReference<List<String>>() {}),
                rs.getInt("risk_level"),
                rs.getInt("estimated_effort"),
                waiting(rs.getString("waiting")),
                json(rs.getString("metadata"), new TypeReference<Map<String, String>>() {}),
                rs.getInt("count"),
                Times.instant(rs.getString("created_at")),
                Times.instant(rs.getString("updated_at")));
    }
}
