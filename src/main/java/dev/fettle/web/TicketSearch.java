package dev.fettle.web;

import dev.fettle.backlog.Category;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Condition.Is;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.Priority;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.TicketFilter;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets a page is asked for: what the form chooses, and what a number that was followed says beside it. A value that cannot be is taken as "any".
 *
 * @param words to look for, "" for any
 */
record TicketSearch(TicketFilter filter, String words) {
    static final int ROWS = 50;

    /** What has a field in the form: empty means any there. */
    private static final Set<Facet> IN_FORM = Set.of(Facet.STATUS, Facet.PRIORITY, Facet.CATEGORY, Facet.REPOSITORY);

    private static final Set<Facet> NUMBERS = Set.of(Facet.RISK, Facet.MILESTONE, Facet.PROPOSED_RISK);
    private static final Set<Facet> TIMES = Set.of(Facet.CREATED, Facet.ENDED);

    static TicketSearch of(Context ctx) {
        List<Condition> conditions = new ArrayList<>();
        ctx.queryParamMap().forEach((name, values) -> values.forEach(value -> add(conditions, name, value)));
        String words = text(ctx, Href.WORDS).strip();
        if (!words.isEmpty()) {
            conditions.add(new Condition(Facet.TEXT, Is.HOLDING, words));
        }
        String repository = text(ctx, "repository");
        int risk = number(text(ctx, "max_risk"), 10);
        return new TicketSearch(
                new TicketFilter(
                        constant(Status.class, text(ctx, "status")),
                        constant(Priority.class, text(ctx, "priority")),
                        constant(Category.class, text(ctx, "category")),
                        repository.isEmpty() ? null : repository,
                        risk == 0 ? null : risk,
                        ROWS,
                        number(text(ctx, "offset"), 10_000_000),
                        conditions),
                words);
    }

    /** The conditions that no field of the form stands for. */
    List<Condition> beside() {
        return filter.conditions().stream()
                .filter(condition -> condition.is() != Is.HOLDING)
                .toList();
    }

    /** The way to the same list without one of its conditions. */
    String without(Condition condition) {
        List<Condition> others = filter.conditions().stream()
                .filter(other -> !other.equals(condition))
                .toList();
        return Href.tickets(new TicketFilter(
                filter.status(),
                filter.priority(),
                filter.category(),
                filter.repositoryKey(),
                filter.maxRisk(),
                ROWS,
                0,
                others));
    }

    /** The way to the rows from there. */
    String page(int offset) {
        return Href.tickets(filter.page(ROWS, offset));
    }

    private static void add(List<Condition> conditions, String name, String value) {
        for (Map.Entry<String, Is> way : Map.of(Href.NOT, Is.NOT, Href.FROM, Is.AT_LEAST, Href.BEFORE, Is.BELOW)
                .entrySet()) {
            if (name.startsWith(way.getKey())) {
                add(conditions, Href.facet(name.substring(way.getKey().length())), way.getValue(), value);
                return;
            }
        }
        Facet facet = Href.facet(name);
        if (facet != null && !IN_FORM.contains(facet)) {
            add(conditions, facet, Is.EQUAL, value);
        }
    }

    private static void add(List<Condition> conditions, @Nullable Facet facet, Is is, String value) {
        if (facet == null || facet == Facet.TEXT || (facet == Facet.NEEDS_PERSON && is != Is.EQUAL)) {
            return;
        }
        if (NUMBERS.contains(facet) ? value.matches("\\d{1,3}") : !TIMES.contains(facet) || isTime(value, is)) {
            conditions.add(new Condition(facet, is, value));
        }
    }

    private static boolean isTime(String value, Is is) {
        if (value.isEmpty()) {
            return is == Is.EQUAL || is == Is.NOT;
        }
        try {
            Instant time = Instant.parse(value);
            return time.isAfter(Instant.EPOCH) && time.isBefore(Instant.parse("9999-01-01T00:00:00Z"));
        } catch (DateTimeParseException e) {
            return false; // somebody wrote the address by hand
        }
    }

    static <E extends Enum<E>> @Nullable E constant(Class<E> type, String word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    static int number(String text, int most) {
        return text.matches("\\d{1,7}") ? Math.min(most, Integer.parseInt(text)) : 0;
    }

    static String text(Context ctx, String name) {
        String value = ctx.queryParam(name);
        return value == null ? "" : value;
    }
}
