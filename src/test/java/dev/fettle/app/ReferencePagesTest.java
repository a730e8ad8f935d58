package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference says what the code says. */
class ReferencePagesTest {
    private static final Path PAGES = Path.of("docs/reference");

    private static Map<String, String> made() {
        return DocsCommand.reference(Main.commandLine()).files();
    }

    @TestFactory
    Stream<DynamicTest> eachPageIsAsTheCodeMakesIt() {
        return made().entrySet().stream()
                .map(file -> dynamicTest(
                        file.getKey(),
                        () -> assertThat(PAGES.resolve(file.getKey()))
                                .as("write it anew with: ./fettle docs reference")
                                .content()
                                .isEqualTo(file.getValue())));
    }

    @Test
    void noPageIsLeftOfWhatIsGone() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(made().keySet());
        }
    }

    @Test
    void nothingOfThisMachineStandsInIt() {
        assertThat(made().values())
                .allSatisfy(text -> assertThat(text)
                        .doesNotContain(System.getProperty("user.dir"), System.getProperty("user.home") + "/"));
    }
}
