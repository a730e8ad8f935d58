package dev.fettle.app.doctor;

import dev.fettle.base.settings.SettingsException.Mistake;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The mistakes of the settings, all of them. */
public final class ConfigurationCheck implements Check {
    private final Optional<Path> file;
    private final List<Mistake> mistakes;

    /** @param file that was read; empty where there is none */
    public ConfigurationCheck(Optional<Path> file, List<Mistake> mistakes) {
        this.file = file;
        this.mistakes = List.copyOf(mistakes);
    }

    @Override
    public String name() {
        return "configuration";
    }

    @Override
    public List<Finding> look() {
        if (mistakes.isEmpty()) {
            return List.of(Finding.good(
                    name(),
                    file.map(path -> path + " has no mistakes").orElse("no fettle.json; the defaults are in force")));
        }
        return mistakes.stream()
                .map(
                        mistake -> Finding.broken(
                                name(),
                                mistake.toString(),
                                "Correct it there; nothing starts before. docs/configuration.md has every key, 'fettle config explain' every value and its source."))
                .toList();
    }
}
