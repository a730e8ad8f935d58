package dev.fettle.web.api;

import static io.javalin.http.HandlerType.POST;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.backlog.Category;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.backlog.TicketIds;
import dev.fettle.base.RepositoryRef;
import dev.fettle.improve.ApiKey.Scope;
import dev.fettle.improve.TicketVerbs.Verb;
import dev.fettle.web.api.Operation.Kind;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The operations that change something: the same verbs as the commands, with the same effects. */
final class Changing {
    private final Supplier<ApiParts> parts;
    private final Looking looking;

    Changing(Supplier<ApiParts> parts, Looking looking) {
        this.parts = parts;
        this.looking = looking;
    }

    List<Operation> operations() {
        Schema one = Schema.object("").must("id", TicketSchemas.id()).with("additionalProperties", false);
        return List.of(
                new Operation(
                        "create_ticket",
                        POST,
                        "/api/v1/tickets",
                        Scope.WRITE,
                        Kind.GOES_ON,
                        "Create a ticket",
                        "Adds a ticket by hand and queues a cycle for it, which ends in a draft pull request when a tested fix is found. With a risk above the limit it waits for approve_ticket. One of the same title in the repository is not added twice.",
                        TicketSchemas.draft(),
                        TicketSchemas.whole(),
                        HttpStatus.CREATED,
                        List.of(HttpStatus.CONFLICT),
                        this::create),
                verb(
                        "approve_ticket",
                        "approve",
                        Kind.GOES_ON,
                        "Approve a ticket",
                        "Lets a ticket go on that waits for a person (NEEDS_APPROVAL, REPORTED). That is a person's decision: ask before.",
                        one,
                        this::approve),
                verb(
                        "reject_ticket",
                        "reject",
                        Kind.ENDS,
                        "Reject a ticket",
                        "Says no for good: an open pull request of it is closed, and the same finding is never taken up again. That is a person's decision: ask before.",
                        one.must(
                                "reason", TicketSchemas.line("Why; kept with the ticket and shown on the forge.", 500)),
                        this::reject),
                verb(
                        "retry_ticket",
                        "retry",
                        Kind.GOES_ON,
                        "Retry a ticket",
                        "Lets a ticket that failed or waits be tried once more.",
                        one,
                        this::retry),
                new Operation(
                        "start_cycle",
                        POST,
                        "/api/v1/cycles",
                        Scope.WRITE,
                        Kind.GOES_ON,
                        "Start a cycle",
                        "Has the workers take the next ticket of a repository, or of each that has open ones, by the selector. Returns at once; get_ticket and get_gate_report tell how it went.",
                        Schema.object("")
                                .may(
                                        "repository",
                                        TicketSchemas.repository("owner/name; without it, all that have open tickets."))
                                .with("additionalProperties", false),
                        Schema.object("")
                                .must(
                                        "cycles",
                                        Schema.list(
                                                "",
                                                Schema.object("")
                                                        .must("repository", Schema.text("owner/name"))
                                                        .must(
                                                                "queued",
                                                                Schema.bool(
                                                                        "False when a cycle of it waits or runs already."))
                                                        .must("open_tickets", Schema.integer(""))))
                                .named("Cycles"),
                        HttpStatus.ACCEPTED,
                        List.of(HttpStatus.NOT_FOUND),
                        this::cycle));
    }

    private Answer create(Caller caller, Arguments arguments) {
        Ticket ticket = draft(caller, arguments);
        if (!caller.sees(ticket.repository())) {
            throw new ApiProblem(
                    HttpStatus.FORBIDDEN,
                    "This key is not for " + ticket.repository().slug() + ".");
        }
        if (parts.get().backlog().find(ticket.id()).isPresent()) {
            throw new ApiProblem(
                    HttpStatus.CONFLICT, "There is a ticket " + ticket.id() + " already; choose another id, or none.");
        }
        if (!parts.get().verbs().add(ticket, caller.actor())) {
            String there = parts.get()
                    .backlog()
                    .findByFingerprint(ticket.repository().key(), ticket.fingerprint())
                    .map(Ticket::id)
                    .orElse("");
            throw new ApiProblem(
                    HttpStatus.CONFLICT,
                    "A ticket of the same title is there already: " + there + ". Nothing was added.");
        }
        return new Answer(
                HttpStatus.CREATED,
                TicketJson.whole(looking.find(caller, ticket.id())),
                Map.of("Location", "/api/v1/tickets/" + ticket.id()));
    }

