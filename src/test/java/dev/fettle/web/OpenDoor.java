package dev.fettle.web;

import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.Sight;
import dev.fettle.improve.TicketVerbs;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A forge that lets everybody in at once, as one who may do everything, unless it is told to refuse. */
final class OpenDoor implements People {
    private final String baseUrl;
    private final Supplier<TicketVerbs> verbs;
    private final Supplier<Optional<String>> refusal;

    /** @param refusal what is told to who comes, where they are refused */
    OpenDoor(String baseUrl, Supplier<TicketVerbs> verbs, Supplier<Optional<String>> refusal) {
        this.baseUrl = baseUrl;
        this.verbs = verbs;
        this.refusal = refusal;
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public String authorize(String state, String challenge) {
        return baseUrl + "/signin/back?code=ann&state=" + state;
    }

    @Override
    public Person who(String code, String verifier) {
        Optional<String> no = refusal.get();
        if (no.isPresent()) {
            throw new SignInRefusedException(no.get());
        }
        return new Person(code, 7, Secret.of("a token"));
    }

    @Override
    public List<RepositoryRef> mayRead(Person person) {
        return List.of();
    }

    @Override
    public Readable seenBy(Person person, List<RepositoryRef> readable) {
        return new Readable(Sight.ALL, List.of("acme/shop"));
    }

    @Override
    public boolean mayDecide(Person person, Ticket ticket) {
        return true;
    }

    @Override
    public void approve(Ticket ticket, Person person) {
        verbs.get().approve(ticket, person.login());
    }

    @Override
    public void reject(Ticket ticket, Person person, String reason) {
        verbs.get().reject(ticket, person.login(), reason);
    }

    @Override
    public void retry(Ticket ticket, Person person) {
        verbs.get().retry(ticket, person.login());
    }

    @Override
    public void stop(Ticket ticket, Person person) {
        verbs.get().stop(ticket, person.login());
    }
}
