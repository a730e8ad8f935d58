package dev.fettle.improve;

import dev.fettle.improve.RepairPipeline.NotMended;
import dev.fettle.repair.Progress;
import dev.fettle.repair.RepairReason;
import dev.fettle.repair.Reproduction;
import dev.fettle.repair.Search;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes progress on and keeps the time of each stage. For one thread. */
final class StageClock implements Progress {
    private final InstantSource clock;
    private final Progress listener;
    private final Instant start;
    private final Map<Stage, Duration> times = new EnumMap<>(Stage.class);
    private Stage current = Stage.REPRODUCE;
    private String engine = "";
    private Instant since;

    StageClock(InstantSource clock, Progress listener) {
        this.clock = clock;
        this.listener = listener;
        this.start = clock.instant();
        this.since = start;
    }

    @Override
    public void stage(Stage stage) {
        if (stage == current && times.isEmpty() && since.equals(start)) {
            listener.stage(stage);
            return;
        }
        if (stage != current) {
            close();
            current = stage;
            listener.stage(stage);
        }
    }

    @Override
    public void note(String text) {
        listener.note(text);
    }

    /** Who searches from now on. */
    void engine(String name) {
        engine = name;
    }

    Duration elapsed() {
        return Duration.between(start, clock.instant());
    }

    StageTimes finish() {
        close();
        return new StageTimes(times);
    }

    NotMended end(
            RepairReason reason,
            String detail,
            boolean error,
            @Nullable Reproduction reproduction,
            @Nullable Search search) {
        return new NotMended(reason, current, detail, error, reproduction, search, null, engine, finish());
    }

    private void close() {
        Instant now = clock.instant();
        times.merge(current, Duration.between(since, now), Duration::plus);
        since = now;
    }
}
