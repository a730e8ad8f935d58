package dev.fettle.app;

import dev.fettle.app.bench.Bench;
import dev.fettle.app.bench.BenchCase;
import dev.fettle.app.bench.Row;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A line a case on standard error, with the stages in place on a terminal; and the JSON lines as they come, so that a run that is cut short keeps them. */
final class BenchProgress implements Bench.Listener {
    private final int rows;
    private final int width;
    private final boolean live;
    private final @Nullable PrintWriter lines;
    private final InstantSource clock;
    private final AtomicInteger done = new AtomicInteger();

    /** @param lines where JSON goes, null for nowhere */
    BenchProgress(List<BenchCase> cases, int tools, int jobs, @Nullable PrintWriter lines, InstantSource clock) {
        this.rows = cases.size() * tools;
        this.width = cases.stream().mapToInt(one -> one.name().length()).max().orElse(1);
        this.live = Terminal.ofErrors() && jobs == 1;
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public Bench.Live begins(BenchCase one, String tool) {
        String lead = "[" + (done.get() + 1) + "/" + rows + " " + one.name() + " " + tool + "] ";
        return live ? new InPlace(new TerminalProgress(System.err, true, lead, clock)) : Silent.INSTANCE;
    }

    @Override
    public synchronized void ended(Row row) {
        System.err.printf(
                Locale.ROOT,
                "%3d/%d  %-" + width + "s  %-8s %-17s %6.1f s  %s%n",
                done.incrementAndGet(),
                rows,
                row.one().name(),
                row.tool(),
                row.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                row.seconds(),
                said(row));
        if (lines != null) {
            lines.println(row.json());
            lines.flush();
        }
    }

    private static String said(Row row) {
        String summary = row.json().path("summary").asText("");
        return summary.isEmpty()
                ? row.json().path("reason").asText("")
                : row.json().path("rule").asText("") + ": " + summary;
    }

    private record InPlace(TerminalProgress progress) implements Bench.Live {
        @Override
        public void stage(Stage stage) {
            progress.stage(stage);
        }

        @Override
        public void note(String text) {
            progress.note(text);
        }

        @Override
        public void close() {
            progress.close();
        }
    }

    /** In a pipe only results are worth a line. */
    private enum Silent implements Bench.Live {
        INSTANCE;

        @Override
        public void stage(Stage stage) {}

        @Override
        public void note(String text) {}

        @Override
        public void close() {}
    }
}
