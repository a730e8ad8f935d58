package dev.fettle.app.config;

import dev.fettle.base.Secret;
import dev.fettle.base.settings.ServerSettings.ForgeAccess;
import dev.fettle.base.settings.ServerSettings.Http;
import dev.fettle.base.settings.ServerSettings.SignIn;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** How persons sign in to the pages. */
final class SignInKeys {
    private static final Pattern CLIENT = Pattern.compile("|[A-Za-z0-9._-]{1,100}");

    private SignInKeys() {}

    static SignIn read(Reading reading, Supplier<Optional<Secret>> secret) {
        return new SignIn(
                reading.get(new Key<>(
                        "forge.client_id",
                        ValueType.matching(CLIENT, "must be the App's client id, from its page on GitHub"),
                        "")),
                secret.get());
    }

    /** What is missing, with its key; "" where nothing is. */
    static String lacking(SignIn signIn, ForgeAccess forge, Http http) {
        boolean id = !signIn.clientId().isEmpty();
        if (!id && signIn.clientSecret().isEmpty()) {
            return "";
        }
        if (!id) {
            return "'forge.client_id' is missing: sign-in needs it beside the client secret";
        }
        if (signIn.clientSecret().isEmpty()) {
            return "'forge.client_secret_file' is missing: sign-in needs it beside the client id (or set FETTLE_CLIENT_SECRET)";
        }
        if (forge.kind() != ForgeAccess.Kind.GITHUB) {
            return "'forge.client_id' is for a GitHub App alone: sign-in needs forge.kind github";
        }
        return http.baseUrl().isEmpty()
                ? "'server.base_url' is missing: after a sign-in the forge sends people back to it"
                : "";
    }
}
