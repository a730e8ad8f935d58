package dev.fettle.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a command writes a result as JSON, as {@code --json FILE} names it: a file, or standard output for {@code -}. */
final class JsonFile {
    private JsonFile() {}

    /** Whether standard output is taken by it; not where there is none. */
    static boolean takesOutput(@Nullable Path file) {
        return file != null && file.toString().equals("-");
    }

    /**
     * Writes the result.
     *
     * @param out the command's standard output
     */
    static void write(Path file, ObjectNode result, PrintWriter out) throws IOException {
        String text = result.toPrettyString() + "\n";
        if (takesOutput(file)) {
            out.print(text);
            out.flush();
        } else {
            Files.writeString(file, text);
        }
    }
}
