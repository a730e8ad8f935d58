package dev.fettle.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.backlog.TicketFilter;
import dev.fettle.intake.DeliveryLog;
import dev.fettle.work.WorkItem.Kind;
import dev.fettle.work.Worker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} under load, again and again on the same folder: nothing accepted is lost, and everything is triaged once. */
class KillTest {
    private static final int ROUNDS = 3;

    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessAcceptedIsThereAndItsWorkGoesOn() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            accepted.addAll(acceptUntilKilled(round * 60));
        }

        Map<String, Integer> triaged = new HashMap<>();
        try (Stores stores = Stores.open(folder, InstantSource.system(), text -> text)) {
            Set<String> settled = stores.deliveries().recent(1_000_000).stream()
                    .filter(entry -> entry.outcome().equals("TICKET"))
                    .map(DeliveryLog.Entry::id)
                    .collect(Collectors.toSet());
            settled.forEach(id -> triaged.merge(id, 1, Integer::sum));
            Worker rest = item -> {
                triaged.merge(item.key(), 1, Integer::sum);
                stores.deliveries().settle(item.key(), "TICKET", "");
                return new Worker.Result.Done();
            };
            stores.driveByHand(Map.of(Kind.TRIAGE, rest)).runDue();

            assertThat(accepted).hasSizeGreaterThan(ROUNDS * 60).doesNotHaveDuplicates();
            assertThat(triaged.keySet()).containsAll(accepted);
            assertThat(accepted)
                    .allSatisfy(id -> assertThat(stores.deliveries().find(id)).isPresent());
            // An item may be worked on a second time when the kill fell between its work and the note of its end.
            assertThat(triaged.values().stream().filter(times -> times > 1).count())
                    .isLessThanOrEqualTo(4L * ROUNDS);
            assertThat(stores.backlog().count(TicketFilter.ALL)).isPositive();
            assertThat(stores.parked().list()).isEmpty();
        }
        assertThat(RawSql.ask(folder, "PRAGMA integrity_check")).isEqualTo("ok");
    }

    private List<String> acceptUntilKilled(int lines) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AcceptingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> ids = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (line.length() == 36) {
                    ids.add(line);
                }
                if (ids.size() == lines) {
                    process.toHandle().destroyForcibly(); // which leaves what it said to be read
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return ids;
    }
}
