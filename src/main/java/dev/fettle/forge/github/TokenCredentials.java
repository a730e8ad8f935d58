package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A bot account's token: the same for every repository. Git takes the account's login with the token as password. */
final class TokenCredentials implements Credentials {
    private final Rest rest;
    private final Supplier<Secret> token;
    private volatile @Nullable Known self;

    /** Whose a token is. */
    private record Known(Secret token, Identity identity, boolean gitHub) {}

    /** On each answer of GitHub's, and of nobody else's. */
    private static final String REQUEST_ID = "X-GitHub-Request-Id";

    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@]{1,100}@[^\\s<>@]{1,150}");

    /** @param token as it is now; it may be exchanged */
    TokenCredentials(Rest rest, Supplier<Secret> token) {
        this.rest = rest;
        this.token = token;
    }

    private Rest.Asker asker(Secret secret) {
        return new Rest.Asker(Rest.Asker.TOKEN, "token", secret);
    }

    @Override
    public Secret token(RepositoryRef repository, Stage stage) {
        return token.get();
    }

    @Override
    public boolean renew(RepositoryRef repository, Stage stage) {
        return false;
    }

    @Override
    public String principal(RepositoryRef repository) {
        return Rest.Asker.TOKEN;
    }

    @Override
    public String gitUser() {
        return self().login();
    }

    @Override
    public Identity self() {
        return known().identity();
    }

    private Known known() {
        Secret now = token.get();
        Known known = self;
        if (known == null || !known.token().equals(now)) {
            Answer answer = rest.read(asker(now), "/user").orThrow();
            JsonNode user = answer.json();
            String login = Json.text(user, "login");
            if (login.isEmpty()) {
                throw new ForgeException(
                        ForgeException.Kind.UNAVAILABLE, "the forge does not say whose the token is", null, null);
            }
            boolean gitHub = answer.headers().get(REQUEST_ID) != null;
            Identity identity = new Identity(login, user.path("id").asLong(0), 0, email(user, login, gitHub));
            known = new Known(now, identity, gitHub);
            self = known;
        }
        return known;
    }

    /** The account's own; where it shows none, one at its server, which is not the account of that number at GitHub. */
    private String email(JsonNode user, String login, boolean gitHub) {
        String told = Json.text(user, "email");
        if (ADDRESS.matcher(told).matches()) {
            return told;
        }
        return gitHub
                ? ""
                : login + "@users.noreply." + rest.addresses().server().host();
    }

    /** Those the account may push to, where the server says so; all it lists otherwise. */
    @Override
    public List<Repository> repositories() {
        List<Repository> found = new ArrayList<>();
        for (JsonNode node : listed()) {
            if (node.path("permissions").path("push").asBoolean(true)) {
                Views.repository(node, 0).ifPresent(found::add);
            }
        }
        return found;
    }

    /** Some servers take {@code repos} there for the number of a user, and so have no such list; each lists what is an account's own. */
    private List<JsonNode> listed() {
        Rest.Asker asker = asker(token.get());
        Rest.Reader reader = path -> rest.read(asker, path);
        try {
            return Rest.all(reader, "/user/repos", "");
        } catch (ForgeException e) {
            if (e.kind() != ForgeException.Kind.NOT_FOUND) {
                throw e;
            }
            return Rest.all(reader, "/users/" + Addresses.path(self().login()) + "/repos", "");
        }
    }

    @Override
    public long installation(RepositoryRef repository) {
        return 0;
    }

    /** A bot's token sees a repository's webhooks only where the bot administers it, which it should not. */
    @Override
    public Optional<HookDeliveries> deliveries() {
        return Optional.empty();
    }

    @Override
    public boolean checkRuns() {
        return false;
    }

    @Override
    public boolean folds() {
        return known().gitHub();
    }
}
