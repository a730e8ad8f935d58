package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.app.bench.Pictures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The views' times in their short form, from a server that is a process of its own. */
class BenchPagesCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int fettle(String... words) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    @Test
    @Tag("slow")
    void everyViewIsAskedForAndAnswered() throws Exception {
        fettle("bench", "pages", "--tickets", "12", "--times", "1", "--json");

        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines)
                .extracting(line -> line.path("view").asText())
                .contains("now", "tickets, last page", "ticket", "funnel", "engines", "health", "trust")
                .contains("api tickets", "api dashboard");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("tickets").asInt()).isEqualTo(12);
            assertThat(line.path("status").asInt()).as(line.toString()).isEqualTo(200);
            assertThat(line.path("first_ms").asDouble()).isPositive();
            assertThat(line.path("median_ms").asDouble()).isPositive();
            assertThat(line.path("bytes").asInt()).isPositive();
        });
    }

    @Test
    void whatCannotBeMeasuredIsWrongUsage() {
        assertThat(fettle("bench", "pages", "--times", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--times is at least 1");
    }

    @Test
    void theBrowserIsTheFirstOnThePath(@TempDir Path folder) throws Exception {
        Path browser =
                Files.createFile(Files.createDirectories(folder.resolve("bin")).resolve("chromium"));
        String path = folder.resolve("nothing") + ":" + browser.getParent();

        assertThat(Pictures.browser(path)).as("it cannot be run").isEmpty();
        assertThat(browser.toFile().setExecutable(true)).isTrue();
        assertThat(Pictures.browser(path)).hasValue(browser);
    }
}
