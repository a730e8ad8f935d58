package dev.fettle.repair.run;

import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Failure;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.probe.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One baseline: goes on in another JVM where one dies or gets stuck, so that every test has its turn. */
final class BaselineRun {
    /** So many red tests run again, each alone with classes of its own: coverage of static initialisers, and independence of the others. */
    private static final int RED_ALONE = 12;

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final String DIED = "dev.fettle.JvmDied";

    private final JvmPool pool;
    private final TestLimits limits;
    private final InstantSource clock;
    private final LineTable table = new LineTable();
    private final Map<TestId, TestOutcome> outcomes = new LinkedHashMap<>();
    private final Map<TestId, BitSet> hits = new HashMap<>();
    private final Map<TestId, Long> ticks = new HashMap<>();
    private final Map<TestId, Long> traces = new HashMap<>();
    private final Map<TestId, List<List<Frame>>> endless = new HashMap<>();
    private final Map<TestId, BitSet> loops = new HashMap<>();
    private Instant end = Instant.MAX;

    BaselineRun(JvmPool pool, TestLimits limits, InstantSource clock) {
        this.pool = pool;
        this.limits = limits;
        this.clock = clock;
    }

    Baseline run(List<TestId> tests, Duration limit) throws InterruptedException {
        end = clock.instant().plus(limit);
        List<TestId> left = plain(tests);
        while (!left.isEmpty() && clock.instant().isBefore(end)) {
            left = pass(left);
        }
        redAlone();
        return baseline();
    }

    private static List<TestId> plain(List<TestId> tests) {
        return tests.stream()
                .map(id -> new TestId(id.className(), id.plainMethod()))
                .distinct()
                .toList();
    }

    private void redAlone() throws InterruptedException {
        if (outcomes.size() < 2) {
            return;
        }
        List<TestId> red = outcomes.values().stream()
                .filter(outcome -> outcome.red() && !endless.containsKey(outcome.id()))
                .map(TestOutcome::id)
                .filter(id -> !id.method().isEmpty())
                .limit(RED_ALONE)
                .toList();
        for (TestId id : plain(red)) {
            if (clock.instant().isBefore(end)) {
                pass(List.of(id));
            }
        }
    }

    /** Runs tests in one JVM and answers those that it left undone. */
    private List<TestId> pass(List<TestId> tests) throws InterruptedException {
        TestJvm jvm = pool.take();
        JvmNews news = new JvmNews();
        boolean keep = false;
        try {
            if (jvm.send(Wire.RUN, data -> write(data, tests))) {
                keep = listen(jvm, news);
            }
        } finally {
            if (keep) {
                pool.giveBack(jvm);
            } else {
                pool.drop(jvm);
            }
        }
        if (news.finished) {
            return List.of();
        }
        TestId broken = news.running;
        if (broken == null) {
            // It died outside of any test, such as in the set-up of a class: the first class not seen is the one.
            broken = new TestId(firstUnseen(tests, news).className(), "");
        }
        blame(broken, news, jvm.stderrTail());
        return undone(tests, news, broken);
    }

    private static TestId firstUnseen(List<TestId> tests, JvmNews news) {
        return tests.stream().filter(id -> !news.seen(id)).findFirst().orElse(tests.get(0));
    }

    private static List<TestId> undone(List<TestId> tests, JvmNews news, TestId broken) {
        TestId plain = new TestId(broken.className(), broken.plainMethod());
        return tests.stream()
                .filter(id -> !news.seen(id) && !id.equals(plain))
                .filter(id -> !id.className().equals(broken.className())
                        || !broken.method().isEmpty() && !id.method().isEmpty())
                .toList();
    }

    private void blame(TestId id, JvmNews news, String said) {
        boolean stuck = !news.stacks.isEmpty();
        String message = stuck ? "did not end and could not be stopped" : "the JVM ended: " + said.strip();
        Failure failure = new Failure(stuck ? TestOutcome.ENDLESS : DIED, message, print(news.stacks));
        outcomes.put(id, new TestOutcome(id, Status.ERROR, Duration.ZERO, failure));
        hits.computeIfAbsent(id, test -> new BitSet()).or(news.translate(news.lastHits, table));
        if (stuck) {
            endless.put(id, news.stacks);
            loops.put(id, news.translate(news.lastLoop, table));
        }
    }

    private static String print(List<List<Frame>> stacks) {
        StringBuilder text = new StringBuilder(TestOutcome.ENDLESS);
        if (!stacks.isEmpty()) {
            for (Frame frame : stacks.get(0)) {
                text.append(
                        "\n\tat %s.%s(%s:%d)".formatted(frame.className(), frame.method(), frame.file(), frame.line()));
            }
        }
        return text.toString();
    }

    private void write(DataOutputStream data, List<TestId> tests) throws IOException {
        data.writeInt(0);
        data.writeInt(0);
        data.writeInt(0);
        data.writeInt(Wire.BASELINE);
        data.writeInt(tests.size());
        for (TestId test : tests) {
            TestLimits.Limit limit = limits.ofBaseline(test);
            Wire.writeText(data, test.className());
            Wire.writeText(data, test.method());
            data.writeLong(limit.ticks());
            data.writeLong(limit.time().toNanos());
        }
    }

