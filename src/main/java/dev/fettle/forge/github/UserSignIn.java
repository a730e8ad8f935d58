package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.base.RepositoryRef;
import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.Identity;
import dev.fettle.forge.OwnAllowance;
import dev.fettle.forge.Repository;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells who a person is, by GitHub's web flow for Apps, and which of the App's repositories they may read. Both are asked in the person's name; what they may do is asked of the forge as the App.
 */
public final class UserSignIn {
    private final Addresses addresses;
    private final Http pages;
    private final Rest api;
    private final String clientId;
    private final Secret clientSecret;
    private final String redirect;

    /**
     * Asks nothing yet.
     *
     * @param redirect our own address that the forge sends persons back to
     * @throws IllegalArgumentException when the address or the CA bundle cannot be used
     */
    public UserSignIn(ForgeAccess access, String clientId, Secret clientSecret, String redirect, InstantSource clock) {
        this.addresses = Addresses.of(access.apiUrl());
        Addresses web = Addresses.of(addresses.web());
        this.pages = new Http(web.server(), access.caBundle(), access.proxy(), Http.Timeouts.usual());
        this.api = new Rest(
                addresses,
                new Http(addresses.server(), access.caBundle(), access.proxy(), Http.Timeouts.usual()),
                new Limits(clock, new OwnAllowance(Allowance.GITHUB)));
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.redirect = redirect;
    }

    /**
     * Where a person is sent to.
     *
     * @param state that must come back
     * @param challenge of PKCE, by SHA-256
     */
    public String authorize(String state, String challenge) {
        return addresses.web() + "/login/oauth/authorize?client_id=" + Addresses.query(clientId) + "&redirect_uri="
                + Addresses.query(redirect) + "&state=" + Addresses.query(state) + "&code_challenge="
                + Addresses.query(challenge) + "&code_challenge_method=S256&allow_signup=false";
    }

    /**
     * Somebody who came back.
     *
     * @param token with which they let us ask in their name, for as long as the forge takes it
     */
    public record Arrival(Identity identity, Secret token) {}

    /**
     * Who came back.
     *
     * @param verifier behind the challenge
     * @throws ForgeException when the code is none, or the forge cannot be asked
     */
    public Arrival who(String code, String verifier) {
        ObjectNode body = Json.object()
                .put("client_id", clientId)
                .put("client_secret", clientSecret.reveal())
                .put("code", code)
                .put("redirect_uri", redirect)
                .put("code_verifier", verifier);
        JsonNode answer = pages.write(
                        "POST",
                        addresses.web() + "/login/oauth/access_token",
                        Map.of("Accept", "application/json", "User-Agent", "fettle"),
                        Json.write(body))
                .orThrow()
                .json();
        String token = Json.text(answer, "access_token");
        if (token.isEmpty()) {
            // GitHub says no with status 200 and a word.
            throw new ForgeException(ForgeException.Kind.FORBIDDEN, "the forge does not take the code", null, null);
        }
        JsonNode user = api.read(new Rest.Asker("person", "Bearer", Secret.of(token)), "/user")
                .orThrow()
                .json();
        String login = Json.text(user, "login");
        if (login.isEmpty()) {
            throw new ForgeException(ForgeException.Kind.UNAVAILABLE, "the forge does not say who it is", null, null);
        }
        return new Arrival(new Identity(login, user.path("id").asLong(0), 0), Secret.of(token));
    }

    /**
     * The repositories of the App's installations that a person was given access to, at least to read. One that is public and that nobody gave them is none of them.
     *
     * @param principal whose limits of requests count
     * @throws ForgeException {@code FORBIDDEN} when the forge takes the token no more, others when it cannot be asked
     */
    public List<RepositoryRef> repositories(String principal, Secret token) {
        Rest.Asker person = new Rest.Asker(principal, "Bearer", token);
        List<RepositoryRef> readable = new ArrayList<>();
        for (JsonNode installation : Rest.all(path -> api.read(person, path), "/user/installations", "installations")) {
            if (installation.path("suspended_at").isTextual()) {
                continue;
            }
            String path = "/user/installations/" + installation.path("id").asLong() + "/repositories";
            for (JsonNode repository : Rest.all(page -> api.read(person, page), path, "repositories")) {
                // Without a number there would be a name alone, and names go from one repository to another.
                if (repository.path("permissions").path("pull").asBoolean(true)) {
                    Views.repository(repository, 0)
                            .map(Repository::ref)
                            .filter(ref -> ref.id() != 0)
                            .ifPresent(readable::add);
                }
            }
        }
        return readable;
    }
}
