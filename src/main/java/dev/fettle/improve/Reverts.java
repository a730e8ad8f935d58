package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Proposed;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.base.RepositoryRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out that somebody took a merged change of ours back: by the branch that the forge's own button makes, or by the message that git writes. It is only noted: how
 * often a rule was wrong is part of the risk of its next patch.
 */
final class Reverts {
    /** As GitHub names the branch that takes a pull request back. */
    private static final Pattern BRANCH = Pattern.compile("revert-\\d+-(improvement/.+)");

    /** The first line of a message that takes something back, but not of one that takes that back in turn. */
    private static final Pattern TITLE = Pattern.compile("Revert \"(?!Revert \")(.*)\"?\\s*");

    private static final Pattern NUMBER = Pattern.compile("(?:\\(#|pull request #)(\\d{1,9})\\b");
    private static final Pattern OURS = Pattern.compile("\\bimprovement/([A-Za-z0-9_.-]+)");
    private static final Pattern COMMIT = Pattern.compile("This reverts commit ([0-9a-f]{40})");
    private static final int MOST = 1000;

    private final Backlog backlog;

    Reverts(Backlog backlog) {
        this.backlog = backlog;
    }

    /** The ticket whose change a merged branch takes back. */
    Optional<Ticket> byBranch(RepositoryRef repository, String branch) {
        Matcher matcher = BRANCH.matcher(branch);
        return matcher.matches()
                ? OurBranches.ticket(backlog, repository, matcher.group(1)).filter(Reverts::stands)
                : Optional.empty();
    }

    /** The tickets whose changes commits with these messages take back. */
    List<Ticket> byMessages(RepositoryRef repository, List<String> messages) {
        List<String> reverting = messages.stream()
                .filter(message ->
                        TITLE.matcher(message.lines().findFirst().orElse("")).matches())
                .toList();
        if (reverting.isEmpty()) {
            return List.of();
        }
        List<Ticket> applied =
                backlog.list(new TicketFilter(Status.APPLIED, null, null, repository.key(), null, MOST, 0));
        List<Ticket> found = new ArrayList<>();
        for (Ticket ticket : applied) {
            if (stands(ticket) && reverting.stream().anyMatch(message -> takesBack(message, ticket))) {
                found.add(ticket);
            }
        }
        return found;
    }

    private static boolean takesBack(String message, Ticket ticket) {
        String title = message.lines().findFirst().orElse("");
        Map<String, String> known = ticket.metadata();
        return names(OURS.matcher(title), ticket.id())
                || names(NUMBER.matcher(title), known.getOrDefault(Metadata.PULL_REQUEST, ""))
                || names(COMMIT.matcher(message), known.getOrDefault(Metadata.HEAD, ""));
    }

    private static boolean names(Matcher matcher, String wanted) {
        while (matcher.find()) {
            if (matcher.group(1).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(Ticket ticket) {
        return ticket.status() == Status.APPLIED && !ticket.metadata().containsKey(Proposed.REVERTED);
    }

    /** Notes it. */
    void note(Ticket ticket, String by) {
        backlog.update(ticket.id(), t -> Metadata.with(t, Proposed.REVERTED, by), "taken back " + by);
    }
}
