package dev.fettle.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether this JVM can name every file: it does so in the locale's charset, and where no locale is set that is ASCII. */
final class FileNames {
    private FileNames() {}

    /**
     * Why it cannot.
     *
     * @param charset as the system property {@code sun.jnu.encoding} has it
     */
    static Optional<String> trouble(@Nullable String charset) {
        boolean ascii = charset != null && (charset.startsWith("ANSI_X3.4") || charset.equals("US-ASCII"));
        return ascii
                ? Optional.of("No locale is set, so files whose names have other letters than ASCII's cannot be read or"
                        + " written, nor repositories that have such be checked out.")
                : Optional.empty();
    }
}
