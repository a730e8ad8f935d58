package dev.fettle.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.bench.PagesRun;
import dev.fettle.app.bench.PagesRun.Figure;
import dev.fettle.app.bench.Pictures;
import dev.fettle.sandbox.TreeRemoval;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fettle bench pages}: how long the dashboard's views and the JSON API take, with few tickets and with many, and how they look. */
@Command(
        name = "pages",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Fills a store with tickets of every kind, their attempts and their history, starts a 'fettle serve' over it on the loopback address, and asks for each view: once, then again and again.",
            "The times are those of the whole answer, asked for over HTTP one at a time, so they are an upper bound of the server's own. 'first' is the first time that this server was asked for that view."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:of each view half of the answers took under 100 ms",
            "1:one took longer, or there is no browser for pictures",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  fettle bench pages", "  fettle bench pages --tickets 10 --times 5 --screenshots pictures"})
final class BenchPagesCommand implements Callable<Integer> {
    private static final double BAR_MILLIS = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--tickets",
            paramLabel = "N,N",
            split = ",",
            defaultValue = "0,10,100000",
            description = "With so many, one after the other. Default: ${DEFAULT-VALUE}.")
    private List<Integer> tickets = List.of();

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "40",
            description = "How often each view is asked for, once it is warm. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(
            names = "--screenshots",
            paramLabel = "DIR",
            description =
                    "Also write a picture of each view: wide and narrow, light and dark. Needs Chromium or Chrome.")
    private @Nullable Path screenshots;

    @Option(names = "--json", description = "A line of JSON for each view instead of the table.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (times < 1 || tickets.isEmpty() || tickets.stream().anyMatch(number -> number < 0 || number > 10_000_000)) {
            throw new ParameterException(
                    spec.commandLine(), "--tickets are 0 to 10,000,000 each, --times is at least 1.");
        }
        Optional<Path> browser = Pictures.browser(System.getenv().getOrDefault("PATH", ""));
        PrintWriter err = spec.commandLine().getErr();
        if (screenshots != null && browser.isEmpty()) {
            err.println("For --screenshots: " + Pictures.MISSING + ".");
            return 1;
        }
        Path folder = Files.createTempDirectory(Home.of(System.getenv()).data(), "bench-pages-");
        try {
            Optional<Pictures> pictures = Optional.ofNullable(screenshots)
                    .map(where -> new Pictures(
                            browser.orElseThrow(), where.toAbsolutePath().normalize(), folder.resolve("browser")));
            LineInPlace now = new LineInPlace(err, Terminal.ofErrors());
            PagesRun run = new PagesRun(folder, times, pictures, now::show);
            List<Figure> all = new ArrayList<>();
            for (int number : tickets) {
                all.addAll(run.with(number, figures -> {
                    now.clear();
                    show(number, figures);
                }));
            }
            now.clear();
            return all.stream().allMatch(figure -> figure.answered().millis(0.5) < BAR_MILLIS) ? 0 : 1;
        } finally {
            TreeRemoval.remove(folder);
        }
    }

    private void show(int number, List<Figure> figures) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            figures.forEach(figure -> out.println(line(figure)));
        } else {
            out.printf(Locale.ROOT, "%,d tickets, milliseconds, %d times%n", number, times);
            out.printf("%-30s %9s %9s %9s %9s %9s%n", "", "first", "half", "95 %", "bytes", "gzip");
            figures.forEach(figure -> out.printf(
                    Locale.ROOT,
                    "%-30s %9.1f %9.1f %9.1f %9d %9d%n",
                    figure.name(),
                    figure.firstMillis(),
                    figure.answered().millis(0.5),
                    figure.answered().millis(0.95),
                    figure.bytes(),
                    figure.sent()));
        }
        out.flush();
    }

    private static String line(Figure figure) {
        return new ObjectMapper()
                .createObjectNode()
                .put("tickets", figure.tickets())
                .put("view", figure.name())
                .put("path", figure.path())
                .put("status", figure.status())
                .put("first_ms", figure.firstMillis())
                .put("median_ms", figure.answered().millis(0.5))
                .put("p95_ms", figure.answered().millis(0.95))
                .put("bytes", figure.bytes())
                .put("bytes_gzip", figure.sent())
                .toString();
    }
}
