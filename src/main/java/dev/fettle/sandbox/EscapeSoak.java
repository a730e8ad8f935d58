package dev.fettle.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Many hostile jobs, some at once, and then a look at what they left on the machine. */
public final class EscapeSoak {
    private static final String MARK = "fettle-soak";

    /** What a job's processes have on their command line, so that those left can be found: its shells the mark, what they start an odd time to sleep. */
    private static final Pattern OURS = Pattern.compile(MARK + "|\\bsleep 471[123]\\b");

    private static final Quota QUOTA = new Quota(16L << 20, 1_000);
    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 128L << 20, 48, 64 << 10);

    /** Each leaves something behind, or tries to use something up; none without an end, since some levels do not bound everything. {@code $1} is the mark. */
    private static final List<String> HOSTILE = List.of(
            "setsid sh -c 'trap \"\" TERM HUP INT; sleep 4711; : '\"$1\" & (setsid sleep 4712 &) ; echo left",
            "mkdir -p a/b 'odd\nname'; chmod 000 a/b; mkfifo pipe; ln -s / root; ln -s /etc/passwd report.xml; chmod 000 a; echo odd",
            "i=0; while [ $i -lt 200 ]; do sleep 4713 & i=$((i + 1)); done; echo many",
            "head -c 40000000 /dev/zero > filler; i=0; while [ $i -lt 2000 ]; do : > f$i || break; i=$((i + 1)); done; echo full",
            "trap '' TERM HUP INT XCPU; while :; do :; done",
            "while :; do echo " + "x".repeat(200) + "; done",
            "i=0; while [ $i -lt 150 ]; do mkdir dddddddddddddddddddddddddddddd || break; cd dddddddddddddddddddddddddddddd || break; i=$((i + 1)); done; echo deep");

    private final Sandboxes sandboxes;
    private final Path base;

    /** @param base the folder that the sandboxes have theirs in */
    public EscapeSoak(Sandboxes sandboxes, Path base) {
        this.sandboxes = sandboxes;
        this.base = base;
    }

    /**
     * What came of it.
     *
     * @param notStarted jobs that the sandbox could not even begin
     * @param half within which half of the jobs were given their sandbox
     * @param most the same for all but one in twenty
     * @param left what is still there that was not there before, a line each
     */
    public record Report(int jobs, int notStarted, Duration half, Duration most, List<String> left) {}

    private record Job(boolean started, Duration opening) {}

    /**
     * Runs them.
     *
     * @param atOnce how many at the same time
     * @throws SandboxRefusedException where no level has proved itself: then they would run on the machine itself
     */
    public Report run(int jobs, int atOnce) throws InterruptedException, IOException {
        EscapeTrial.refuseWithoutWalls(sandboxes);
        List<String> before = traces();
        ExecutorService some = Executors.newFixedThreadPool(atOnce);
        List<Job> done = new ArrayList<>();
        try {
            List<Callable<Job>> all = new ArrayList<>();
            for (int i = 0; i < jobs; i++) {
                String script = HOSTILE.get(i % HOSTILE.size());
                all.add(() -> job(script));
            }
            for (Future<Job> each : some.invokeAll(all)) {
                done.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a hostile job broke its sandbox", e.getCause());
        } finally {
            some.shutdownNow();
        }
        List<String> left = new ArrayList<>(traces());
        left.removeAll(before);
        List<Duration> openings = done.stream().map(Job::opening).sorted().toList();
        int failed = (int) done.stream().filter(job -> !job.started()).count();
        return new Report(jobs, failed, openings.get(jobs / 2), openings.get(jobs * 19 / 20), left);
    }

    private Job job(String script) {
        long start = System.nanoTime();
        try (Sandbox sandbox = sandboxes.fresh(QUOTA)) {
            Duration opening = Duration.ofNanos(System.nanoTime() - start);
            Execution run = sandbox.run(
                    new Command(
                            List.of("/bin/sh", "-c", script, MARK, MARK),
                            Map.of("PATH", "/usr/bin:/bin"),
                            "",
                            List.of()),
                    LIMITS);
            Collected unused = sandbox.collect(List.of("**/*.xml"), 1_000);
            return new Job(run.end() != Execution.End.NOT_STARTED, opening);
        }
    }

    /** Processes of our jobs, and everything that carries this server's name: mounts, control groups, folders. */
    private List<String> traces() throws IOException {
        List<String> traces = new ArrayList<>();
        ProcessHandle.allProcesses()
                .filter(process ->
                        OURS.matcher(process.info().commandLine().orElse("")).find())
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .forEach(process -> traces.add("process " + process.pid()));
        try (Stream<Path> files = Files.list(base)) {
            files.forEach(path -> traces.add("file " + path));
        }
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            mounts.filter(line -> line.contains(" " + base + "/")).forEach(line -> traces.add("mount " + line));
        }
        String ours = "fettle-" + HostProcess.current().label();
        Path groups = Path.of("/sys/fs/cgroup");
        if (Files.isDirectory(groups)) {
            try (Stream<Path> found = Files.find(
                    groups,
                    8,
                    (path, attributes) -> attributes.isDirectory()
                            && path.getFileName().toString().contains(ours))) {
                found.forEach(path -> traces.add("control group " + path));
            }
        }
        return traces;
    }
}
