package dev.fettle.app;

import dev.fettle.repair.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stages with their times on standard error: rewritten in place on a terminal, with a clock that goes on while a stage does; plain lines in a pipe. */
final class TerminalProgress implements Progress, AutoCloseable {
    private static final int WIDTH = 100;
    private static final String ANEW = "\r\u001b[2K";

    /** On a narrow terminal a line that went on below would not be written over. */
    private static final String UNWRAPPED = "\u001b[?7l";

    private static final String WRAPPED = "\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private final String lead;
    private final InstantSource clock;
    private @Nullable Stage current;
    private Instant since;
    private String last = "";
    private @Nullable ScheduledExecutorService ticking;

    TerminalProgress(PrintStream out, boolean terminal, String lead, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.lead = lead;
        this.clock = clock;
        this.since = clock.instant();
    }

    static TerminalProgress standardError(InstantSource clock) {
        TerminalProgress progress = new TerminalProgress(System.err, Terminal.ofErrors(), "", clock);
        progress.tickEachSecond();
        return progress;
    }

    private void tickEachSecond() {
        if (terminal) {
            ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "clock");
                thread.setDaemon(true); // a command that ends otherwise does not wait for its clock
                return thread;
            });
            ScheduledFuture<?> unused = timer.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
            ticking = timer;
        }
    }

    /** Shows on a terminal how long the stage has taken until now. */
    synchronized void tick() {
        if (terminal && current != null) {
            out.print(ANEW + UNWRAPPED + line(last) + WRAPPED);
            out.flush();
        }
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
        if (ticking != null) {
            ticking.shutdownNow();
            ticking = null;
        }
    }

    private void show(String note) {
        String before = last;
        last = note;
        if (current == null) {
            return;
        }
        if (terminal) {
            tick();
        } else if (!note.isEmpty() && !note.equals(before)) {
            out.println(lead + name(current) + ": " + oneLine(note));
        }
    }

    private String line(String note) {
        String name = current == null ? "" : name(current);
        String line = lead + name + " " + elapsed() + (note.isEmpty() ? "" : ": " + oneLine(note));
        return line.length() > WIDTH ? line.substring(0, WIDTH - 1) + "…" : line;
    }

    /** In whole seconds, as on a clock. */
    private String elapsed() {
        long seconds = Math.max(0, Duration.between(since, clock.instant()).toSeconds());
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
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
                last.isEmpty() || !terminal ? "" : "  " + oneLine(last)); // a pipe has it in a line of its own
        out.println((terminal ? ANEW : "") + line);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\s]+", " ").strip();
    }

    private static String name(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
