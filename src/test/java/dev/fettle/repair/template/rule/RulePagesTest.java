package dev.fettle.repair.template.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule has its page, and it shows the tested example. Written anew with {@code -Dfettle.rule-pages=write}. */
class RulePagesTest {
    private static final Path PAGES = Path.of("docs/rules");

    @ParameterizedTest
    @MethodSource("rules")
    void thePageOfARuleShowsItsExample(Rule rule) throws IOException {
        Path page = PAGES.resolve(rule.name() + ".md");
        if ("write".equals(System.getProperty("fettle.rule-pages"))) {
            Files.createDirectories(PAGES);
            Files.writeString(page, RulePage.of(rule));
        }

        assertThat(page).hasContent(RulePage.of(rule));
    }

    @Test
    void noPageIsLeftOfARuleThatIsGone() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            Rules.all().stream().map(Rule::name).toList());
        }
    }

    static Stream<Rule> rules() {
        return Rules.all().stream();
    }
}
