package dev.fettle.store;

import dev.fettle.store.postgres.Server;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where everything is kept.
 *
 * @param folder of this process alone; the SQLite file is in it when there is no server
 * @param server the PostgreSQL server instead, when there is one
 * @param keyFile the key of the delivery bodies, the same for all processes that share a database; made on the first start
 */
public record Place(Path folder, Optional<Server> server, Path keyFile) {
    /** An SQLite file in that folder. */
    public static Place folder(Path folder) {
        return new Place(folder, Optional.empty(), folder.resolve(KeyFile.NAME));
    }

    /** A database on a server, with the key in that folder. */
    public static Place server(Server server, Path folder) {
        return new Place(folder, Optional.of(server), folder.resolve(KeyFile.NAME));
    }

    /** With the key elsewhere, such as where a machine's secrets are. */
    public Place withKeyFile(Path file) {
        return new Place(folder, server, file);
    }
}
