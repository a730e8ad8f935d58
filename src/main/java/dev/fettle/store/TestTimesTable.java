package dev.fettle.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.base.RepositoryRef;
import dev.fettle.forge.CiRun;
import dev.fettle.improve.TestTimeLog;
import dev.fettle.store.sql.Database;
import dev.fettle.store.sql.StoreException;
import dev.fettle.store.sql.Times;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** How long tests took in runs of CI. Ids of runs grow. */
final class TestTimesTable implements TestTimeLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final InstantSource clock;

    TestTimesTable(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean has(RepositoryRef repository, CiRun run) {
        return database.read(
                handle -> handle.createQuery("select count(*) from ci_test_times where repository_key = :key"
                                        + " and workflow = :workflow and run_id = :run")
                                .bind("key", repository.key())
                                .bind("workflow", run.name())
                                .bind("run", run.id())
                                .mapTo(Integer.class)
                                .one()
                        > 0);
    }

    @Override
    public void add(RepositoryRef repository, CiRun run, Map<String, Double> seconds) {
        String json = json(seconds);
        database.change(handle -> {
            handle.createUpdate(
                            "insert into ci_test_times(repository_key, workflow, run_id, head_sha, seconds, noted_at)"
                                    + " values (:key, :workflow, :run, :sha, :seconds, :at)"
                                    + " on conflict(repository_key, workflow, run_id) do nothing")
                    .bind("key", repository.key())
                    .bind("workflow", run.name())
                    .bind("run", run.id())
                    .bind("sha", run.headSha())
                    .bind("seconds", json)
                    .bind("at", Times.text(clock.instant()))
                    .execute();
            handle.createUpdate("delete from ci_test_times where repository_key = :key and workflow = :workflow"
                            + " and run_id not in (select run_id from ci_test_times where repository_key = :key"
                            + " and workflow = :workflow order by run_id desc limit :most)")
                    .bind("key", repository.key())
                    .bind("workflow", run.name())
                    .bind("most", MOST_RUNS)
                    .execute();
        });
    }

    @Override
    public List<Run> runs(RepositoryRef repository, String workflow) {
        return database.read(handle -> handle.createQuery("select run_id, head_sha, seconds from ci_test_times"
                        + " where repository_key = :key and workflow = :workflow order by run_id")
                .bind("key", repository.key())
                .bind("workflow", workflow)
                .map((rs, ctx) ->
                        new Run(rs.getLong("run_id"), rs.getString("head_sha"), seconds(rs.getString("seconds"))))
                .list());
    }

    private static String json(Map<String, Double> seconds) {
        try {
            return JSON.writeValueAsString(seconds);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers by name are JSON", e);
        }
    }

    private static Map<String, Double> seconds(String json) {
        try {
            return JSON.readValue(json, new TypeReference<Map<String, Double>>() {});
        } catch (JsonProcessingException e) {
            throw new StoreException("the stored times of a run are not JSON", e);
        }
    }
}
