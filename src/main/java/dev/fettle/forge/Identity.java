package dev.fettle.forge;

/**
 * How Fettle is known on the forge.
 *
 * @param login its login, such as {@code fettle[bot]}
 * @param userId its numeric user id, 0 when the server gives none
 * @param appId its GitHub App id, 0 in token mode
 * @param email the address by which the server knows its commits, "" where that is GitHub's own of the login and the id
 */
public record Identity(String login, long userId, long appId, String email) {
    public Identity(String login, long userId, long appId) {
        this(login, userId, appId, "");
    }
}
