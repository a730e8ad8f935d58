package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.intake.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while reports come in: every one that was answered is counted, and nothing is counted that nobody sent. */
class ReportKillTest {
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessTookIsCounted() throws Exception {
        Map<String, Integer> answered = new HashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            reportUntilKilled(round * 100, answered);
        }

        try (Stores stores = Stores.open(folder, InstantSource.system(), text -> text)) {
            Map<String, Integer> counted = new HashMap<>();
            stores.reports()
                    .take(Samples.SHOP.key(), InstantSource.system().instant(), 100)
                    .forEach(pending -> {
                        Signal.ExceptionSeen seen =
                                (Signal.ExceptionSeen) pending.report().signal();
                        counted.put(seen.type(), seen.count());
                    });

            assertThat(counted).containsOnlyKeys(ReportingProcess.FAILURES);
            int inFlight = ROUNDS * ReportingProcess.THREADS;
            counted.forEach((failure, count) ->
                    assertThat(count).as(failure).isBetween(answered.get(failure), answered.get(failure) + inFlight));
        }
        assertThat(RawSql.ask(folder, "PRAGMA integrity_check")).isEqualTo("ok");
    }

    private void reportUntilKilled(int lines, Map<String, Integer> answered) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReportingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int said = 0;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (ReportingProcess.FAILURES.contains(line)) {
                    answered.merge(line, 1, Integer::sum);
                    said++;
                }
                if (said == lines) {
                    process.toHandle().destroyForcibly(); // which leaves what it said to be read
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
