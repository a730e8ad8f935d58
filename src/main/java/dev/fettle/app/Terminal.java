package dev.fettle.app;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether a person looks at what is written now, or a file or another program takes it. */
final class Terminal {
    private static final Path ERRORS = Path.of("/proc/self/fd/2");

    private Terminal() {}

    /** Whether standard error can be written over in place: it is a terminal, and one that knows more than lines. */
    static boolean ofErrors() {
        Console console = System.console();
        return console != null && isTerminal(console) && knowsMore(System.getenv("TERM")) && leadsToOne(ERRORS);
    }

    /** From Java 22 on there may be a console that is none, and it says so. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    static boolean knowsMore(@Nullable String term) {
        return term != null && !term.isEmpty() && !term.equals("dumb");
    }

    /** A console is standard input and output; errors may go elsewhere. Where the system does not tell, it is believed. */
    static boolean leadsToOne(Path descriptor) {
        try {
            if (!Files.exists(descriptor)) {
                return true;
            }
            String device = descriptor.toRealPath().toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
