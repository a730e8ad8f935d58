package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.base.settings.Mode;
import dev.fettle.base.settings.RepositorySettings;
import dev.fettle.intake.Command.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a stranger reads first is what the code does. */
class ReadmeTest {
    private String page = "";

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("README.md"));
    }

    @ParameterizedTest
    @EnumSource(Verb.class)
    void everyCommandIsInItsTable(Verb verb) {
        String word = verb.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(page.lines().filter(line -> line.startsWith("| `/fettle ")))
                .as(word)
                .anyMatch(line -> line.matches(".*[` ]" + word + "[` ].*"));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void everyModeHasItsLine(Mode mode) {
        assertThat(page).contains("| `" + mode.name().toLowerCase(Locale.ROOT) + "` |");
    }

    @Test
    void labelsAndTheDemosEndAreNamedAsTheyAre() {
        assertThat(page)
                .contains("gh label create " + RepositorySettings.DEFAULT.triggerLabel())
                .contains("`" + RepositorySettings.OFF_LABEL + "`")
                .contains("*" + DemoCase.PRICING.expected() + "*");
    }

    /** It once told of a system on which the launcher thought otherwise. */
    @Test
    void whatDoesNotWorkElsewhereIsWhatTheLauncherSays() throws IOException {
        assertThat(Files.readString(Path.of("fettle"))).contains("scan, setup, serve, status and doctor work here.");
        assertThat(page).contains("`scan`, `setup`, `serve`, `status` and `doctor` work");
    }
}
