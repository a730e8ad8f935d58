package dev.fettle.improve;

import dev.fettle.backlog.Ticket;
import dev.fettle.backlog.WaitingReason;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.improve.Deferral.Hold;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What can keep the work of a repository waiting, in words: why, and what lets it go on. */
final class Holds {
    /** Told to nobody on the forge: whoever switched Fettle off wants to hear nothing of it. */
    static final Hold OFF = new Hold(
            WaitingReason.DEFERRED,
            "Fettle is switched off for this repository.",
            "It goes on when " + RepositorySettings.PATH + " has it enabled again.",
            true);

    /** The forge takes no writes. */
    static final Hold ARCHIVED = new Hold(
            WaitingReason.DEFERRED,
            "The repository is archived.",
            "It goes on when the repository is not archived any more.",
            true);

    /** There is nowhere to tell it but on Fettle's own pages. */
    static final Hold UNKNOWN = new Hold(
            WaitingReason.DEFERRED,
            "The forge knows no such repository, or Fettle is not installed on it.",
            "It goes on when it is.",
            true);

    static final Hold OBSERVED = new Hold(
            WaitingReason.OBSERVE_ONLY,
            "No repairs are begun.",
            "It goes on when the mode in " + RepositorySettings.PATH + " allows it.",
            false);

    private static final int MOST_NAMED = 5;

    private Holds() {}

    /** @param mistakes all of them, each on a line */
    static Hold mistakes(String mistakes) {
        return new Hold(
                WaitingReason.DEFERRED,
                "The settings of this repository have mistakes: "
                        + mistakes.lines().map(String::strip).collect(Collectors.joining("; ")) + ".",
                "It goes on when " + RepositorySettings.PATH + " on the default branch has none.",
                false);
    }

    /** The number of events is left out: it changes by the minute. */
    static Hold storm(Breaker.Storm storm) {
        return new Hold(
                WaitingReason.EVENT_STORM,
                "More than " + storm.limit() + " events came within an hour; new work waits since " + storm.since()
                        + ".",
                "It goes on when the last hour had at most " + storm.limit() / 2 + ".",
                false);
    }

    /** Said by the watchdog, which does not know why. */
    static Hold stuck(Duration patience) {
        return new Hold(
                WaitingReason.DEFERRED,
                "It is next, and no worker has begun it for " + patience.toMinutes() + " minutes.",
                "It goes on when a worker is free and the forge answers; whoever runs Fettle sees the cause with fettle doctor.",
                false);
    }

    static Hold pullRequests(List<Ticket> open, int most) {
        String numbers = open.stream()
                .map(ticket -> ticket.metadata().getOrDefault(Metadata.PULL_REQUEST, ""))
                .filter(number -> !number.isEmpty())
                .sorted()
                .limit(MOST_NAMED)
                .map(number -> "#" + number)
                .collect(Collectors.joining(", "));
        return new Hold(
                WaitingReason.DEFERRED,
                open.size() + " of " + most + " pull requests of Fettle's are open"
                        + (numbers.isEmpty() ? "." : ": " + numbers + "."),
                "It goes on when one of them is merged or closed.",
                false);
    }
}
