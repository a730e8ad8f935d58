package dev.fettle.app.config;

import dev.fettle.base.settings.ServerSettings;
import java.util.List;

/**
 * The settings in force, and where each comes from.
 *
 * @param explained every key, in the order of the documentation
 */
public record EffectiveSettings(ServerSettings settings, List<Explained> explained) {
    public EffectiveSettings {
        explained = List.copyOf(explained);
    }

    /**
     * One key for {@code fettle config explain}.
     *
     * @param value as a person would write it; of a secret only whether it is set
     * @param source {@code default}, a file with its line, or {@code environment NAME}
     */
    public record Explained(String key, String value, String source) {}
}
