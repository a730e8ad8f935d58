package dev.fettle.app;

import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTraceParser;
import dev.fettle.improve.LineTracking;
import dev.fettle.workspace.Revisions;
import dev.fettle.workspace.Since;
import dev.fettle.workspace.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file with the stack trace of an exception, as a person names it on the command line. */
final class TraceFile {
    private static final long LONGEST = 1 << 20;

    private static final String WHAT_ONE_IS =
            "It begins with a line such as 'java.lang.IllegalStateException: words'; lines 'at package.Class.method(Class.java:12)' follow.";

    private TraceFile() {}

    /**
     * The trace in it, with its files and lines as the project's folder has them now.
     *
     * @param revision that threw; null where it is the folder's own
     * @throws ParameterException when there is no file, no trace in it, or no such revision
     */
    static StackTrace read(Path file, @Nullable String revision, Path folder, CommandSpec spec) throws IOException {
        StackTrace trace = read(file, spec);
        if (revision == null) {
            return trace;
        }
        try (Revisions revisions = Revisions.of(folder);
                Since since = revisions.sinceInFolder(revisions.commit(revision))) {
            LineTracking.Tracked tracked = LineTracking.since(since, trace, revision);
            spec.commandLine().getErr().println(tracked.note());
            return tracked.trace();
        } catch (WorkspaceException e) {
            throw new ParameterException(spec.commandLine(), "--revision " + revision + ": " + e.getMessage() + ".");
        }
    }

    /**
     * The trace in it.
     *
     * @param file {@code -} reads standard input
     * @throws ParameterException when there is no file, or no trace in it
     */
    static StackTrace read(Path file, CommandSpec spec) throws IOException {
        byte[] bytes;
        if (file.toString().equals("-")) {
            bytes = System.in.readNBytes((int) LONGEST);
        } else if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec.commandLine(), "There is no file " + file + ".");
        } else if (Files.size(file) > LONGEST) {
            throw new ParameterException(
                    spec.commandLine(), file + " is larger than 1 MiB; keep only the stack trace.");
        } else {
            bytes = Files.readAllBytes(file);
        }
        String from = file.toString().equals("-") ? "standard input" : file.toString();
        return StackTraceParser.parse(new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "No stack trace was found in " + from + ". " + WHAT_ONE_IS));
    }
}
