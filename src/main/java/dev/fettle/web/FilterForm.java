package dev.fettle.web;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Milestone;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Tally.RepositoryTickets;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.insight.Funnel;
import dev.fettle.web.Views.Choice;
import dev.fettle.web.Views.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form over the list of tickets, and what else was chosen in words. */
final class FilterForm {
    private FilterForm() {}

    /** The choices, with what is chosen. */
    static List<Filter> fields(TicketFilter filter, List<RepositoryTickets> repositories) {
        String repository = filter.repositoryKey();
        List<Choice> names = new ArrayList<>(List.of(new Choice("", "any", repository == null)));
        repositories.forEach(each -> names.add(new Choice(
                each.key(),
                each.slug() + " (" + Words.number(each.tickets()) + ")",
                each.key().equals(repository))));
        Integer most = filter.maxRisk();
        List<Choice> risks = new ArrayList<>(List.of(new Choice("", "any", most == null)));
        for (int risk = 1; risk <= 10; risk++) {
            risks.add(new Choice(Integer.toString(risk), "up to " + risk, most != null && most == risk));
        }
        return List.of(
                new Filter("status", "Status", choices(Status.values(), filter.status())),
                new Filter("priority", "Priority", choices(Priority.values(), filter.priority())),
                new Filter("category", "Category", choices(Category.values(), filter.category())),
                new Filter("repository", "Repository", names),
                new Filter("max_risk", "Risk", risks));
    }

    /** A condition in a few words. */
    static String words(Condition condition) {
        String value = value(condition);
        String name = switch (condition.facet()) {
            case NEEDS_PERSON -> "Needs a person";
            case MILESTONE -> "Got as far as";
            case CREATED, CREATED_DAY -> "Created";
            case ENDED, ENDED_DAY -> "Ended";
            case FATE -> "Proposal";
            case PROPOSED_RISK -> "Risk of the patch";
            case OBJECTION -> "Objection";
            case WAITING -> "Waits or was given up:";
            default -> Words.title(TicketViews.word(condition.facet()));
        };
        return switch (condition.is()) {
            case EQUAL -> name + " " + value;
            case NOT -> name + " not " + value;
            case AT_LEAST -> name + (isTime(condition) ? " since " : " at least ") + value;
            case BELOW -> name + (isTime(condition) ? " before " : " less than ") + value;
            case HOLDING -> "With the words " + value;
        };
    }

    private static boolean isTime(Condition condition) {
        return condition.facet().name().startsWith("CREATED")
                || condition.facet().name().startsWith("ENDED");
    }

    private static String value(Condition condition) {
        String value = condition.value();
        return switch (condition.facet()) {
            case NEEDS_PERSON -> value.equals("1") ? "yes" : "no";
            case MILESTONE -> Words.spaced(Milestone.of(Integer.parseInt(value)));
            case CREATED, ENDED ->
                value.isEmpty()
                        ? "not yet"
                        : TicketViews.when(Instant.parse(value)).text();
            case WAITING, REASON -> value.isEmpty() ? "nothing" : Funnel.sentence(value);
            case FATE -> value.isEmpty() ? "none" : value.toLowerCase(Locale.ROOT);
            default -> value.isEmpty() ? "none" : value;
        };
    }

    private static List<Choice> choices(Enum<?>[] constants, @Nullable Enum<?> chosen) {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", "any", chosen == null)));
        for (Enum<?> constant : constants) {
            choices.add(new Choice(TicketViews.word(constant), Words.spaced(constant), constant == chosen));
        }
        return choices;
    }
}
