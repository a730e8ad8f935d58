package dev.fettle.web;

import dev.fettle.backlog.Tally;
import io.javalin.config.JavalinConfig;
import io.javalin.http.sse.SseClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /live}: tells pages that are open that something has changed, by server-sent events that say no more than that. One look a second for all of them, none when there are none. */
final class LiveRoutes implements WebServer.Routes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    private static final String SEEN = "seen";
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Often enough that neither the server nor a proxy takes the connection for dead. */
    private static final int LOOKS_A_SIGN = 5;

    /** Pages at once; others are read as they are. */
    private static final int MOST = 64;

    private final Tally tally;
    /** Each open page, with the pulse that it shows. */
    private final Map<SseClient, String> pages = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "live"));
    private int looks;

    LiveRoutes(Tally tally) {
        this.tally = tally;
    }

    @Override
    public void add(JavalinConfig config) {
        config.routes.sse("/live", this::opened);
        config.events.serverStarted(() -> {
            ScheduledFuture<?> unused =
                    timer.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** Where a page hears of what changes after that pulse; asked before the page reads anything, so that nothing is missed between. */
    static String path(String pulse) {
        return "/live?" + SEEN + "=" + URLEncoder.encode(pulse, StandardCharsets.UTF_8);
    }

    private void opened(SseClient page) {
        if (pages.size() >= MOST) {
            return; // the answer ends, and the page stays as it is until it asks again
        }
        page.keepAlive();
        page.onClose(() -> pages.remove(page));
        page.sendComment("hello");
        pages.put(page, TicketSearch.text(page.ctx(), SEEN));
    }

    private void look() {
        try {
            if (pages.isEmpty()) {
                return;
            }
            String pulse = tally.pulse();
            looks++;
            for (SseClient page : pages.keySet()) {
                if (!pulse.equals(pages.replace(page, pulse))) {
                    page.sendEvent("changed", "again"); // an event without data is none
                } else if (looks % LOOKS_A_SIGN == 0) {
                    page.sendComment("still here");
                }
            }
        } catch (RuntimeException e) {
            // A timer that throws never rings again.
            LOG.warn("pages that are open were not told of changes: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pages.keySet().forEach(SseClient::close);
    }
}
