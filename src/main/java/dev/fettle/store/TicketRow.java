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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;
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

    private static final String EVIDENCE = "evidence";
    private static final String FILES = "files_to_modify";
    private static final String METADATA = "metadata";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TicketRow() {}

    /** What each column holds. */
    static Map<String, Object> columns(Ticket ticket) {
        Map<String, Object> columns = plain(ticket);
        columns.put(EVIDENCE, EvidenceJson.write(ticket.evidence()));
        columns.put(FILES, json(ticket.filesToModify()));
        columns.put(METADATA, json(new TreeMap<>(ticket.metadata())));
        return columns;
    }

    /** Those columns that hold something else now. */
    static Map<String, Object> changed(Ticket old, Ticket now) {
        Map<String, Object> columns = plain(now);
        columns.entrySet().removeAll(plain(old).entrySet());
        if (!now.evidence().equals(old.evidence())) {
            columns.put(EVIDENCE, EvidenceJson.write(now.evidence()));
        }
        if (!now.filesToModify().equals(old.filesToModify())) {
            columns.put(FILES, json(now.filesToModify()));
        }
        if (!now.metadata().equals(old.metadata())) {
            columns.put(METADATA, json(new TreeMap<>(now.metadata())));
        }
        return columns;
    }

    /** Those that are not made into JSON. */
    private static Map<String, Object> plain(Ticket ticket) {
        WaitingReason waiting = ticket.waiting();
        Map<String, Object> columns = new LinkedHashMap<>();
        columns.put("id", ticket.id());
        columns.put("title", ticket.title());
        columns.put("description", ticket.description());
        columns.put("category", lower(ticket.category()));
        columns.put("priority", lower(ticket.priority()));
        columns.put("status", lower(ticket.status()));
        columns.put("proposed_solution", ticket.proposedSolution());
        columns.put("test_plan", ticket.testPlan());
        columns.put("risk_level", ticket.riskLevel());
        columns.put("estimated_effort", ticket.estimatedEffort());
        columns.put("repository_key", ticket.repository().key());
        columns.put("repository_id", ticket.repository().id());
        columns.put("repository_owner", ticket.repository().owner());
        columns.put("repository_name", ticket.repository().name());
        columns.put("fingerprint", ticket.fingerprint());
        columns.put("waiting", waiting == null ? "" : waiting.name());
        columns.put("approved", ticket.metadata().containsKey(APPROVED_BY) ? 1 : 0);
        columns.put("count", ticket.count());
        columns.put("created_at", Times.text(ticket.createdAt()));
        columns.put("updated_at", Times.text(ticket.updatedAt()));
        columns.putAll(Facts.columns(ticket));
        return columns;
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
