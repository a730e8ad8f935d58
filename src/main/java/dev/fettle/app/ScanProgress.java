package dev.fettle.app;

import dev.fettle.improve.scan.Watching;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** A line on standard error for each source that has looked; on a terminal also what is looked at now. */
final class ScanProgress implements Watching {
    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant since;

    ScanProgress(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public void begins(String source) {
        since = clock.instant();
        if (terminal) {
            out.print("\r\u001b[2K" + source + " …");
            out.flush();
        }
    }

    @Override
    public void ended(String source, int sightings) {
        double seconds = Duration.between(since, clock.instant()).toMillis() / 1000.0;
        out.printf(Locale.ROOT, "%s%-17s %6.1f s  %d%n", terminal ? "\r\u001b[2K" : "", source, seconds, sightings);
        out.flush();
    }
}