    /** Whether the JVM may be used again. */
    private boolean listen(TestJvm jvm, JvmNews news) throws InterruptedException {
        try {
            while (true) {
                Duration patience = news.running == null
                        ? Duration.ofMinutes(3)
                        : limits.ofBaseline(news.running).time().plus(GRACE);
                Duration left = Duration.between(clock.instant(), end);
                if (left.isNegative()) {
                    news.finished = true;
                    return false;
                }
                TestJvm.Message message = jvm.next(patience.compareTo(left) < 0 ? patience : left);
                if (message == null) {
                    news.finished = !clock.instant().isBefore(end);
                    return false;
                }
                switch (message.type()) {
                    case Wire.LINES -> news.lines(message.data(), table);
                    case Wire.STARTED ->
                        news.running = new TestId(Wire.readText(message.data()), Wire.readText(message.data()));
                    case Wire.ENDED -> ended(Ended.read(message.data()), news);
                    case Wire.STUCK -> {
                        news.lastHits = BitSet.valueOf(Wire.readBytes(message.data()));
                        news.lastLoop = BitSet.valueOf(Wire.readBytes(message.data()));
                        news.stacks = Ended.readStacks(message.data());
                        return false;
                    }
                    case Wire.RUN_ENDED -> {
                        message.data().readLong();
                        message.data().readLong();
                        news.finished = true;
                        return !message.data().readBoolean();
                    }
                    default -> throw new BenchException("the test JVM failed: " + message.text());
                }
            }
        } catch (IOException torn) {
            return false;
        }
    }

    private void ended(Ended ended, JvmNews news) {
        TestId id = ended.outcome().id();
        news.running = null;
        news.done.add(id);
        TestOutcome before = outcomes.get(id);
        if (before == null || !before.red() && ended.outcome().red()) {
            outcomes.put(id, ended.outcome()); // invocations may share a name, as TestNG's do: the red one counts
        }
        if (before == null) {
            limits.learn(ended);
            ticks.put(id, ended.ticks());
            if (!ended.late()) {
                traces.put(id, ended.trace());
            }
        }
        if (ended.late()) {
            endless.put(id, ended.stacks());
            loops.put(id, news.translate(ended.loop(), table));
        }
        hits.computeIfAbsent(id, test -> new BitSet()).or(news.translate(ended.hits(), table));
        table.ranAtLoading(news.translate(ended.atLoading(), table));
    }

    private Baseline baseline() {
        Map<TestId, Coverage> coverage = new HashMap<>();
        BitSet data = table.dataOnly();
        Map<String, BitSet> initializers = new HashMap<>();
        hits.forEach((id, lines) -> {
            BitSet all = withInitializers(lines, initializers);
            all.or(data);
            coverage.put(id, new Coverage(table, all));
        });
        Map<TestId, Coverage> looping = new HashMap<>();
        loops.forEach((id, lines) -> looping.put(id, new Coverage(table, lines)));
        return new Baseline(List.copyOf(outcomes.values()), coverage, ticks, endless, looping, traces);
    }

    /**
     * A static initialiser, with what it calls, runs once, for whichever test comes first; it counts for every test that uses the class. Which tests read a class that has nothing else
     * is not known: it counts for all.
     *
     * @param known those that were asked for before; tests share most of their classes
     */
    private BitSet withInitializers(BitSet lines, Map<String, BitSet> known) {
        Set<String> classes = new HashSet<>();
        lines.stream().forEach(index -> {
            // Who uses the body of an enum's constant uses the enum, without a line of it being run.
            String name = table.line(index).className();
            for (int end = name.length(); end > 0; end = name.lastIndexOf('$', end - 1)) {
                classes.add(name.substring(0, end));
            }
        });
        BitSet all = (BitSet) lines.clone();
        classes.forEach(name -> all.or(known.computeIfAbsent(name, table::initializerOf)));
        return all;
    }

    /** What one JVM has said so far. */
    private static final class JvmNews {
        final Set<TestId> done = new HashSet<>();
        final Map<Integer, SourceLine> probes = new HashMap<>();

        @Nullable
        TestId running;

        List<List<Frame>> stacks = List.of();
        BitSet lastHits = new BitSet();
        BitSet lastLoop = new BitSet();
        boolean finished;

        boolean seen(TestId wanted) {
            return done.stream()
                    .anyMatch(id -> id.className().equals(wanted.className())
                            && (wanted.method().isEmpty() || id.plainMethod().equals(wanted.method())));
        }

        void lines(DataInputStream data, LineTable table) throws IOException {
            while (data.available() > 0) {
                int probe = data.readInt();
                SourceLine line = new SourceLine(Wire.readText(data), Wire.readText(data), data.readInt());
                probes.put(probe, line);
                table.add(line, Wire.readText(data));
            }
        }

        BitSet translate(BitSet seen, LineTable table) {
            BitSet indices = new BitSet();
            seen.stream().forEach(probe -> {
                SourceLine line = probes.get(probe);
                if (line != null) {
                    indices.set(table.indexOf(line.className(), line.line()));
                }
            });
            return indices;
        }
    }
}
