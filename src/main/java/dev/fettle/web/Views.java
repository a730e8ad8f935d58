package dev.fettle.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the templates are given: words and numbers, ready to be shown. Templates escape all of it. */
public final class Views {
    private Views() {}

    /** A point in time, for machines and for people. */
    public record When(String iso, String text) {}

    /** Something measured or said, with its name. */
    public record Fact(String name, String value) {}

    /** A way to another page; {@code href} is always one that we made. */
    public record Link(String href, String text) {}

    /** A row of a list of tickets. {@code waiting} is a sentence or "", {@code stage} what is being done with it now or "". */
    public record TicketRow(
            String id,
            String repository,
            String title,
            String category,
            String priority,
            String status,
            int risk,
            int effort,
            int count,
            String waiting,
            String stage,
            When updated) {}

    /** One piece of evidence. {@code text} is shown as it is, in lines; "" for none. {@code label} is another one for each piece of a ticket. */
    public record EvidenceView(String title, List<Fact> facts, String text, String label) {
        EvidenceView(String title, List<Fact> facts, String text) {
            this(title, facts, text, title);
        }

        /** The same as one of several. */
        EvidenceView numbered(int number) {
            return new EvidenceView(title, facts, text, title + ", evidence " + number);
        }
    }

    public record HistoryRow(When at, String status, String waiting, String cause) {}

    /** {@code kind} is add, del, hunk, file or same. */
    public record DiffLine(String kind, String text) {}

    /** {@code outcome} is in lower case: pass, warn, fail, skipped, error. {@code waiver} says who waived it and why, or "". */
    public record GateRow(
            String gate,
            String outcome,
            String title,
            boolean required,
            String waiver,
            String detail,
            List<FindingRow> findings) {}

    /** What a gate found. {@code place} is a path with a line, a path, or "". */
    public record FindingRow(String place, String kind, String message) {}

    /** {@code rest} is what no other part shows, as JSON; "" for none. */
    public record AttemptView(
            int number,
            When at,
            boolean success,
            String branch,
            String summary,
            String error,
            List<Fact> facts,
            List<GateRow> gates,
            List<DiffLine> diff,
            String rest) {}

    /** {@code deeds}: what a person may do with it now, of decide, retry and stop. */
    public record TicketView(
            TicketRow row,
            String description,
            String proposedSolution,
            String testPlan,
            List<String> files,
            List<Link> links,
            List<EvidenceView> evidence,
            List<AttemptView> attempts,
            List<HistoryRow> history,
            List<Fact> metadata,
            List<String> deeds) {}

    /**
     * A delivery.
     *
     * @param outcome in a few words
     * @param detail why, up to where a ticket is named
     * @param ticket the ticket's id, "" where none is named
     * @param rest what stands behind it
     */
    public record DeliveryRow(
            When at, String event, String id, String outcome, String detail, String ticket, String rest) {}

    /** A choice of a filter. */
    public record Choice(String value, String text, boolean chosen) {}

    /** A filter with its choices. */
    public record Filter(String name, String label, List<Choice> choices) {}

    /** Markdown that was rendered and made safe by {@link SafeMarkdown}; templates put it in as it is. */
    public record Html(String safe) {}

    public record CommentHtml(String author, Html body) {}

    public record CheckHtml(String name, String conclusion, String title, Html summary) {}

    public record ThreadView(
            String owner,
            String name,
            ForgeView.Row row,
            Html body,
            List<CommentHtml> comments,
            @Nullable PullView pull) {}

    public record PullView(
            String head,
            String headSha,
            String base,
            List<CheckHtml> checks,
            List<DiffLine> diff,
            int added,
            int removed) {}
}
