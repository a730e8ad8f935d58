package dev.fettle.web.api;

import static io.javalin.http.HandlerType.GET;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Attempt;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketRows;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Sight;
import dev.fettle.improve.ApiKey.Scope;
import dev.fettle.insight.Calibration;
import dev.fettle.insight.KeyMetrics;
import dev.fettle.insight.StatusCounts;
import dev.fettle.web.api.Operation.Kind;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations that change nothing. */
final class Looking {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_ROWS = 500;
    private static final int ROWS = 100;

    /** What of the tickets a list has. */
    private enum View {
        FULL,
        SUMMARY
    }

    private final Supplier<ApiParts> parts;

    /** @param parts asked when something is done, not before: operations can be described without them */
    Looking(Supplier<ApiParts> parts) {
        this.parts = parts;
    }

    private TicketRows tickets(Caller caller) {
        return parts.get().backlog().seenBy(caller.sight());
    }

    private Tally tally(Caller caller) {
        return parts.get().tally().seenBy(caller.sight());
    }

    List<Operation> operations() {
        return List.of(
                looks(
                        "get_status",
                        "/api/v1/status",
                        "How the backlog stands",
                        "How many tickets there are, are ready for review and are in progress; what became of the pull requests by risk and by rule; what an operator must know.",
                        Schema.object("").with("additionalProperties", false),
                        StatusSchemas.status(),
                        List.of(),
                        this::status),
                looks(
                        "get_dashboard",
                        "/api/v1/dashboard",
                        "The dashboard in numbers",
                        "health_score, improvement_velocity, risk_exposure and quality_trend, and what the views of the dashboard show beside them, over all repositories. What cannot be measured yet is null, which means unknown.",
                        Schema.object("").with("additionalProperties", false),
                        DashboardSchemas.dashboard(),
                        List.of(),
                        (caller, arguments) -> {
                            caller.mustSeeAll();
                            return Answer.ok(parts.get().dashboard().apply(caller.sight()));
                        }),
                looks(
                        "list_tickets",
                        "/api/v1/tickets",
                        "List tickets",
                        "Tickets, the newest first, those that fit all filters. Page on with offset.",
                        filter(),
                        Schema.object("")
                                .must("total", Schema.integer("How many fit."))
                                .must("offset", Schema.integer("How many were passed over."))
                                .must("limit", Schema.integer("How many a page has at most."))
                                .must("tickets", Schema.list("A page of them.", listed()))
                                .named("TicketPage"),
                        List.of(),
                        this::list),
                looks(
                        "get_ticket",
                        "/api/v1/tickets/{id}",
                        "Show a ticket",
                        "One ticket with its evidence, its attempts and its history.",
                        Schema.object("").must("id", TicketSchemas.id()).with("additionalProperties", false),
                        TicketSchemas.story(),
                        List.of(HttpStatus.NOT_FOUND),
                        (caller, arguments) ->
                                Answer.ok(TicketJson.story(find(caller, arguments.text("id")), tickets(caller)))),
                looks(
                        "get_gate_report",
                        "/api/v1/tickets/{id}/gates",
                        "Read a gate report",
                        "What the quality gates said of a ticket's newest attempt, or of the one that is asked for: verdicts, findings, the risk and its reasons.",
                        Schema.object("")
                                .must("id", TicketSchemas.id())
                                .may("attempt", Schema.integer("Its number; without it, the newest.", 1, 1000))
                                .with("additionalProperties", false),
                        GateJson.schema(),
                        List.of(HttpStatus.NOT_FOUND),
                        this::gates));
    }

    /** The ticket, where it is open to the caller. */
    Ticket find(Caller caller, String id) {
        return tickets(caller)
                .find(id)
                .filter(ticket -> caller.sees(ticket.repository()))
                .orElseThrow(ApiProblem::noTicket);
    }

    /** The keys under which tickets of a repository are kept, none where there are none. */
    Optional<RepositoryRef> known(Caller caller, String slug) {
        List<RepositoryRef> named = tickets(caller).repositories().stream()
                .filter(one -> one.slug().equalsIgnoreCase(slug))
                .toList();
        // The one with an id comes last: what was added by name alone becomes its own at the next cycle.
        return named.isEmpty() ? Optional.empty() : Optional.of(named.get(named.size() - 1));
    }

    /** The repository that a caller's key is for, as tickets are kept under it: by the forge's number where the key knows it, whoever bears its name now. */
    private Optional<RepositoryRef> own(Caller caller) {
        return tickets(caller).repositories().stream().filter(caller::sees).reduce((before, last) -> last);
    }

