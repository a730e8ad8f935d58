package dev.fettle.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents as a site. */
class SiteTest {
    @TempDir
    Path folder;

    @Test
    void noLinkAmongTheDocumentsIsDead() throws IOException {
        assertThat(Site.read(Path.of("docs")).deadLinks()).isEmpty();
    }

    @Test
    void everyDocumentIsAPage() throws IOException {
        Path out = folder.resolve("site");
        int pages = Site.read(Path.of("docs")).write(out);

        try (var files = Files.walk(Path.of("docs"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".md")).toList())
                    .hasSize(pages)
                    .allSatisfy(file -> assertThat(out.resolve(
                                    Path.of("docs").relativize(file).toString().replaceAll("\\.md$", ".html")))
                            .isNotEmptyFile());
        }
        assertThat(out.resolve("site.css")).isNotEmptyFile();
        assertThat(out.resolve("reference/openapi.json")).isNotEmptyFile();
    }

    @Test
    void linksLeadFromPageToPageAndHeadingsHaveNames() throws IOException {
        write(
                "index.md",
                "# Start\n\nSee [the gate](gates/tests.md#how-it-works) and [elsewhere](https://example.org/a.md).\n");
        write("gates/tests.md", "# tests\n\n## How it `works`\n\nBack to [start](../index.md).\n");

        Site site = Site.read(folder);

        assertThat(site.deadLinks()).isEmpty();
        assertThat(site.html("index.md"))
                .contains("href=\"gates/tests.html#how-it-works\"", "href=\"https://example.org/a.md\"");
        assertThat(site.html("gates/tests.md"))
                .contains("<h2 id=\"how-it-works\">", "href=\"../index.html\"", "href=\"../site.css\"");
    }

    @Test
    void aLinkThatLeadsNowhereIsNamedWithItsPage() throws IOException {
        write(
                "index.md",
                "# Start\n\n[gone](gone.md), [part](#nothing), [file](../nowhere/none.txt), [here](#start)\n");

        assertThat(Site.read(folder).deadLinks())
                .containsExactly("index.md: gone.md", "index.md: #nothing", "index.md: ../nowhere/none.txt");
    }

    @Test
    void whatADocumentHoldsIsTextAndNeverCode() throws IOException {
        write(
                "index.md",
                "<!-- for editors -->\n\n# A <script>alert(1)</script>\n\n<img src=x onerror=alert(2)>\n\n[x](javascript:alert(3))\n");

        assertThat(Site.read(folder).html("index.md"))
                .doesNotContain("<script", "<img", "javascript:", "for editors")
                .contains("default-src 'none'");
    }

    @Test
    void aPageKnowsWhereItIs() throws IOException {
        write("index.md", "# Start\n");
        write("odd.md", "# Of no group\n");

        assertThat(Site.read(folder).html("odd.md"))
                .contains("<summary>More</summary>", "aria-current=\"page\">Of no group</a>")
                .contains("<html lang=\"en\">", "name=\"viewport\"", "<nav aria-label", "<main");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
