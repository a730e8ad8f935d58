package dev.fettle.improve.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.improve.TestTimeLog.Run;
import dev.fettle.improve.scan.Slowdowns.Slower;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is slower, and what only looks so. */
class SlowdownsTest {
    private static final int TESTS = 30;
    private final Random random = new Random(20_261_126);

    /** Tests of 0.2 to 6 s, each of which varies by a tenth, on machines of which one in four is up to three times as slow. */
    private List<Run> runs(int count) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double machine = random.nextInt(4) == 0 ? 1 + 2 * random.nextDouble() : 1;
            Map<String, Double> seconds = new HashMap<>();
            for (int test = 1; test <= TESTS; test++) {
                double hiccup = random.nextInt(40) == 0 ? 4 : 1;
                seconds.put(
                        "Test" + test, 0.2 * test * machine * hiccup * Math.max(0.5, 1 + 0.1 * random.nextGaussian()));
            }
            runs.add(new Run(i, String.format("%040x", i), seconds));
        }
        return runs;
    }

    private static List<Run> changed(List<Run> runs, int newest, String test, UnaryOperator<Double> change) {
        List<Run> changed = new ArrayList<>(runs);
        for (int i = runs.size() - newest; i < runs.size(); i++) {
            Map<String, Double> seconds = new HashMap<>(runs.get(i).seconds());
            seconds.computeIfPresent(test, (name, time) -> change.apply(time));
            changed.set(i, new Run(runs.get(i).id(), runs.get(i).commit(), seconds));
        }
        return changed;
    }

    private static List<Slower> found(List<Run> runs) {
        Slowdowns slowdowns = new Slowdowns(runs);
        return runs.stream()
                .flatMap(run -> run.seconds().keySet().stream())
                .distinct()
                .flatMap(test -> slowdowns.of(test).stream())
                .toList();
    }

    @Test
    void noiseIsNotASlowdown() {
        for (int world = 0; world < 300; world++) {
            assertThat(found(runs(20))).isEmpty();
        }
    }

    @Test
    void aTestThatTakesTwiceAsLongInFourRunsIsFoundAndNoOther() {
        int found = 0;
        for (int world = 0; world < 100; world++) {
            List<Run> runs = changed(runs(20), 4, "Test20", time -> time * 2.5);
            List<Slower> slower = found(runs);
            assertThat(slower).extracting(Slower::test).isSubsetOf("Test20");
            found += slower.size();
        }
        assertThat(found).isGreaterThanOrEqualTo(95);
    }

    @Test
    void theNumbersSayHowMuchAndSinceWhen() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            runs.add(new Run(i, "commit" + i, Map.of("A", i < 8 ? 1.0 + i % 2 * 0.1 : 4.0)));
        }

        Slower slower = new Slowdowns(runs).of("A").orElseThrow();
        assertThat(slower.before()).isEqualTo(1.05);
        assertThat(slower.spread()).isCloseTo(0.05, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(slower.runsBefore()).isEqualTo(8);
        assertThat(slower.newest()).containsExactly(4.0, 4.0, 4.0, 4.0);
        assertThat(slower.bound()).isEqualTo(2.05);
        assertThat(slower.since()).isEqualTo("commit8");
    }

    @Test
    void threeSlowRunsOrLessThanASecondMoreSayNothing() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            runs.add(new Run(
                    i, "c", Map.of("two", i < 9 ? 1.0 : 9.0, "short", i < 8 ? 0.1 : 0.9, "few", i < 8 ? 10.0 : 14.9)));
        }
        assertThat(found(runs)).isEmpty();
    }

    @Test
    void tooFewRunsSayNothing() {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            runs.add(new Run(i, "c", Map.of("A", i < 7 ? 1.0 : 9.0)));
        }
        assertThat(new Slowdowns(runs).telling()).isFalse();
        assertThat(found(runs)).isEmpty();
        assertThat(found(List.of())).isEmpty();
    }
}
