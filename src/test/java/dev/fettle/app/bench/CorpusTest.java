package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fettle.app.bench.CompiledCase.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The corpus says the truth about itself: what is red, and that the right behaviour is green, also in the tests that no engine sees. */
class CorpusTest {
    static final Path CORPUS = Path.of("src/test/corpus");

    @TempDir
    private Path folder;

    @Test
    void isLargeEnoughAndKnowsEveryRule() throws IOException {
        List<CaseText> cases = cases().values().stream().toList();
        List<CaseText> fixed = cases.stream().filter(CorpusTest::fixed).toList();
        assertThat(fixed).hasSizeGreaterThanOrEqualTo(60);
        assertThat(cases.size() - fixed.size()).isGreaterThanOrEqualTo(12);
        try (Stream<Path> pages = Files.list(Path.of("docs/rules"))) {
            assertThat(fixed.stream().map(text -> text.header().get("rule")).collect(Collectors.toSet()))
                    .as("each rule has a case")
                    .containsExactlyInAnyOrderElementsOf(
                            pages.map(page -> page.getFileName().toString().replace(".md", ""))
                                    .toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsSaidToBeRedIsRedAndTheHeldOutTestsAskMore() {
        return cases().entrySet().stream()
                .filter(entry -> !entry.getValue().header().containsKey("unsteady"))
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    CaseText text = entry.getValue();
                    Set<String> red = red(with(text.files(), text.heldOut()), entry.getKey() + "-before");
                    Set<String> own = new TreeSet<>(red);
                    own.removeIf(test -> text.heldOut().containsKey(path(test)));
                    assertThat(own).isEqualTo(failing(text));
                    if (fixed(text)) {
                        assertThat(red).as("held-out tests that are red before").hasSizeGreaterThan(own.size());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> theRightBehaviourIsGreen() {
        return cases().entrySet().stream()
                .filter(entry -> fixed(entry.getValue()))
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    CaseText text = entry.getValue();
                    assertThat(red(with(text.fixed(), text.heldOut()), entry.getKey() + "-after"))
                            .isEmpty();
                }));
    }

    private Set<String> red(Map<String, String> files, String name) throws Exception {
        Ran ran = CompiledCase.of(files, folder.resolve(name)).run();
        assertThat(ran.green().size() + ran.red().size()).isBetween(4, 14);
        return ran.red();
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static String path(String test) {
        return "src/test/java/" + test.substring(0, test.indexOf('#')).replace('.', '/') + ".java";
    }

    static Map<String, CaseText> cases() {
        Map<String, CaseText> cases = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(CORPUS)) {
            for (Path file : files.sorted().toList()) {
                cases.put(
                        file.getFileName().toString().replace(CaseText.EXTENSION, ""),
                        CaseText.parse(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    private static boolean fixed(CaseText text) {
        return "fixed".equals(text.header().get("expect"));
    }

    private static Set<String> failing(CaseText text) {
        return Arrays.stream(text.header().getOrDefault("failing", "").split(","))
                .map(String::strip)
                .filter(test -> !test.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
