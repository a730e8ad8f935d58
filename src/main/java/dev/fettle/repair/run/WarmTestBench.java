package dev.fettle.repair.run;

import dev.fettle.build.Project;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.probe.Wire;
import dev.fettle.sandbox.Sandbox;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The test bench over JVMs that stay warm in a sandbox. */
public final class WarmTestBench implements TestBench {
    /** How much longer than its tests may take we wait for a JVM before it counts as dead. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    /** The probe watches each test; how many a class has is not known here. */
    private static final Duration WHOLE_CLASS = Duration.ofMinutes(2);

    /** Loop iterations and method entries of one call of a probe: inputs are small. */
    private static final long CALL_TICKS = 100_000;
    /** What all calls of one run may take beside the test itself. */
    private static final Duration CALLS = Duration.ofSeconds(4);

    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);

    private final JvmPool pool;
    private final TestLimits limits;
    private final InstantSource clock;
    private final Map<Integer, VariantBatch> batches = new ConcurrentHashMap<>();

    private WarmTestBench(JvmPool pool, TestLimits limits, InstantSource clock) {
        this.pool = pool;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Opens a bench. No JVM runs before the first request.
     *
     * @param sandbox holds the tree at its root folder, with production and test classes compiled; closing it ends everything
     * @param module whose tests run; its own classes and those of the modules that it depends on are production code
     */
    public static WarmTestBench open(
            Sandbox sandbox, Project project, Project.Module module, BenchOptions options, InstantSource clock) {
        TestJvms starter = new TestJvms(sandbox, project, module, options);
        return new WarmTestBench(new JvmPool(starter, options.jvms()), new TestLimits(options, options.known()), clock);
    }

    @Override
    public Baseline baseline(List<TestId> tests, Duration limit) {
        try {
            List<TestId> wanted = tests.isEmpty() ? find() : tests;
            return new BaselineRun(pool, limits, clock).run(wanted, limit);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private List<TestId> find() throws InterruptedException {
        TestJvm jvm = pool.take();
        try {
            jvm.send(Wire.FIND, data -> {});
            TestJvm.Message found = jvm.next(GRACE);
            if (found == null || found.type() != Wire.FOUND) {
                throw new BenchException("the test JVM does not say which tests there are: " + jvm.stderrTail());
            }
            List<TestId> tests = new ArrayList<>();
            int count = found.data().readInt();
            for (int i = 0; i < count; i++) {
                tests.add(new TestId(Wire.readText(found.data()), ""));
            }
            pool.giveBack(jvm);
            return tests;
        } catch (IOException torn) {
            pool.drop(jvm);
            throw new BenchException("the test JVM's answer cannot be read", torn);
        } catch (InterruptedException | BenchException e) {
            pool.drop(jvm);
            throw e;
        }
    }

    @Override
    public void load(VariantBatch batch) {
        batches.put(batch.id(), batch);
    }

    @Override
    public void unload(int batchId) {
        batches.remove(batchId);
    }

    @Override
    public VariantResult run(VariantRun request) {
        if (request.batchId() != 0 && !batches.containsKey(request.batchId())) {
            throw new IllegalArgumentException("batch " + request.batchId() + " is not loaded");
        }
        try {
            VariantResult result = attempt(request);
            // A JVM may die of what ran in it before; only a second death, in another, is this variant's.
            return result.kind() == VariantResult.Kind.JVM_DIED ? attempt(request) : result;
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private VariantResult attempt(VariantRun request) throws InterruptedException {
        TestJvm jvm = pool.take();
        boolean keep = false;
        try {
            pool.standBy();
            if (!bringUpToDate(jvm, request.batchId()) || !jvm.send(Wire.RUN, data -> write(data, request))) {
                return died();
            }
            TestJvm.Message answer = jvm.next(patience(request));
            if (answer == null) {
                return died();
            }
            if (answer.type() == Wire.LINES || answer.type() == Wire.STUCK) {
                return new VariantResult(VariantResult.Kind.TIMED_OUT, List.of(), 0, 0, Map.of());
            }
            if (answer.type() == Wire.BROKEN) {
                throw new BenchException("the test JVM failed: " + answer.text());
            }
            DataInputStream data = answer.data();
            long nanos = data.readLong();
            long ticks = data.readLong();
            keep = !data.readBoolean();
            Wire.readText(data);
            return result(data, request.recordTrace(), nanos, ticks);
        } catch (IOException torn) {
            return died();
        } finally {
            if (keep) {
                pool.giveBack(jvm);
            } else {
                pool.drop(jvm);
            }
        }
    }

    @Override
    public List<Observation> probe(ProbeRun request) {
        if (!batches.containsKey(request.batchId())) {
            throw new IllegalArgumentException("batch " + request.batchId() + " is not loaded");
        }
        try {
            return observe(request);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private List<Observation> observe(ProbeRun request) throws InterruptedException {
        TestJvm jvm = pool.take();
        boolean keep = false;
        try {
            if (!bringUpToDate(jvm, request.batchId()) || !jvm.send(Wire.PROBE, data -> write(data, request))) {
                return List.of();
            }
            Duration oneMore = limits.ofVariant(request.test()).time();
            TestJvm.Message answer = jvm.next(request.limit().plus(oneMore).plus(GRACE));
            if (answer == null || answer.type() == Wire.LINES || answer.type() == Wire.STUCK) {
                return List.of();
            }
            if (answer.type() == Wire.BROKEN) {
                throw new BenchException("the test JVM failed: " + answer.text());
            }
            boolean retire = answer.data().readBoolean();
            List<Observation> seen = Observation.readAll(answer.data());
            keep = !retire;
            return seen;
        } catch (IOException torn) {
            return List.of();
        } finally {
            if (keep) {
                pool.giveBack(jvm);
            } else {
                pool.drop(jvm);
            }
        }
    }

    private void write(DataOutputStream data, ProbeRun request) throws IOException {
        data.writeInt(request.batchId());
        data.writeInt(request.variants().size());
        for (int variant : request.variants()) {
            data.writeInt(variant);
        }
        TestLimits.Limit limit = limits.ofVariant(request.test());
        Wire.writeText(data, request.test().className());
        Wire.writeText(data, request.test().plainMethod());
        data.writeLong(limit.ticks());
        data.writeLong(limit.time().plus(CALLS).toNanos());
        data.writeLong(Math.min(limit.ticks(), CALL_TICKS));
        data.writeLong(request.limit().toNanos());
        data.writeInt(request.mostRuns());
    }

    private static VariantResult died() {
        return new VariantResult(VariantResult.Kind.JVM_DIED, List.of(), 0, 0, Map.of());
    }

    private boolean bringUpToDate(TestJvm jvm, int batchId) {
        for (Integer sent : List.copyOf(jvm.batches().keySet())) {
            if (batches.get(sent) != jvm.batches().get(sent)) {
                jvm.batches().remove(sent);
                jvm.send(Wire.DROP, data -> data.writeInt(sent));
            }
        }
        VariantBatch batch = batches.get(batchId);
        if (batch == null || jvm.batches().containsKey(batchId)) {
            return true;
        }
        jvm.batches().put(batchId, batch);
        return jvm.send(Wire.BATCH, data -> {
            data.writeInt(batchId);
            data.writeInt(batch.classes().size());
            for (Map.Entry<String, byte[]> entry : batch.classes().entrySet()) {
                Wire.writeText(data, entry.getKey());
                data.writeInt(entry.getValue().length);
                data.write(entry.getValue());
            }
        });
    }

    private void write(DataOutputStream data, VariantRun request) throws IOException {
        data.writeInt(request.batchId());
        data.writeInt(request.on().isEmpty() ? 0 : request.on().get(0));
        data.writeInt(request.on().size() < 2 ? 0 : request.on().get(1));
        data.writeInt((request.freshLoader() ? Wire.FRESH : 0)
                | (request.stopAtFirstFailure() ? Wire.STOP_AT_FIRST : 0)
                | (request.recordTrace() ? Wire.WITH_TRACE : 0));
        data.writeInt(request.tests().size());
        for (TestId test : request.tests()) {
            TestLimits.Limit limit = limits.ofVariant(test);
            Wire.writeText(data, test.className());
            Wire.writeText(data, test.plainMethod());
            data.writeLong(limit.ticks());
            data.writeLong(limit.time().toNanos());
        }
    }

    private Duration patience(VariantRun request) {
        Duration sum = GRACE;
        for (TestId test : request.tests()) {
            sum = sum.plus(limits.ofVariant(test).time()).plus(test.method().isEmpty() ? WHOLE_CLASS : Duration.ZERO);
        }
        return sum.compareTo(LONGEST_RUN) > 0 ? LONGEST_RUN : sum;
    }

    private static VariantResult result(DataInputStream data, boolean traced, long nanos, long ticks)
            throws IOException {
        List<TestOutcome> outcomes = new ArrayList<>();
        Map<TestId, Long> traces = new HashMap<>();
        VariantResult.Kind kind = VariantResult.Kind.NOTHING_RAN;
        int count = data.readInt();
        for (int i = 0; i < count; i++) {
            Ended ended = Ended.read(data);
            outcomes.add(ended.outcome());
            if (traced) {
                traces.put(ended.outcome().id(), ended.trace());
            }
            kind = worse(kind, ended);
        }
        VariantResult.Answers answers = new VariantResult.Answers(data.readInt(), data.readInt());
        return new VariantResult(kind, outcomes, nanos, ticks, traces, answers, values(data));
    }

    private static Map<Integer, Long> values(DataInputStream data) throws IOException {
        Map<Integer, Long> values = new HashMap<>();
        int count = data.readInt();
        for (int i = 0; i < count; i++) {
            values.put(data.readInt(), data.readLong());
        }
        return values;
    }

    private static VariantResult.Kind worse(VariantResult.Kind before, Ended ended) {
        if (ended.outcome().status() == TestOutcome.Status.SKIPPED) {
            return before;
        }
        VariantResult.Kind now = ended.kind();
        boolean first = before == VariantResult.Kind.NOTHING_RAN;
        return first || now.compareTo(before) > 0 ? now : before;
    }

    private static BenchInterruptedException interrupted() {
        Thread.currentThread().interrupt();
        return new BenchInterruptedException();
    }

    @Override
    public void close() {
        pool.close();
        batches.clear();
    }
}
