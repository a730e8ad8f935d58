package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.forge.Forge.Access;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A bot account's token: the same for every repository. Git takes the account's login with the token as password. */
final class TokenCredentials implements Credentials {
    private final Rest rest;
    private final Rest.Asker asker;
    private final Secret token;
    private volatile @Nullable Identity self;

    TokenCredentials(Rest rest, Secret token) {
        this.rest = rest;
        this.token = token;
        this.asker = new Rest.Asker("token", "token", token);
    }

    @Override
    public Secret token(RepositoryRef repository, Access access) {
        return token;
    }

    @Override
    public boolean renew(RepositoryRef repository, Access access) {
        return false;
    }

    @Override
    public String principal(RepositoryRef repository) {
        return asker.principal();
    }

    @Override
    public String gitUser() {
        return self().login();
    }

    @Override
    public Identity self() {
        Identity known = self;
        if (known == null) {
            JsonNode user = rest.read(asker, "/user").orThrow().json();
            String login = Json.text(user, "login");
            if (login.isEmpty()) {
                throw new ForgeException(
                        ForgeException.Kind.UNAVAILABLE, "the forge does not say whose the token is", null, null);
            }
            known = new Identity(login, user.path("id").asLong(0), 0);
            self = known;
        }
        return known;
    }

    /** Those the account may push to, where the server says so; all it lists otherwise. */
    @Override
    public List<Repository> repositories() {
        List<Repository> found = new ArrayList<>();
        for (JsonNode node : Rest.all(path -> rest.read(asker, path), "/user/repos", "")) {
            if (node.path("permissions").path("push").asBoolean(true)) {
                Views.repository(node, 0).ifPresent(found::add);
            }
        }
        return found;
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
}
