package dev.fettle.app;

import dev.fettle.repair.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stages with their times on standard error: rewritten in place on a terminal, plain lines in a pipe. */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final int WIDTH = 100;
    private final PrintStream out;
    private final boolean terminal;
    private final String lead;
    private final InstantSource clock;
    private @Nullable Stage current;
    private Instant since;
    private String last = "";

    TerminalProgress(PrintStream out, boolean terminal, String lead, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.lead = lead;
        this.clock = clock;
        this.since = clock.instant();
    }

    static TerminalProgress standardError(InstantSource clock) {
        return new TerminalProgress(System.err, System.console() != null, "", clock);
    }

    @Override
    public synchronized void stage(Stage stage) {
        if (stage == current) {
            return;
        }
        end();
        current = stage;
        since = clock.instant();
        show("");
    }

    @Override
    public synchronized void note(String text) {
        show(text);
    }

    @Override
    public synchronized void close() {
        end();
        current = null;
    }

    private void show(String note) {
        last = note;
        if (current == null) {
            return;
        }
        String line = lead + name(current) + (note.isEmpty() ? "" : ": " + oneLine(note));
        if (terminal) {
            out.print("\r\u001b[2K" + (line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line));
            out.flush();
        } else if (!note.isEmpty()) {
            out.println(line);
        }
    }

    private void end() {
        if (current == null) {
            return;
        }
        double seconds = Duration.between(since, clock.instant()).toMillis() / 1000.0;
        String line = String.format(
                Locale.ROOT,
                "%s%-12s %6.1f s%s",
                lead,
                name(current),
                seconds,
                last.isEmpty() ? "" : "  " + oneLine(last));
        out.println((terminal ? "\r\u001b[2K" : "") + line);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
