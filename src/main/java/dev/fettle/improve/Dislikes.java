package dev.fettle.improve;

import dev.fettle.backlog.Backlog;
import dev.fettle.backlog.Evidence;
import dev.fettle.backlog.Status;
import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.Forge;
import dev.fettle.intake.Event;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Thumbs that are down on our pull requests. One of a person with write access is feedback: it stands in the ticket, and nothing is merged without a person as long as it is there. It does not
 * close anything, since it says no more than that somebody is not content.
 */
final class Dislikes {
    private static final int MOST = 20;

    private final Backlog backlog;
    private final Forge forge;
    private final InstantSource clock;

    Dislikes(Backlog backlog, Forge forge, InstantSource clock) {
        this.backlog = backlog;
        this.forge = forge;
        this.clock = clock;
    }

    /** Those whose thumb is down now, with write access or without, as the ticket remembers them. */
    static String standing(Forge forge, RepositoryRef repository, long number) {
        List<String> logins = new TreeSet<>(forge.dislikes(repository, number))
                .stream().filter(login -> !login.endsWith("[bot]")).limit(MOST).toList();
        return String.join(",", logins);
    }

    /** Whether a ticket knows of them. */
    static boolean known(Ticket ticket, String standing) {
        return ticket.metadata().getOrDefault(Metadata.DISLIKES, "").equals(standing);
    }

    /** Looks at a pull request whose text, or something else about it, has changed. */
    Handled edited(Event.PullRequestEdited event) {
        RepositoryRef repository = event.origin().repository();
        Optional<Ticket> ticket = OurBranches.ticket(backlog, repository, event.headBranch())
                .filter(found -> found.status() == Status.READY)
                .filter(found ->
                        Long.toString(event.number()).equals(found.metadata().get(Metadata.PULL_REQUEST)));
        if (ticket.isEmpty()) {
            return Handled.noted("NOTHING", "not a pull request that Fettle follows");
        }
        String standing = standing(forge, repository, event.number());
        if (known(ticket.get(), standing)) {
            return Handled.noted("NOTHING", "nobody's thumb has moved");
        }
        List<String> people = logins(standing).stream()
                .filter(login -> forge.permission(repository, login).mayWrite())
                .toList();
        String id = ticket.get().id();
        return new Handled(
                people.isEmpty() ? "NOTHING" : "DISLIKED",
                id + ", by people with write access: " + people.size(),
                () -> note(id, standing, people, event.number()));
    }

    private void note(String id, String standing, List<String> people, long number) {
        Ticket unused = backlog.update(
                id,
                old -> {
                    List<String> before = logins(old.metadata().getOrDefault(Metadata.DISLIKED_BY, ""));
                    Ticket noted = Metadata.with(old, Metadata.DISLIKES, standing);
                    noted = people.isEmpty()
                            ? Metadata.without(noted, Metadata.DISLIKED_BY)
                            : Metadata.with(noted, Metadata.DISLIKED_BY, String.join(",", people));
                    return before.containsAll(people) ? noted : withFeedback(noted, number);
                },
                people.isEmpty()
                        ? "no thumb of a person with write access is down on pull request #" + number
                        : "thumb down on pull request #" + number + " by " + String.join(", ", people));
    }

    private Ticket withFeedback(Ticket ticket, long number) {
        List<Evidence> evidence = new ArrayList<>(ticket.evidence());
        String text = "Thumb down on pull request #" + number;
        evidence.removeIf(
                one -> one instanceof Evidence.Feedback given && given.text().equals(text));
        evidence.add(new Evidence.Feedback(text, "negative", clock.instant()));
        return ticket.withSightings(ticket.count(), ticket.priority(), evidence);
    }

    private static List<String> logins(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
