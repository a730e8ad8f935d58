package dev.fettle.propose;

import dev.fettle.backlog.Ticket;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Offers people to take back the change that turned the default branch red. Fettle never does that by itself. */
public final class RevertText {
    /** In a ticket's metadata: with which change the branch turned red, as {@link #value} writes it. */
    public static final String METADATA = "turned_red";

    private static final Pattern VALUE = Pattern.compile("([0-9a-f]{40})\\.\\.([0-9a-f]{40})(?: #(\\d{1,9}))?");
    private static final int SHORT = 12;

    private RevertText() {}

    /**
     * The value of the metadata.
     *
     * @param before the last green commit, 40 hex
     * @param after the first red one, 40 hex
     * @param pullRequest that was merged between them, 0 for none
     */
    public static String value(String before, String after, long pullRequest) {
        return before + ".." + after + (pullRequest == 0 ? "" : " #" + pullRequest);
    }

    /** The last commit, 40 hex, at which the ticket's branch was green; empty where that is not known. */
    public static Optional<String> lastGreen(Ticket ticket) {
        Matcher value = VALUE.matcher(ticket.metadata().getOrDefault(METADATA, ""));
        return value.matches() ? Optional.of(value.group(1)) : Optional.empty();
    }

    /** One paragraph, or "" where the ticket's branch did not turn red with a change that is known. */
    public static String of(Ticket ticket) {
        Matcher value = VALUE.matcher(ticket.metadata().getOrDefault(METADATA, ""));
        if (!value.matches()) {
            return "";
        }
        String before = value.group(1).substring(0, SHORT);
        String after = value.group(2).substring(0, SHORT);
        String change = value.group(3) == null ? "`" + before + ".." + after + "`" : "#" + value.group(3);
        String how = value.group(3) == null
                ? "`git revert --no-edit " + before + ".." + after + "`"
                : "its *Revert* button, or `git revert -m 1 " + after + "` where it was merged with a merge commit";
        return "The branch was green at `" + before + "` and turned red with " + change
                + ". To take that back instead: " + how + ". Fettle reverts nothing by itself.\n";
    }
}
