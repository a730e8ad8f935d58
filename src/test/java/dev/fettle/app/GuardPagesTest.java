package dev.fettle.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** The pages that say which test shows what: every row is there, and every test that a row names exists and is run. */
class GuardPagesTest {
    private static final Pattern REFERENCE = Pattern.compile("`([A-Z]\\w+Test)#(\\w+)`");
    private static final Pattern ROW = Pattern.compile("^\\| (F?\\d+) \\|.*");
    private static final List<Class<? extends Annotation>> RUN =
            List.of(Test.class, ParameterizedTest.class, TestFactory.class, RepeatedTest.class, FuzzTest.class);
    private static final Map<String, Class<?>> TESTS = tests();

    @Test
    void everyThreatHasItsRow() throws IOException {
        List<String> threats = rows(section("docs/threats.md", "## Threats", "## Readers of foreign bytes"));
        assertThat(threats).hasSize(38).allSatisfy(row -> assertThat(row).containsPattern(REFERENCE));
        assertThat(numbers(threats)).isEqualTo(upTo(38, ""));
    }

    @Test
    void everyHostileBehaviourHasItsRow() throws IOException {
        List<String> behaviours = rows(section("docs/threats.md", "## The escape suite", "\\z"));
        assertThat(behaviours).allSatisfy(row -> assertThat(row).containsPattern(REFERENCE));
        assertThat(numbers(behaviours)).isEqualTo(upTo(55, ""));
    }

    /** A fault that cannot occur here says so; any other is injected by a test. */
    @Test
    void everyFaultHasItsRow() throws IOException {
        List<String> faults = rows(Files.readString(Path.of("docs/faults.md")));
        assertThat(faults)
                .allSatisfy(row -> assertThat(REFERENCE.matcher(row).find()
                                || row.contains("**not tried**")
                                || row.contains("no meaning here:"))
                        .as(row)
                        .isTrue());
        assertThat(numbers(faults)).isEqualTo(upTo(30, "F"));
    }

    @Test
    void everyReaderThatIsFuzzedIsNamed() throws IOException {
        String page = section("docs/threats.md", "## Readers of foreign bytes", "## The escape suite");
        List<String> unnamed = TESTS.values().stream()
                .filter(type -> type.getSimpleName().endsWith("FuzzTest"))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                .map(method -> "`" + method.getDeclaringClass().getSimpleName() + "#" + method.getName() + "`")
                .filter(name -> !page.contains(name))
                .toList();
        assertThat(unnamed).isEmpty();
    }

    @Test
    void everyTestThatAPageNamesIsRun() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String page : List.of("docs/threats.md", "docs/faults.md")) {
            Matcher reference = REFERENCE.matcher(Files.readString(Path.of(page)));
            while (reference.find()) {
                Class<?> test = TESTS.get(reference.group(1));
                if (test == null || !runs(test, reference.group(2))) {
                    missing.add(page + ": " + reference.group());
                }
            }
        }
        assertThat(missing).as("named on a page, and no test").isEmpty();
    }

    private static boolean runs(Class<?> test, String method) {
        return Stream.<Class<?>>iterate(test, type -> type != null && type != Object.class, Class::getSuperclass)
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces())))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(each -> each.getName().equals(method))
                .anyMatch(each -> RUN.stream().anyMatch(each::isAnnotationPresent));
    }

    private static String section(String page, String from, String to) throws IOException {
        Matcher part =
                Pattern.compile("(?s)" + from + "\n(.*?)(?:" + to + ")").matcher(Files.readString(Path.of(page)));
        assertThat(part.find()).as(page + " has a part " + from).isTrue();
        return part.group(1);
    }

    private static List<String> rows(String text) {
        return text.lines().filter(line -> ROW.matcher(line).matches()).toList();
    }

    private static List<String> numbers(List<String> rows) {
        return rows.stream().map(row -> row.split("\\|")[1].strip()).toList();
    }

    private static List<String> upTo(int last, String prefix) {
        return IntStream.rangeClosed(1, last).mapToObj(n -> prefix + n).toList();
    }

    private static Map<String, Class<?>> tests() {
        Path root = Path.of("src/test/java");
        Map<String, Class<?>> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith("Test.java"))::iterator) {
                String name = root.relativize(file).toString().replace('/', '.').replaceFirst("\\.java$", "");
                Class<?> type = Class.forName(name, false, GuardPagesTest.class.getClassLoader());
                assertThat(all.put(type.getSimpleName(), type))
                        .as("two tests are called " + type.getSimpleName())
                        .isNull();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        return all;
    }
}
