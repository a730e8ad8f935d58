package dev.fettle.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fettle.base.Secret;
import dev.fettle.base.UntrustedText;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.forge.Allowance;
import dev.fettle.forge.ForgeException;
import dev.fettle.forge.OwnAllowance;
import java.time.InstantSource;
import java.util.Optional;

/** Exchanges the code that GitHub hands to a person's browser for the App that was made: its number, its key, its secrets. GitHub gives them once. */
public final class ManifestConversion {
    private static final int SHOWN = 100;

    private ManifestConversion() {}

    /**
     * An App as it was made.
     *
     * @param page its page for people, on the same server
     * @param webhookSecret empty where the App has no webhook
     * @param clientSecret for the sign-in of people
     */
    public record Made(
            long id,
            String slug,
            String page,
            Secret privateKey,
            Optional<Secret> webhookSecret,
            String clientId,
            Optional<Secret> clientSecret) {}

    /**
     * Asks once; the code is used up by it.
     *
     * @param access of which address, certificates and proxy are used
     * @throws ForgeException when the code is not known or the server cannot be asked
     */
    public static Made convert(ForgeAccess access, String code, InstantSource clock) {
        Addresses addresses = Addresses.of(access.apiUrl());
        Rest rest = new Rest(
                addresses,
                new Http(addresses.server(), access.caBundle(), access.proxy(), Http.Timeouts.usual()),
                new Limits(clock, new OwnAllowance(Allowance.GITHUB)));
        JsonNode node = rest.write(
                        Rest.Asker.NOBODY,
                        "POST",
                        "/app-manifests/" + Addresses.query(code) + "/conversions",
                        MissingNode.getInstance())
                .orThrow()
                .json();
        long id = node.path("id").asLong();
        Optional<Secret> key = secret(node, "pem");
        if (id <= 0 || key.isEmpty()) {
            throw new ForgeException(
                    ForgeException.Kind.UNAVAILABLE, "the forge answered without an App's id and key", null, null);
        }
        String slug = UntrustedText.oneLine(Json.text(node, "slug"), SHOWN);
        String told = Json.text(node, "html_url");
        String page = told.startsWith(addresses.web() + "/")
                ? UntrustedText.oneLine(told, 2 * SHOWN)
                : addresses.web() + "/apps/" + Addresses.query(slug);
        return new Made(
                id,
                slug,
                page,
                key.get(),
                secret(node, "webhook_secret"),
                UntrustedText.oneLine(Json.text(node, "client_id"), SHOWN),
                secret(node, "client_secret"));
    }

    private static Optional<Secret> secret(JsonNode node, String field) {
        String text = Json.text(node, field).strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
    }
}
