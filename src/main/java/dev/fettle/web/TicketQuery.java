package dev.fettle.web;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.web.Views.Choice;
import dev.fettle.web.Views.Filter;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of the list of tickets, by query parameters. A value that is unknown is taken as "any".
 *
 * @param repository a repository's key
 */
record TicketQuery(
        @Nullable Status status,
        @Nullable Priority priority,
        @Nullable Category category,
        @Nullable String repository,
        @Nullable Integer maxRisk,
        int offset) {
    private static final int ROWS = 100;

    static TicketQuery of(Context ctx) {
        String repository = text(ctx, "repository");
        int risk = number(text(ctx, "max_risk"), 0, 10);
        return new TicketQuery(
                constant(Status.class, text(ctx, "status")),
                constant(Priority.class, text(ctx, "priority")),
                constant(Category.class, text(ctx, "category")),
                repository.isEmpty() ? null : repository,
                risk == 0 ? null : risk,
                number(text(ctx, "offset"), 0, 1_000_000));
    }

    TicketFilter filter() {
        return new TicketFilter(status, priority, category, repository, maxRisk, ROWS, offset);
    }

    /** The filters of the page with what is chosen. */
    List<Filter> filters(Map<String, String> repositories) {
        List<Choice> names = new ArrayList<>(List.of(new Choice("", "any", repository == null)));
        repositories.forEach((key, slug) -> names.add(new Choice(key, slug, key.equals(repository))));
        List<Choice> risks = new ArrayList<>(List.of(new Choice("", "any", maxRisk == null)));
        for (int risk = 1; risk <= 10; risk++) {
            risks.add(new Choice(Integer.toString(risk), "up to " + risk, maxRisk != null && maxRisk == risk));
        }
        return List.of(
                new Filter("status", "Status", choices(Status.values(), status)),
                new Filter("priority", "Priority", choices(Priority.values(), priority)),
                new Filter("category", "Category", choices(Category.values(), category)),
                new Filter("repository", "Repository", names),
                new Filter("max_risk", "Risk", risks));
    }

    /** Where the page before this one is, "" when this is the first. */
    String previous() {
        return offset == 0 ? "" : href(Math.max(0, offset - ROWS));
    }

    /** Where the next page is, "" when this is the last. */
    String next(int total) {
        return offset + ROWS >= total ? "" : href(offset + ROWS);
    }

    private String href(int from) {
        StringBuilder href = new StringBuilder("/tickets?offset=" + from);
        add(href, "status", status == null ? null : TicketViews.word(status));
        add(href, "priority", priority == null ? null : TicketViews.word(priority));
        add(href, "category", category == null ? null : TicketViews.word(category));
        add(href, "repository", repository);
        add(href, "max_risk", maxRisk == null ? null : maxRisk.toString());
        return href.toString();
    }

    private static void add(StringBuilder href, String name, @Nullable String value) {
        if (value != null) {
            href.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static List<Choice> choices(Enum<?>[] constants, @Nullable Enum<?> chosen) {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", "any", chosen == null)));
        for (Enum<?> constant : constants) {
            String word = TicketViews.word(constant);
            choices.add(new Choice(word, word.replace('_', ' '), constant == chosen));
        }
        return choices;
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    private static int number(String text, int least, int most) {
        boolean digits = !text.isEmpty() && text.length() < 8 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Math.max(least, Math.min(most, Integer.parseInt(text))) : least;
    }

    private static String text(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null ? "" : value;
    }
}
