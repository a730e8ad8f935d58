package dev.fettle.web;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Locale;
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
