package dev.fettle.improve;

import dev.fettle.repair.Progress.Stage;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each stage took, in the stages' order. */
public record StageTimes(Map<Stage, Duration> times) {
    /** No stage. */
    public static final StageTimes NONE = new StageTimes(Map.of());

    public StageTimes {
        Map<Stage, Duration> sorted = new EnumMap<>(Stage.class);
        sorted.putAll(times);
        times = Collections.unmodifiableMap(sorted);
    }

    /** By the names that reports use: lower case, words apart. */
    public Map<String, Duration> byName() {
        Map<String, Duration> names = new LinkedHashMap<>();
        times.forEach((stage, time) ->
                names.put(stage.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), time));
        return names;
    }

    /** These and those. */
    public StageTimes plus(StageTimes more) {
        Map<Stage, Duration> all = new EnumMap<>(Stage.class);
        all.putAll(times);
        more.times.forEach((stage, time) -> all.merge(stage, time, Duration::plus));
        return new StageTimes(all);
    }
}
