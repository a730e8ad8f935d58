package dev.fettle.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fettle.repair.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives every case to every tool, case by case, so that all tools meet the machine in the same state. A case that breaks is a row. */
public final class Bench {
    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

    private final List<CaseTool> tools;
    private final Duration limit;
    private final int jobs;
    private final InstantSource clock;

    /**
     * @param limit for each case and tool
     * @param jobs cases at once; times are only comparable with 1
     */
    public Bench(List<CaseTool> tools, Duration limit, int jobs, InstantSource clock) {
        this.tools = List.copyOf(tools);
        this.limit = limit;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Hears how the run goes. Called from several threads when there are several jobs. */
    public interface Listener {
        /** A tool begins with a case; what it returns hears the stages, and is closed at the end. */
        Live begins(BenchCase one, String tool);

        /** It ended so. */
        void ended(Row row);
    }

    /** A progress that ends. */
    public interface Live extends Progress, AutoCloseable {
        @Override
        void close();
    }

    /** Runs everything; the rows stand in the order of the cases, whatever ended first. */
    public List<Row> run(List<BenchCase> cases, Listener listener) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try {
            List<Callable<List<Row>>> tasks = new ArrayList<>();
            cases.forEach(one -> tasks.add(() -> rows(one, listener)));
            List<Row> rows = new ArrayList<>();
            for (Future<List<Row>> each : pool.invokeAll(tasks)) {
                rows.addAll(each.get());
            }
            return rows;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the bench itself broke", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private List<Row> rows(BenchCase one, Listener listener) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (CaseTool tool : tools) {
            Instant start = clock.instant();
            Row row;
            try (Live live = listener.begins(one, tool.name())) {
                row = tool.work(one, limit, live);
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception | StackOverflowError e) {
                LOG.debug("case {} broke in {}", one.name(), tool.name(), e);
                row = broke(one, tool.name(), start, e);
            }
            complete(row);
            listener.ended(row);
            rows.add(row);
        }
        return rows;
    }

    private Row broke(BenchCase one, String tool, Instant start, Throwable e) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("outcome", "broke");
        json.put("reason", "BROKE");
        json.put("detail", e.getClass().getSimpleName() + ": " + Objects.requireNonNullElse(e.getMessage(), ""));
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        return new Row(one, tool, Row.Outcome.BROKE, Row.HeldOut.NOT_RUN, seconds, 0, json);
    }

    /** What every line of the result file says beside the tool's own fields. */
    private static void complete(Row row) {
        row.json().put("case", row.one().name());
        row.json().put("tool", row.tool());
        row.json().put("expect", row.one().expect().name().toLowerCase(java.util.Locale.ROOT));
        row.json().put("planted_rule", row.one().rule());
        row.json().put("held_out", row.heldOut().name().toLowerCase(java.util.Locale.ROOT));
        row.json().put("verdict", row.verdict().name().toLowerCase(java.util.Locale.ROOT));
        row.json().put("seconds_total", row.seconds());
        row.json().put("seconds_to_proof", row.provingSeconds());
    }
}
