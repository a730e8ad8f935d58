package dev.fettle.forge;

/**
 * How Fettle is known on the forge.
 *
 * @param login its login, such as {@code fettle[bot]}
 * @param userId its numeric user id, 0 when the server gives none
 * @param appId its GitHub App id, 0 in token mode
 */
public record Identity(String login, long userId, long appId) {}
