package dev.fettle.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files through which one launch is handed over and reports back, all in the box's closed folder.
 *
 * @param status where bubblewrap writes what became of the command
 * @param filter the assembled system call filter
 * @param arguments bubblewrap's options
 */
record LaunchFiles(Path status, Path filter, Path arguments) {
    private static final Pattern EXIT_CODE = Pattern.compile("\"exit-code\"\\s*:\\s*(\\d{1,3})");

    static LaunchFiles prepare(Path control, long number, byte[] filter, byte[] arguments) throws IOException {
        LaunchFiles files = new LaunchFiles(
                control.resolve(number + ".status"),
                control.resolve(number + ".filter"),
                control.resolve(number + ".arguments"));
        Files.createFile(files.status);
        Files.write(files.filter, filter);
        Files.write(files.arguments, arguments);
        return files;
    }

    /** The command's exit code; empty when bubblewrap never got as far as running it, or was killed first. */
    OptionalInt exitCode() {
        try {
            Matcher code = EXIT_CODE.matcher(Files.readString(status));
            return code.find() ? OptionalInt.of(Integer.parseInt(code.group(1))) : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(status);
        Files.deleteIfExists(filter);
        Files.deleteIfExists(arguments);
    }
}
