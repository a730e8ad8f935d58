package dev.fettle.app;

import dev.fettle.backlog.Ticket;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings;
import dev.fettle.forge.Forge;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Permission;
import dev.fettle.forge.github.UserSignIn;
import dev.fettle.improve.TicketVerbs;
import dev.fettle.store.Stores;
import dev.fettle.web.People;
import dev.fettle.web.SignInRefusedException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The persons at the pages. Who they are and what they may read the forge says by their own token, which lives as long as their session; what they may decide it says of their login, asked as the App.
 */
final class SignInWiring implements People {
    private static final Logger LOG = LoggerFactory.getLogger(SignInWiring.class);

    private final String baseUrl;
    private final UserSignIn forge;
    private final Forge asApp;
    private final KnownRepositories known;
    private final TicketVerbs verbs;

    private SignInWiring(String baseUrl, UserSignIn forge, Forge asApp, KnownRepositories known, TicketVerbs verbs) {
        this.baseUrl = baseUrl;
        this.forge = forge;
        this.asApp = asApp;
        this.known = known;
        this.verbs = verbs;
    }

    /** Where the settings have what sign-in needs; empty where the pages are for whoever reaches them. */
    static Optional<People> of(ServerSettings settings, Forge asApp, Stores stores, InstantSource clock) {
        Optional<Secret> secret = settings.signIn().clientSecret();
        if (secret.isEmpty()) {
            return Optional.empty();
        }
        String baseUrl = settings.http().baseUrl();
        return Optional.of(new SignInWiring(
                baseUrl,
                new UserSignIn(
                        settings.forge(), settings.signIn().clientId(), secret.get(), baseUrl + "/signin/back", clock),
                asApp,
                new KnownRepositories(stores.installations(), stores.backlog(), stores.deliveryRows()),
                new TicketVerbs(
                        stores.backlog(),
                        stores.audit(),
                        stores.queue(),
                        stores.outbox(),
                        stores.transactions(),
                        clock)));
    }

    @Override
    public String baseUrl() {
        return baseUrl;
    }

    @Override
    public String authorize(String state, String challenge) {
        return forge.authorize(state, challenge);
    }

    @Override
    public Person who(String code, String verifier) {
        try {
            UserSignIn.Arrival arrival = forge.who(code, verifier);
            Identity identity = arrival.identity();
            return new Person(identity.login(), identity.userId(), arrival.token());
        } catch (ForgeException e) {
            LOG.warn("a sign-in failed: {}", e.getMessage());
            throw new SignInRefusedException(
                    e.kind() == ForgeException.Kind.FORBIDDEN
                            ? "The forge does not know who you are; sign in once more."
                            : "The forge could not be asked who you are; try again in a minute.");
        }
    }

    @Override
    public List<RepositoryRef> mayRead(Person person) {
        try {
            return forge.repositories("person " + person.id(), person.token());
        } catch (ForgeException e) {
            LOG.warn("what {} may read is not known: {}", person.login(), e.getMessage());
            throw new SignInRefusedException(
                    e.kind() == ForgeException.Kind.FORBIDDEN
                            ? "The forge does not tell any more what you may read, so nothing is shown. Sign in once more."
                            : "The forge could not be asked which repositories you may read, so nothing is shown. Try again in a minute.");
        }
    }

    @Override
    public Readable seenBy(Person person, List<RepositoryRef> readable) {
        return known.asReadBy(person.login(), readable);
    }

    @Override
    public boolean mayDecide(Person person, Ticket ticket) {
        return may(person, ticket.repository()).mayWrite();
    }

    /** Nothing, where the forge cannot be asked. */
    private Permission may(Person person, RepositoryRef repository) {
        try {
            return asApp.permission(repository, person.login());
        } catch (ForgeException e) {
            LOG.warn("what {} may do in {} is not known: {}", person.login(), repository.slug(), e.getMessage());
            return Permission.NONE;
        }
    }

    @Override
    public void approve(Ticket ticket, Person person) {
        verbs.approve(ticket, person.login());
    }

    @Override
    public void reject(Ticket ticket, Person person, String reason) {
        verbs.reject(ticket, person.login(), reason);
    }

    @Override
    public void retry(Ticket ticket, Person person) {
        verbs.retry(ticket, person.login());
    }

    @Override
    public void stop(Ticket ticket, Person person) {
        verbs.stop(ticket, person.login());
    }
}
