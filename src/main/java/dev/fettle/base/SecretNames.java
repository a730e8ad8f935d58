package dev.fettle.base;

import java.util.List;
import java.util.stream.Stream;

/** Parts of names, in lower case, under which secrets stand: the same where evidence is stripped of them and where a change is scanned for them. */
final class SecretNames {
    private static final List<String> SHARED = List.of(
            "password",
            "passwd",
            "passwort",
            "passphrase",
            "passcode",
            "pwd",
            "secret",
            "token",
            "apikey",
            "api_key",
            "api-key",
            "api key",
            "accesskey",
            "access_key",
            "access-key",
            "privatekey",
            "private_key",
            "private-key",
            "signingkey",
            "signing_key",
            "encryptionkey",
            "encryption_key",
            "credential",
            "authkey",
            "auth_key",
            "connectionstring",
            "connection_string");

    private SecretNames() {}

    /** These and others. */
    static List<String> and(String... others) {
        return Stream.concat(SHARED.stream(), Stream.of(others)).toList();
    }
}
