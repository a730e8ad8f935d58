package dev.fettle.app;

import dev.fettle.app.doctor.DiskCheck;
import dev.fettle.backlog.TicketFilter;
import dev.fettle.insight.StatusCounts;
import dev.fettle.store.Stores;
import dev.fettle.web.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How this server is doing, for those who watch it: whether it can do its work, and in numbers. */
final class Operation {
    private final Stores stores;
    private final Path data;
    private final boolean webhooks;
    private final Duration quiet;
    private final InstantSource clock;
    private final Instant started;
    private final FigureMeasures figures;

    /**
     * Of a server.
     *
     * @param webhooks whether a forge delivers to us
     * @param quiet how long it may say nothing
     */
    Operation(Stores stores, Path data, boolean webhooks, Duration quiet, InstantSource clock) {
        this.stores = stores;
        this.data = data;
        this.webhooks = webhooks;
        this.quiet = quiet;
        this.clock = clock;
        this.started = clock.instant();
        this.figures = new FigureMeasures(stores.tally(), clock);
    }

    /** What keeps Fettle from taking work in, in a sentence; empty when nothing does. */
    Optional<String> notReady() {
        Optional<String> trouble = stores.trouble();
        if (trouble.isPresent()) {
            return Optional.of("The database cannot be written: " + trouble.get());
        }
        try {
            long free = Files.getFileStore(data).getUsableSpace();
            return free >= DiskCheck.LEAST
                    ? Optional.empty()
                    : Optional.of("The disk of " + data + " has only " + (free >> 20) + " MB left.");
        } catch (IOException e) {
            return Optional.of("The data folder " + data + " cannot be looked at: " + e.getMessage());
        }
    }

    /** That no delivery has come for long, where some should. */
    Optional<String> silence() {
        if (!webhooks) {
            return Optional.empty();
        }
        Instant last =
                stores.deliveries().lastAccepted().filter(started::isBefore).orElse(started);
        Duration since = Duration.between(last, clock.instant());
        return since.compareTo(quiet) < 0
                ? Optional.empty()
                : Optional.of(
                        "No verified delivery has come for " + since.toHours()
                                + " hours. Does the forge reach the webhook's address, and has it the same secret? What was missed is asked for at each scan.");
    }

    /** In numbers. */
    List<Measure> measures() {
        List<Measure> all = new ArrayList<>();
        StatusCounts.of(stores.tally(), TicketFilter.ALL)
                .byStatus()
                .forEach((status, count) -> all.add(new Measure(
                        "fettle_tickets",
                        "Tickets by status",
                        Map.of("status", status.name().toLowerCase(Locale.ROOT)),
                        count)));
        stores.queued()
                .forEach((kind, count) -> all.add(new Measure(
                        "fettle_work_queued", "Work that is queued or being done", Map.of("kind", kind), count)));
        all.add(one(
                "fettle_work_parked",
                "Work that failed too often and waits for a person",
                stores.parked().list().size()));
        all.add(one(
                "fettle_ready",
                "1 when the database can be written and the disk has room",
                notReady().isEmpty() ? 1 : 0));
        all.add(one(
                "fettle_silence",
                "1 when no delivery has come for forge.silence_hours",
                silence().isEmpty() ? 0 : 1));
        stores.deliveries()
                .lastAccepted()
                .ifPresent(last -> all.add(one(
                        "fettle_last_delivery_age_seconds",
                        "Since the last verified delivery",
                        Duration.between(last, clock.instant()).toSeconds())));
        all.addAll(figures.measures());
        return all;
    }

    private static Measure one(String name, String help, double value) {
        return new Measure(name, help, Map.of(), value);
    }
}
