package dev.fettle.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.settings.RepositorySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page about the configuration says what is so: its example holds every key with its default. */
class ConfigurationPageTest {
    @TempDir
    Path folder;

    @Test
    void theExampleIsTheDefaultsAndAllOfThem() throws Exception {
        String page = Files.readString(Path.of("docs/configuration.md"));
        Path file = folder.resolve("fettle.json");
        Files.writeString(file, block(page, "json"));

        EffectiveSettings written = SettingsLoader.load(file, folder, Map.of());
        EffectiveSettings defaults = SettingsLoader.load(null, folder, Map.of());

        assertThat(written.settings()).isEqualTo(defaults.settings());
        assertThat(written.explained())
                .filteredOn(one -> !one.key().endsWith("_file"))
                .allSatisfy(one -> assertThat(one.source()).startsWith(file.toString()));
        assertThat(written.explained())
                .allSatisfy(one -> assertThat(page)
                        .contains("\"" + one.key().substring(one.key().lastIndexOf('.') + 1) + "\""));
    }

    @Test
    void theRepositorysExampleIsRead() throws Exception {
        String page = Files.readString(Path.of("docs/configuration.md"));

        RepositorySettings settings = new RepositoryFile(RepositorySettings.DEFAULT)
                .read(block(page, "yaml").getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(settings.qualityGates().testCoverage()).isEqualTo(0.9);
    }

    private static String block(String page, String language) {
        Matcher matcher = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
