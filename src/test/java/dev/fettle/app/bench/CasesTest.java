package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fettle.app.bench.BenchCase.Expect;
import dev.fettle.build.TestId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where cases are found, and what they say of themselves. */
class CasesTest {
    @TempDir
    private Path folder;

    private List<BenchCase> in(Path... places) {
        return new Cases(folder.resolve("unpacked")).in(List.of(places));
    }

    private Path write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void foldersWithABuildFileAreCasesByName() throws IOException {
        write("cases/b/pom.xml", "<project/>");
        write("cases/a/pom.xml", "<project/>");
        write("cases/a/case.json", "{\"failing\": [\"x.YTest#z\"], \"expect\": \"fixed\", \"held_out\": \"../more\"}");
        write("cases/more/src/test/java/x/MoreTest.java", "class MoreTest {}");
        write("cases/notes.txt", "");

        List<BenchCase> cases = in(folder.resolve("cases"));

        assertThat(cases.stream().map(BenchCase::name)).containsExactly("a", "b");
        assertThat(cases.get(0).failing()).containsExactly(new TestId("x.YTest", "z"));
        assertThat(cases.get(0).expect()).isEqualTo(Expect.FIXED);
        assertThat(cases.get(0).heldOut()).containsOnlyKeys("src/test/java/x/MoreTest.java");
        assertThat(cases.get(1).expect()).isEqualTo(Expect.UNKNOWN);
    }

    @Test
    void aFileIsUnpackedBesideABuildFileAndWithoutItsHeldOutTests() throws IOException {
        write("one.case", """
                expect: abstained
                failing: a.BTest#c, a.BTest#d
                -- src/test/java/a/BTest.java --
                class BTest {}
                -- held-out src/test/java/a/MoreTest.java --
                class MoreTest {}
                """);

        BenchCase one = in(folder.resolve("one.case")).get(0);

        assertThat(one.name()).isEqualTo("one");
        assertThat(one.failing()).hasSize(2);
        assertThat(one.expect()).isEqualTo(Expect.ABSTAINED);
        assertThat(one.folder().resolve("pom.xml")).content().contains("junit-jupiter");
        assertThat(one.folder().resolve("src/test/java/a/BTest.java")).exists();
        assertThat(one.folder().resolve("src/test/java/a/MoreTest.java")).doesNotExist();
        assertThat(one.heldOut()).hasSize(1);
    }

    @Test
    void whatIsNoCaseIsSaid() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        write("up.case", "-- ../../up --\nx\n");
        write("odd.case", "expect: perhaps\n-- a --\nx\n");

        assertThatThrownBy(() -> in(folder.resolve("empty"))).hasMessageContaining("holds no case");
        assertThatThrownBy(() -> in(folder.resolve("nowhere"))).hasMessageContaining("There is no");
        assertThatThrownBy(() -> in(folder.resolve("up.case"))).hasMessageContaining("leads out of the case");
        assertThatThrownBy(() -> in(folder.resolve("odd.case"))).hasMessageContaining("'perhaps'");
    }
}
