package dev.fettle.store.sqlite;

import dev.fettle.store.folder.PrivateFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What a data folder remembers beside its database: that there was one, which one, and whether it was closed in order.
 *
 * @param storeId the database's own id; a file with another id is not the one that was here
 * @param clean whether the last process closed it
 */
record FolderState(String storeId, boolean clean) {

    static Optional<FolderState> read(Path folder) throws IOException {
        Path file = file(folder);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(file)));
        return Optional.of(new FolderState(
                properties.getProperty("store", ""), Boolean.parseBoolean(properties.getProperty("clean", "false"))));
    }

    void write(Path folder) throws IOException {
        String text = "# Fettle keeps its database here. Do not edit.\nstore=" + storeId + "\nclean=" + clean + "\n";
        PrivateFiles.replace(file(folder), text.getBytes(StandardCharsets.UTF_8));
    }

    static Path file(Path folder) {
        return folder.resolve("fettle.state");
    }
}
