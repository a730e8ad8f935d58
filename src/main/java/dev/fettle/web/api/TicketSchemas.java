package dev.fettle.web.api;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;

/** What of a ticket goes out, and what of one comes in. */
final class TicketSchemas {
    private static final Schema REPOSITORY = Schema.text("owner/name");

    private TicketSchemas() {}

    static Schema id() {
        return Schema.text("The ticket's id, as list_tickets shows it.").with("maxLength", 80);
    }

    static Schema repository(String description) {
        return Schema.text(description).with("maxLength", 201).with("pattern", "^[^/]+/[^/]+$");
    }

    /** A row of a list. */
    static Schema summary() {
        return Schema.object("A ticket in short.")
                .must("id", Schema.text("Its id; the branch is improvement/<id>."))
                .must("repository", REPOSITORY)
                .must("title", Schema.text("What is wanted, one line.").fromOthers())
                .must("category", Schema.choice("", Category.class))
                .must("priority", Schema.choice("", Priority.class))
                .must("status", Schema.choice("Where it stands.", Status.class))
                .must(
                        "waiting",
                        Schema.text("The name of why it waits or was given up.").orNull())
                .must("waiting_reason", Schema.text("The same as a sentence.").orNull())
                .must("risk_level", Schema.integer("1 to 10", 1, 10))
                .must("estimated_effort", Schema.integer("1 to 10", 1, 10))
                .must("score", Schema.number("The lowest is taken first."))
                .must("count", Schema.integer("How often its signal was seen."))
                .must("branch", Schema.text("The branch of its pull request."))
                .must("created_at", Schema.time(""))
                .must("updated_at", Schema.time(""));
    }

    static Schema whole() {
        return summary()
                .must("description", Schema.text("What is wrong.").fromOthers())
                .must(
                        "evidence",
                        Schema.list("Why it exists, one object a piece, by its kind.", Schema.object(""))
                                .fromOthers())
                .must("proposed_solution", Schema.text("").fromOthers())
                .must("test_plan", Schema.text("").fromOthers())
                .must(
                        "files_to_modify",
                        Schema.list("Paths in the repository.", Schema.text("")).fromOthers())
                .must(
                        "metadata",
                        Schema.object("Named extras, such as issue, pull_request, approved_by.")
                                .with("additionalProperties", Schema.text("").facts())
                                .fromOthers())
                .named("Ticket");
    }

    /** With all that happened to it. */
    static Schema story() {
        return whole().must("attempts", Schema.list("Its cycles, the first one first.", attempt()))
                .must("history", Schema.list("Changes of its status, the first one first.", change()))
                .named("TicketStory");
    }

    private static Schema attempt() {
        return Schema.object("One autopatch cycle.")
                .must("attempt_number", Schema.integer(""))
                .must("branch_name", Schema.text(""))
                .must(
                        "changes_summary",
                        Schema.text("One line, empty when nothing was changed.").fromOthers())
                .must(
                        "test_results",
                        Schema.text("JSON: tests, gates, search, patch, as 'fettle fix --json' prints them.")
                                .fromOthers())
                .must("success", Schema.bool("Whether it ended with a patch that passed."))
                .must(
                        "error_message",
                        Schema.text("The named reason when it did not.").fromOthers())
                .must("timestamp", Schema.time(""));
    }

    private static Schema change() {
        return Schema.object("")
                .must("at", Schema.time(""))
                .must("status", Schema.choice("", Status.class))
                .must("waiting", Schema.text("A name, or empty."))
                .must("cause", Schema.text("").fromOthers());
    }

    /** Of a ticket by hand: the mission's fields. */
    static Schema draft() {
        return Schema.object("")
                .must("repository", repository("owner/name of the repository that it is about."))
                .must("title", line("What is wanted, one line.", 200))
                .may(
                        "id",
                        Schema.text("Its id, where the caller wants to choose it; it becomes part of a branch name.")
                                .with("pattern", "^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$"))
                .may("description", Schema.text("What is wrong.").with("maxLength", 20_000))
                .may("category", Schema.choice("Without it, bug_fix.", Category.class))
                .may("priority", Schema.choice("Without it, medium.", Priority.class))
                .may("proposed_solution", Schema.text("").with("maxLength", 10_000))
                .may("test_plan", Schema.text("").with("maxLength", 10_000))
                .may(
                        "files_to_modify",
                        Schema.list("Paths in the repository.", Schema.text("").with("maxLength", 500))
                                .with("maxItems", 50))
                .may(
                        "risk_level",
                        Schema.integer("Without it, 3. Above the limit (7) it waits for approve_ticket.", 1, 10))
                .may("estimated_effort", Schema.integer("Without it, 4.", 1, 10))
                .with("additionalProperties", false);
    }

    static Schema line(String description, int most) {
        return Schema.text(description)
                .with("minLength", 1)
                .with("maxLength", most)
                .with("pattern", "\\S");
    }
}
