package dev.fettle.app.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** How long each view takes on the server, and how large it is, with so many tickets. */
public final class PagesRun {
    private static final int WARM_UP = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int times;
    private final Optional<Pictures> pictures;
    private final Consumer<String> progress;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * One view's figures.
     *
     * @param status 200, or 404 for a ticket where there is none
     * @param firstMillis of the first time that this server was asked for it
     * @param answered when it was asked again
     * @param bytes of the answer
     * @param sent of it, as it goes over the wire to who takes gzip
     */
    public record Figure(
            int tickets,
            String name,
            String path,
            int status,
            double firstMillis,
            Spread answered,
            int bytes,
            int sent) {}

    /**
     * A run.
     *
     * @param folder empty, on the disk that is measured
     * @param times how often each view is asked for after the warm-up
     * @param pictures where each view is written as a picture
     * @param progress is told what is being done
     */
    public PagesRun(Path folder, int times, Optional<Pictures> pictures, Consumer<String> progress) {
        this.folder = folder;
        this.times = times;
        this.pictures = pictures;
        this.progress = progress;
    }

    /**
     * Fills, serves, asks, takes pictures and closes.
     *
     * @param shown is told the figures as soon as they are there
     */
    public List<Figure> with(int tickets, Consumer<List<Figure>> shown) throws IOException, InterruptedException {
        try (PagesWorld world = new PagesWorld(
                folder.resolve(Integer.toString(tickets)),
                tickets,
                done -> progress.accept("filled " + done + " of " + tickets))) {
            Map<PageView, Double> first = new LinkedHashMap<>();
            for (PageView view : world.views()) {
                first.put(view, millis(world, view));
            }
            List<Figure> figures = new ArrayList<>();
            for (PageView view : world.views()) {
                progress.accept("asks for " + view.name());
                figures.add(figure(world, view, tickets, first.get(view)));
            }
            shown.accept(figures);
            for (PageView view : pictured(world)) {
                progress.accept("takes pictures of " + view.name());
                pictures.orElseThrow().take(view.name(), tickets, URI.create(world.url() + view.path()));
            }
            return figures;
        }
    }

    private List<PageView> pictured(PagesWorld world) {
        return pictures.isEmpty()
                ? List.of()
                : world.views().stream().filter(PageView::pictured).toList();
    }

    private Figure figure(PagesWorld world, PageView view, int tickets, double first)
            throws IOException, InterruptedException {
        for (int i = 0; i < Math.min(WARM_UP, times); i++) {
            ask(world, view);
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            nanos[i] = Math.round(millis(world, view) * 1e6);
        }
        HttpResponse<byte[]> answer = ask(world, view);
        int status = answer.statusCode();
        boolean none = status == 404 && view.path().endsWith("/none");
        if (status != 200 && !none) {
            throw new IOException(view.path() + " was answered " + status);
        }
        return new Figure(
                tickets,
                view.name(),
                view.path(),
                status,
                first,
                Spread.of(nanos),
                unpacked(answer),
                answer.body().length);
    }

    private double millis(PagesWorld world, PageView view) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        ask(world, view);
        return (System.nanoTime() - begun) / 1e6;
    }

    /** As a browser does, which takes gzip. */
    private HttpResponse<byte[]> ask(PagesWorld world, PageView view) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(world.url() + view.path()))
                .timeout(PATIENCE)
                .header("Accept-Encoding", "gzip")
                .header("Accept", view.path().startsWith("/api") ? "application/json" : "text/html")
                .build();
        return http.send(request, BodyHandlers.ofByteArray());
    }

    private static int unpacked(HttpResponse<byte[]> answer) throws IOException {
        boolean packed = answer.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        if (!packed) {
            return answer.body().length;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return in.readAllBytes().length;
        }
    }
}
