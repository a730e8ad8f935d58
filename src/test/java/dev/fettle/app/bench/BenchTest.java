package dev.fettle.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.app.bench.BenchCase.Expect;
import dev.fettle.app.bench.Row.HeldOut;
import dev.fettle.app.bench.Row.Outcome;
import dev.fettle.app.bench.Row.Verdict;
import dev.fettle.repair.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A run over cases: order, rows, verdicts and figures. */
class BenchTest {
    private final List<String> heard = new ArrayList<>();

    /** Takes the outcome from the case's name. */
    private record ByName(String name) implements CaseTool {
        @Override
        public Row work(BenchCase one, Duration limit, Progress progress) {
            if (one.name().startsWith("broken")) {
                throw new IllegalStateException("no such folder");
            }
            boolean fixed = one.name().startsWith("fixed");
            ObjectNode json = new ObjectMapper().createObjectNode();
            json.put("rule", fixed ? "off-by-one" : "");
            json.put("candidates_tried", 100).put("candidates_compiled", 90).put("candidates_rejected", 10);
            json.putObject("search_seconds").put("validate", 2.0);
            return new Row(
                    one,
                    name,
                    fixed ? Outcome.FIXED : Outcome.ABSTAINED,
                    one.name().endsWith("green")
                            ? HeldOut.GREEN
                            : one.name().endsWith("red") ? HeldOut.RED : HeldOut.NOT_RUN,
                    one.name().length(),
                    fixed ? 3 : 0,
                    json);
        }
    }

    private static BenchCase one(String name, Expect expect) {
        return new BenchCase(name, Path.of(name), List.of(), expect, "off-by-one", Map.of());
    }

    private List<Row> run(int jobs, BenchCase... cases) throws InterruptedException {
        Bench bench = new Bench(
                List.of(new ByName("fettle"), new ByName("other")),
                Duration.ofSeconds(1),
                jobs,
                InstantSource.system());
        return bench.run(List.of(cases), new Bench.Listener() {
            @Override
            public Bench.Live begins(BenchCase one, String tool) {
                return new Bench.Live() {
                    @Override
                    public void stage(Stage stage) {}

                    @Override
                    public void note(String text) {}

                    @Override
                    public void close() {}
                };
            }

            @Override
            public synchronized void ended(Row row) {
                heard.add(row.one().name() + " " + row.tool());
            }
        });
    }

    @Test
    void everyToolGetsEveryCaseInOrderAndABrokenOneIsARow() throws InterruptedException {
        List<Row> rows = run(1, one("broken", Expect.FIXED), one("fixed-green", Expect.FIXED));

        assertThat(heard).containsExactly("broken fettle", "broken other", "fixed-green fettle", "fixed-green other");
        assertThat(rows.get(0).verdict()).isEqualTo(Verdict.BROKE);
        assertThat(rows.get(0).json().path("detail").asText()).isEqualTo("IllegalStateException: no such folder");
        assertThat(rows.get(2).json().path("verdict").asText()).isEqualTo("correct");
        assertThat(rows.get(2).json().path("case").asText()).isEqualTo("fixed-green");
    }

    @Test
    void severalJobsKeepTheOrderOfTheRows() throws InterruptedException {
        List<Row> rows = run(3, one("a", Expect.UNKNOWN), one("b", Expect.UNKNOWN), one("c", Expect.UNKNOWN));

        assertThat(rows.stream().map(row -> row.one().name())).containsExactly("a", "a", "b", "b", "c", "c");
    }

    @Test
    void whatAnOutcomeIsWorthDependsOnWhatWasExpected() throws InterruptedException {
        assertThat(run(
                                1,
                                one("fixed-green", Expect.FIXED),
                                one("fixed-red", Expect.FIXED),
                                one("fixed-alone", Expect.UNKNOWN),
                                one("fixed-green", Expect.ABSTAINED),
                                one("left", Expect.FIXED),
                                one("left", Expect.ABSTAINED),
                                one("left", Expect.UNKNOWN))
                        .stream()
                        .filter(row -> row.tool().equals("fettle"))
                        .map(Row::verdict))
                .containsExactly(
                        Verdict.CORRECT,
                        Verdict.WRONG,
                        Verdict.PLAUSIBLE,
                        Verdict.WRONG,
                        Verdict.MISSED,
                        Verdict.ABSTAINED_RIGHTLY,
                        Verdict.ABSTAINED);
    }

    @Test
    void theTableHasItsDenominators() throws InterruptedException {
        String table = new BenchTable(run(
                        1,
                        one("fixed-green", Expect.FIXED),
                        one("fixed-red", Expect.FIXED),
                        one("left", Expect.ABSTAINED)))
                .text();

        assertThat(table)
                .containsPattern("fettle +3 +2 +1 +1 +1 +0 +9\\.0 +11\\.0\n")
                .containsPattern("plausible +2 of 3\n")
                .containsPattern("abstained rightly +1 of 3\n")
                .containsPattern("baseline to proof +median 3\\.0, p90 3\\.0 \\(n = 2\\)\n")
                .containsPattern("candidates tried +300, 50 a second of validation\n")
                .containsPattern("candidates that compile +90\\.0 % of 300\n")
                .containsPattern("off-by-one +2 fixed, 1 correct, 1 wrong\n");
    }

    @Test
    void quantilesAreValuesThatWereSeen() {
        double[] sorted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 100};
        assertThat(BenchTable.quantile(sorted, 0.5)).isEqualTo(5);
        assertThat(BenchTable.quantile(sorted, 0.9)).isEqualTo(9);
        assertThat(BenchTable.quantile(new double[] {7}, 0.9)).isEqualTo(7);
    }
}