    private Ticket draft(Caller caller, Arguments arguments) {
        try {
            Instant now = parts.get().clock().instant();
            String title = arguments.text("title").strip();
            String fingerprint = "manual:" + title;
            RepositoryRef named = RepositoryRef.parse(arguments.text("repository"));
            return new Ticket(
                    arguments.given("id").orElseGet(() -> free(fingerprint)),
                    looking.known(caller, named.slug()).orElse(named),
                    fingerprint,
                    title,
                    arguments.text("description"),
                    arguments.constant(Category.class, "category", Category.BUG_FIX),
                    arguments.constant(Priority.class, "priority", Priority.MEDIUM),
                    Status.OPEN,
                    List.of(new Evidence.Manual()),
                    arguments.text("proposed_solution"),
                    arguments.text("test_plan"),
                    arguments.texts("files_to_modify"),
                    arguments.number("risk_level", 3),
                    arguments.number("estimated_effort", 4),
                    null,
                    Map.of(),
                    1,
                    now,
                    now);
        } catch (IllegalArgumentException e) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "The request is not as it must be.",
                    List.of(String.valueOf(e.getMessage())));
        }
    }

    /** The digits of an id come from the fingerprint: where two of one second have the same, the caller is not to blame. */
    private String free(String fingerprint) {
        TicketIds ids = new TicketIds(parts.get().clock());
        String id = ids.next("manual", fingerprint);
        for (int more = 1; parts.get().backlog().find(id).isPresent(); more++) {
            id = ids.next("manual", fingerprint + more);
        }
        return id;
    }

    private Answer approve(Caller caller, Arguments arguments) {
        Ticket ticket = standing(caller, arguments, Verb.APPROVE);
        parts.get().verbs().approve(ticket, caller.actor());
        return Answer.ok(TicketJson.whole(looking.find(caller, ticket.id())));
    }

    private Answer reject(Caller caller, Arguments arguments) {
        Ticket ticket = standing(caller, arguments, Verb.REJECT);
        parts.get()
                .verbs()
                .reject(ticket, caller.actor(), arguments.text("reason").strip());
        return Answer.ok(TicketJson.whole(looking.find(caller, ticket.id())));
    }

    private Answer retry(Caller caller, Arguments arguments) {
        Ticket ticket = standing(caller, arguments, Verb.RETRY);
        parts.get().verbs().retry(ticket, caller.actor());
        return Answer.ok(TicketJson.whole(looking.find(caller, ticket.id())));
    }

    private Ticket standing(Caller caller, Arguments arguments, Verb verb) {
        Ticket ticket = looking.find(caller, arguments.text("id"));
        verb.obstacle(ticket).ifPresent(why -> {
            throw new ApiProblem(HttpStatus.CONFLICT, why);
        });
        return ticket;
    }

    private Answer cycle(Caller caller, Arguments arguments) {
        Optional<String> wanted = arguments.given("repository");
        List<RepositoryRef> repositories = parts.get().backlog().repositories().stream()
                .filter(caller::sees)
                .filter(one -> wanted.map(one.slug()::equalsIgnoreCase).orElseGet(() -> open(one) > 0))
                .toList();
        if (repositories.isEmpty() && wanted.isPresent()) {
            throw new ApiProblem(
                    HttpStatus.NOT_FOUND,
                    "There are no tickets of " + wanted.get() + " that this key opens, so there is nothing to do.");
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode cycles = json.putArray("cycles");
        repositories.forEach(one -> cycles.addObject()
                .put("repository", one.slug())
                .put("queued", parts.get().verbs().cycle(one, caller.actor()))
                .put("open_tickets", open(one)));
        return new Answer(HttpStatus.ACCEPTED, json, Map.of());
    }

    private int open(RepositoryRef repository) {
        return parts.get().backlog().count(new TicketFilter(Status.OPEN, null, null, repository.key(), null, 1, 0));
    }

    private static Operation verb(
            String name,
            String verb,
            Kind kind,
            String title,
            String description,
            Schema input,
            Operation.Action action) {
        return new Operation(
                name,
                POST,
                "/api/v1/tickets/{id}/" + verb,
                Scope.WRITE,
                kind,
                title,
                description,
                input,
                TicketSchemas.whole(),
                HttpStatus.OK,
                List.of(HttpStatus.NOT_FOUND, HttpStatus.CONFLICT),
                action);
    }
}
