package dev.fettle.web;

import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.Sight;
import java.util.List;

/** Who the persons at the pages are and what they may do, as the forge says. */
public interface People {
    /** Our own address, without a slash at the end. */
    String baseUrl();

    /** Where a person is sent to sign in, with what must come back and the challenge of PKCE (SHA-256). */
    String authorize(String state, String challenge);

    /**
     * Who came back with that code.
     *
     * @throws SignInRefusedException when that cannot be said, with why
     */
    Person who(String code, String verifier);

    /**
     * The repositories that the person was given on the forge, asked now, in their name.
     *
     * @throws SignInRefusedException when that cannot be said, with why and what to do
     */
    List<RepositoryRef> mayRead(Person person);

    /**
     * What they see of all that Fettle knows at this moment.
     *
     * @param readable as {@link #mayRead} said lately
     * @throws SignInRefusedException when it is nothing, with what to do
     */
    Readable seenBy(Person person, List<RepositoryRef> readable);

    /** Whether the person may decide about a ticket: write access to its repository, asked of the forge now. */
    boolean mayDecide(Person person, Ticket ticket);

    void approve(Ticket ticket, Person person);

    void reject(Ticket ticket, Person person, String reason);

    /** Once more, where it failed or waits. */
    void retry(Ticket ticket, Person person);

    /** Leaves it alone from now on. */
    void stop(Ticket ticket, Person person);

    /**
     * Somebody whom the forge knows.
     *
     * @param token with which the forge is asked in their name what they may read
     */
    record Person(String login, long id, Secret token) {}

    /**
     * What somebody may read.
     *
     * @param sight over the repositories that Fettle knows
     * @param names of those repositories, as the forge has them now, sorted
     */
    record Readable(Sight sight, List<String> names) {
        public Readable {
            names = List.copyOf(names);
        }
    }
}
