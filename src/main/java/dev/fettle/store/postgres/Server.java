package dev.fettle.store.postgres;

import dev.fettle.base.Secret;
import java.util.Optional;

/**
 * A database on a PostgreSQL server, and how to get in.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, with the driver's options but without a password
 * @param user "" for the one that the URL or the driver says
 * @param connections that this process may have open at the same time
 */
public record Server(String url, String user, Optional<Secret> password, int connections) {
    /** Enough for the threads of a process with the default number of workers. */
    public static final int CONNECTIONS = 12;

    /** Its name in messages: no options, which may say more than everybody should know. */
    public String name() {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }
}
