package dev.fettle.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a command writes a result as JSON, as {@code --json FILE} names it: a file, or standard output for {@code -}. */
final class JsonFile {
    private JsonFile() {}

    /** Whether standard output is taken by it; not where there is none. */
    static boolean takesOutput(@Nullable Path file) {
        return file != null && file.toString().equals("-");
    }

    /**
     * Asked before long work, so that its result does not get lost.
     *
     * @throws ParameterException when the file cannot be written
     */
    static void requireWritable(@Nullable Path file, CommandSpec spec) {
        if (file == null || takesOutput(file)) {
            return;
        }
        Path folder = file.toAbsolutePath().normalize().getParent();
        String why = Files.isDirectory(file)
                ? "it is a folder"
                : folder == null || !Files.isDirectory(folder)
                        ? "there is no folder " + folder
                        : Files.exists(file)
                                ? Files.isWritable(file) ? "" : "it may not be written"
                                : Files.isWritable(folder) ? "" : folder + " may not be written to";
        if (!why.isEmpty()) {
            throw new ParameterException(spec.commandLine(), file + " cannot be written: " + why + ".");
        }
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
