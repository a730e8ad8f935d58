package dev.fettle.workspace;

import dev.fettle.base.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Where a repository is cloned from and pushed to. Built from configuration and owner/name, never taken from a payload.
 *
 * @param url an https URL without credentials, or a path of the local forge
 * @param username the user name of the transport, null for none
 * @param password its secret, null for none
 */
public record GitRemote(
        String url, @Nullable String username, @Nullable Secret password) {}