    private static Schema filter() {
        return Schema.object("")
                .may("status", Schema.choice("Only of this status.", Status.class))
                .may("priority", Schema.choice("Only of this priority.", Priority.class))
                .may("category", Schema.choice("Only of this category.", Category.class))
                .may("repository", TicketSchemas.repository("Only of this repository, owner/name."))
                .may("max_risk", Schema.integer("Only up to this risk level.", 1, 10))
                .may("limit", Schema.integer("How many at most. Without it, " + ROWS + ".", 1, MOST_ROWS))
                .may("offset", Schema.integer("How many to pass over.", 0, 10_000_000))
                .may(
                        "view",
                        Schema.choice(
                                "full (without it) or summary: with description and evidence, or without.", View.class))
                .with("additionalProperties", false);
    }

    /** A row has the whole ticket, or less. */
    private static Schema listed() {
        Schema whole = TicketSchemas.whole();
        return whole.withProperties(whole.properties(), TicketSchemas.summary().required())
                .named("ListedTicket");
    }

    private Answer status(Caller caller, Arguments arguments) {
        Optional<RepositoryRef> only = caller.only().map(one -> own(caller).orElse(one));
        Tally tally = tally(caller);
        ObjectNode json = StatusCounts.of(tally, only.map(Looking::of).orElse(TicketFilter.ALL))
                .json();
        if (only.isEmpty()) {
            json.set(
                    "key_metrics",
                    KeyMetrics.of(tally, parts.get().clock().instant()).json());
            Calibration calibration = Calibration.of(tally);
            json.set("risk_calibration", JSON.valueToTree(calibration.riskRows()));
            json.set("rule_records", JSON.valueToTree(calibration.ruleRows()));
            json.set("warnings", JSON.valueToTree(warnings(caller)));
            json.put(
                    "last_delivery",
                    parts.get()
                            .deliveries()
                            .seenBy(caller.sight())
                            .lastVerified()
                            .map(Instant::toString)
                            .orElse(null));
        }
        return Answer.ok(json);
    }

    /** They are about the whole installation. */
    private List<String> warnings(Caller caller) {
        return caller.sight().sees(Sight.OF_NONE) ? parts.get().warnings().get() : List.of();
    }

    private static TicketFilter of(RepositoryRef repository) {
        return TicketFilter.where(Condition.equal(Facet.REPOSITORY, repository.key()));
    }

    private Answer list(Caller caller, Arguments arguments) {
        int limit = arguments.number("limit", ROWS);
        int offset = arguments.number("offset", 0);
        @Nullable String key = key(caller, arguments.given("repository"));
        TicketFilter filter = new TicketFilter(
                arguments.constant(Status.class, "status"),
                arguments.constant(Priority.class, "priority"),
                arguments.constant(Category.class, "category"),
                key,
                arguments.numberOrNull("max_risk"),
                limit,
                offset);
        View view = arguments.constant(View.class, "view", View.FULL);
        int total = tickets(caller).count(filter);
        ObjectNode json = JSON.createObjectNode()
                .put("total", total)
                .put("offset", offset)
                .put("limit", limit);
        ArrayNode tickets = json.putArray("tickets");
        tickets(caller)
                .list(filter)
                .forEach(ticket ->
                        tickets.add(view == View.FULL ? TicketJson.whole(ticket) : TicketJson.summary(ticket)));
        return new Answer(HttpStatus.OK, json, Paging.links(arguments, total, limit, offset));
    }

    /** Of the repository whose tickets are wanted; null for all. */
    private @Nullable String key(Caller caller, Optional<String> asked) {
        if (caller.only().isEmpty()) {
            return asked.map(slug -> known(caller, slug).map(RepositoryRef::key).orElse("none"))
                    .orElse(null);
        }
        Optional<RepositoryRef> own = own(caller);
        String slug = own.or(caller::only).map(RepositoryRef::slug).orElse("");
        if (!asked.orElse(slug).equalsIgnoreCase(slug)) {
            throw new ApiProblem(HttpStatus.FORBIDDEN, "This key is for " + slug + " alone.");
        }
        return own.map(RepositoryRef::key).orElse("none");
    }

    private Answer gates(Caller caller, Arguments arguments) {
        Ticket ticket = find(caller, arguments.text("id"));
        List<Attempt> attempts = tickets(caller).attempts(ticket.id());
        int wanted = arguments.number(
                "attempt",
                attempts.isEmpty() ? 0 : attempts.get(attempts.size() - 1).number());
        Optional<Attempt> attempt =
                attempts.stream().filter(one -> one.number() == wanted).findFirst();
        if (attempt.isEmpty() && arguments.given("attempt").isPresent()) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND,
                    "There is no attempt " + wanted + " of this ticket; it has had " + attempts.size() + ".");
        }
        return Answer.ok(GateJson.of(ticket, attempt));
    }

    private static Operation looks(
            String name,
            String path,
            String title,
            String description,
            Schema input,
            Schema answer,
            List<HttpStatus> problems,
            Operation.Action action) {
        return new Operation(
                name,
                GET,
                path,
                Scope.READ,
                Kind.LOOKS,
                title,
                description,
                input,
                answer,
                HttpStatus.OK,
                problems,
                action);
    }
}
