package dev.fettle.propose;

import static org.assertj.core.api.Assertions.fail;

import dev.fettle.workspace.Changes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with the one that a person has accepted, which lies in {@code src/test/resources/dev/fettle/propose/}. To accept new texts, read what the
 * failure shows, then run the test with {@code -Dfettle.accept=true} and commit the files: <pre>mvn -o -q -Pquick test -Dtest='*TextTest' -Dfettle.accept=true</pre>
 */
final class Snapshot {
    private static final Path ACCEPTED = Path.of("src/test/resources/dev/fettle/propose");

    private Snapshot() {}

    static void check(String name, String text) {
        Path file = ACCEPTED.resolve(name);
        try {
            if (Boolean.getBoolean("fettle.accept")) {
                Files.createDirectories(ACCEPTED);
                Files.writeString(file, text);
                return;
            }
            String accepted = Files.exists(file) ? Files.readString(file) : "";
            if (!accepted.equals(text)) {
                fail(name + " is not the accepted text. If it should be: -Dfettle.accept=true\n"
                        + Changes.modified(name, accepted, text).unifiedDiff());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
