package dev.fettle.app;

import dev.fettle.app.config.EffectiveSettings;
import dev.fettle.app.config.SettingsLoader;
import dev.fettle.base.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --config} of every command that works with the server's settings. */
final class ConfigOption {
    private static final String USUAL = "fettle.json";

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The server's settings, JSON. Default: $FETTLE_CONFIG, else fettle.json here, else in FETTLE_HOME, else the defaults.")
    private @Nullable Path file;

    /** What can be read of the settings, and every mistake. */
    SettingsLoader.Examined examine() {
        Map<String, String> environment = System.getenv();
        Path root = Home.of(environment).root();
        return SettingsLoader.examine(file(environment, root), root, environment);
    }

    /** The file that is read; null where there is none. */
    @Nullable
    Path file() {
        Map<String, String> environment = System.getenv();
        return file(environment, Home.of(environment).root());
    }

    /** The file that is read, or would be written. */
    Path place() {
        Path there = file();
        return there == null ? Home.of(System.getenv()).root().resolve(USUAL) : there;
    }

    /** The settings in force. Mistakes are all reported at once, as wrong usage. */
    EffectiveSettings load() {
        Map<String, String> environment = System.getenv();
        Path root = Home.of(environment).root();
        try {
            return SettingsLoader.load(file(environment, root), root, environment);
        } catch (SettingsException e) {
            if (spec == null) {
                throw e;
            }
            throw new ParameterException(spec.commandLine(), mistakes(e));
        }
    }

    /** Every mistake, and where what would be right is written. */
    static String mistakes(SettingsException of) {
        return "The settings have mistakes:\n" + of.getMessage() + "\ndocs/configuration.md has every key.";
    }

    private @Nullable Path file(Map<String, String> environment, Path root) {
        if (file != null) {
            return file;
        }
        String named = environment.get("FETTLE_CONFIG");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        for (Path usual : new Path[] {Path.of(USUAL), root.resolve(USUAL)}) {
            if (Files.isRegularFile(usual)) {
                return usual;
            }
        }
        return null;
    }
}
