package dev.fettle.repair.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.repair.Budget;
import dev.fettle.repair.Progress;
import dev.fettle.repair.Search;
import dev.fettle.sandbox.SandboxedTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Candidates a second, from the text of a candidate to its verdict: compiled in batches, run in the warm JVM. No candidate can be right, so that every run tries the same
 * number. Run by hand: {@code mvn -o test -Dgroups=slow -DexcludedGroups= -Dtest=ValidatorBenchmark}.
 */
@Tag("slow")
class ValidatorBenchmark extends SandboxedTest {
    private static final int ROUNDS = 3;
    private static final Budget BUDGET = new Budget(Duration.ofMinutes(10), 2_000);

    @Test
    void aSmallClass(@TempDir Path folder) throws Exception {
        measure("39 lines, 5 tests", folder, 0);
    }

    @Test
    void aLargeClass(@TempDir Path folder) throws Exception {
        measure("4,000 lines, 5 tests", folder, 4_000);
    }

    private void measure(String what, Path folder, int padding) throws Exception {
        // The sandbox's user must be able to pass through.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Double> rates = new ArrayList<>();
        int tried = 0;
        double compiles = 0;
        for (int round = 0; round < ROUNDS; round++) {
            Search search = search(Files.createDirectories(folder.resolve("round" + round)), padding);
            double seconds = search.spent().entrySet().stream()
                            .filter(entry ->
                                    List.of("validate", "patient", "pairs").contains(entry.getKey()))
                            .mapToLong(entry -> entry.getValue().toMillis())
                            .sum()
                    / 1000.0;
            assertThat(search.plausible())
                    .as("the test wants what no edit gives")
                    .isEmpty();
            assertThat(search.tried()).isPositive();
            tried = search.tried();
            compiles = 100.0 * search.compiled() / (search.compiled() + search.rejected());
            rates.add(search.tried() / seconds);
        }
        double[] sorted =
                rates.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %d candidates, %.1f %% compile; a second: median %.0f, least %.0f, most %.0f of %s%n",
                what,
                tried,
                compiles,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                Arrays.toString(rates.stream().map(Math::round).toArray()));
    }

    private Search search(Path folder, int padding) throws Exception {
        RedProject project = new RedProject(folder)
                .production("tariff/Tariff.java", source(padding))
                .test("tariff/TariffTest.java", """
                        package tariff;

                        import static org.junit.jupiter.api.Assertions.assertEquals;
                        import org.junit.jupiter.api.Test;

                        class TariffTest {
                            private final Tariff tariff = new Tariff(3, 20);
                            @Test void near() { assertEquals("20 cents (near)", tariff.quote(1, 2)); }
                            @Test void far() { assertEquals("139 cents (far)", tariff.quote(9, 15)); }
                            @Test void heavy() { assertEquals("120 cents (near)", tariff.quote(30, 4)); }
                            @Test void nothing() { assertEquals("20 cents (near)", tariff.quote(0, 0)); }
                            @Test void tellsTheMoon() { assertEquals("ask the moon", tariff.quote(7, 3)); }
                        }
                        """);
        return new TemplatePatcher(sandboxes, Path.of(System.getProperty("java.home")), InstantSource.system())
                .search(
                        project.problem(),
                        project.reproduction(List.of("tariff.TariffTest#tellsTheMoon")),
                        BUDGET,
                        Progress.SILENT);
    }

    private static String source(int padding) {
        StringBuilder more = new StringBuilder();
        for (int i = 0; i < padding / 4; i++) {
            more.append("    int table")
                    .append(i)
                    .append("(int x) {\n        int y = x * ")
                    .append(i)
                    .append(" + base;\n        return y;\n    }\n");
        }
        return """
                package tariff;

                import java.util.ArrayList;
                import java.util.List;

                public class Tariff {
                    private final int perUnit;
                    private final int base;
                    private final List<String> asked = new ArrayList<>();

                    public Tariff(int perUnit, int base) {
                        this.perUnit = perUnit;
                        this.base = base;
                    }

                    int distance(int zones) {
                        int sum = 0;
                        for (int i = 0; i < zones; i++) {
                            sum += i > 4 ? perUnit * 3 : 0;
                        }
                        return sum;
                    }

                    int weight(int units) {
                        int heavy = Math.max(0, units - 5);
                        return heavy * (perUnit + 1);
                    }

                    public String quote(int units, int zones) {
                        int cents = base + distance(zones) + weight(units);
                        String label = zones > 10 ? "far" : "near";
                        String text = cents + " cents (" + label + ")";
                        asked.add(text);
                        if (asked.size() > 100) {
                            asked.remove(0);
                        }
                        return text;
                    }
                """ + more + "}\n";
    }
}
