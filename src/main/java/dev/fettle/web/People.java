package dev.fettle.web;

import dev.fettle.backlog.Ticket;
import java.util.Optional;

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

    /** Why the person may not see the pages, a sentence; empty when they may. Asked of the forge now. */
    Optional<String> hidden(Person person);

    /** Whether the person may decide about a ticket: write access to its repository, asked of the forge now. */
    boolean mayDecide(Person person, Ticket ticket);

    void approve(Ticket ticket, Person person);

    void reject(Ticket ticket, Person person, String reason);

    /** Somebody whom the forge knows. */
    record Person(String login, long id) {}
}
