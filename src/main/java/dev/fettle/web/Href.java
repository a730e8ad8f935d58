package dev.fettle.web;

import dev.fettle.backlog.AttemptFilter;
import dev.fettle.backlog.Condition;
import dev.fettle.backlog.Facet;
import dev.fettle.backlog.TicketFilter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Ways to the rows behind a number. {@link TicketSearch} and {@link AttemptSearch} read them back. */
final class Href {
    static final String NOT = "not_";
    static final String FROM = "from_";
    static final String BEFORE = "before_";
    static final String WORDS = "q";

    private final StringBuilder href;
    private char next = '?';

    private Href(String path) {
        this.href = new StringBuilder(path);
    }

    /** The list of a filter's tickets, from its offset. */
    static String tickets(TicketFilter filter) {
        Href href = new Href("/tickets");
        href.add("status", filter.status() == null ? null : TicketViews.word(filter.status()));
        href.add("priority", filter.priority() == null ? null : TicketViews.word(filter.priority()));
        href.add("category", filter.category() == null ? null : TicketViews.word(filter.category()));
        href.add("repository", filter.repositoryKey());
        href.add("max_risk", filter.maxRisk() == null ? null : filter.maxRisk().toString());
        filter.conditions().forEach(condition -> href.add(name(condition), condition.value()));
        href.add("offset", filter.offset() == 0 ? null : Integer.toString(filter.offset()));
        return href.href.toString();
    }

    /** The list of a filter's attempts. */
    static String attempts(AttemptFilter filter, int offset) {
        Href href = new Href("/attempts");
        href.add("engine", filter.engine());
        href.add("success", filter.success() == null ? null : filter.success().toString());
        href.add(
                "plausible",
                filter.plausible() == null ? null : filter.plausible().toString());
        href.add("reason", filter.reason());
        href.add("gate", filter.gate());
        href.add("outcome", filter.outcome());
        href.add("since", filter.since() == null ? null : filter.since().toString());
        href.add("offset", offset == 0 ? null : Integer.toString(offset));
        return href.href.toString();
    }

    /** The list of deliveries that ended so; of all for null. */
    static String deliveries(@Nullable String outcome, int offset) {
        Href href = new Href("/deliveries");
        href.add("outcome", outcome);
        href.add("offset", offset == 0 ? null : Integer.toString(offset));
        return href.href.toString();
    }

    /** The parameter that stands for a condition. */
    static String name(Condition condition) {
        String facet = TicketViews.word(condition.facet());
        return switch (condition.is()) {
            case EQUAL -> facet;
            case NOT -> NOT + facet;
            case AT_LEAST -> FROM + facet;
            case BELOW -> BEFORE + facet;
            case HOLDING -> WORDS;
        };
    }

    /** The facet of that name, null for none. */
    static @Nullable Facet facet(String name) {
        for (Facet facet : Facet.values()) {
            if (TicketViews.word(facet).equals(name)) {
                return facet;
            }
        }
        return null;
    }

    private void add(String name, @Nullable String value) {
        if (value != null) {
            href.append(next).append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            next = '&';
        }
    }
}
