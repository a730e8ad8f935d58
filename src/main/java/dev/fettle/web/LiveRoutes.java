package dev.fettle.web;

import dev.fettle.backlog.Tally;
import dev.fettle.base.Sight;
import io.javalin.config.JavalinConfig;
import io.javalin.http.sse.SseClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
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
    private final Onlooker.Source onlookers;
    private final Map<SseClient, Open> pages = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "live"));
    private int looks;
    private String lastPulse = "";

    /**
     * A page that is open.
     *
     * @param pulse that it shows, of what its onlooker sees
     * @param looked whether that was compared since it opened
     */
    private record Open(Onlooker onlooker, String pulse, boolean looked) {}

    LiveRoutes(Tally tally, Onlooker.Source onlookers) {
        this.tally = tally;
        this.onlookers = onlookers;
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
        pages.put(page, new Open(onlookers.of(page.ctx()), TicketSearch.text(page.ctx(), SEEN), false));
    }

    private void look() {
        try {
            if (pages.isEmpty()) {
                return;
            }
            looks++;
            String pulse = tally.pulse();
            boolean moved = !pulse.equals(lastPulse);
            lastPulse = pulse;
            Map<Sight, String> pulses = new HashMap<>(Map.of(Sight.ALL, pulse));
            pages.forEach((page, open) -> look(page, open, moved, pulses));
        } catch (RuntimeException e) {
            // A timer that throws never rings again.
            LOG.warn("pages that are open were not told of changes: {}", e.getMessage());
        }
    }

    /** @param moved whether anything has changed at all: only then is it worth to see whether that concerns this onlooker */
    private void look(SseClient page, Open open, boolean moved, Map<Sight, String> pulses) {
        if (!open.onlooker().holds().getAsBoolean()) {
            // The browser asks again, and it is looked anew who that is and what they may see.
            page.close();
            return;
        }
        if (moved || !open.looked()) {
            String now = pulses.computeIfAbsent(
                    open.onlooker().sight(), sight -> open.onlooker().tally().pulse());
            pages.replace(page, new Open(open.onlooker(), now, true));
            if (!now.equals(open.pulse())) {
                page.sendEvent("changed", "again"); // an event without data is none
                return;
            }
        }
        if (looks % LOOKS_A_SIGN == 0) {
            page.sendComment("still here");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        pages.keySet().forEach(SseClient::close);
    }
}
