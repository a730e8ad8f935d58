package dev.fettle.repair.run;

import dev.fettle.build.Project;
import dev.fettle.build.StackTrace;
import dev.fettle.build.StackTrace.Frame;
import dev.fettle.probe.Wire;
import dev.fettle.sandbox.Sandbox;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Searches for a call that crashes as a trace tells, in one JVM of the sandbox. */
public final class CrashSearch {
    /** For opening the module before the search, and for making what was found small after it. */
    private static final Duration BESIDE = Duration.ofSeconds(60);

    /** The same for every search: it looks at the same calls each time. */
    private static final long SEED = 20_240_229;

    /** Of a failure of our own. */
    private static final int MOST_LINES = 8;

    private final Sandbox sandbox;
    private final Project project;
    private final Project.Module module;

    /**
     * @param sandbox holds the tree at its root folder, with production and test classes compiled
     * @param module in whose tests the call is to stand
     */
    public CrashSearch(Sandbox sandbox, Project project, Project.Module module) {
        this.sandbox = sandbox;
        this.project = project;
        this.module = module;
    }

    /**
     * Searches.
     *
     * @param own whether a class is the project's
     * @param limit for the search itself
     * @throws BenchException when the JVM does not start, or dies
     */
    public CrashFindings search(StackTrace trace, Predicate<String> own, Duration limit) {
        TestJvms starter =
                new TestJvms(sandbox, project, module, BenchOptions.standard(), "dev.fettle.probe.crash.CrashServer");
        try (TestJvm jvm = starter.start()) {
            jvm.awaitReady();
            jvm.send(Wire.CRASH, data -> write(data, trace, own, limit));
            TestJvm.Message answer = jvm.next(limit.plus(BESIDE));
            if (answer == null) {
                throw new BenchException(
                        "the JVM that searched is gone: " + jvm.stderrTail().strip());
            }
            if (answer.type() != Wire.CRASHED) {
                throw new BenchException("the search failed: "
                        + answer.text().lines().limit(MOST_LINES).collect(Collectors.joining("\n")));
            }
            return CrashFindings.read(answer.data());
        } catch (IOException torn) {
            throw new BenchException("what the search found cannot be read", torn);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchInterruptedException();
        }
    }

    private void write(DataOutputStream data, StackTrace trace, Predicate<String> own, Duration limit)
            throws IOException {
        List<Frame> frames = frames(trace);
        Wire.writeText(data, trace.root().type());
        Wire.writeText(data, trace.root().message());
        data.writeInt(frames.size());
        for (Frame frame : frames) {
            Wire.writeText(data, frame.className());
            Wire.writeText(data, frame.method());
            data.writeInt(frame.line());
        }
        String called = "";
        for (Frame frame : frames) {
            if (own.test(frame.className())) {
                break;
            }
            called = frame.method();
        }
        Wire.writeText(data, called);
        data.writeLong(limit.toNanos());
        data.writeInt(project.release());
        data.writeLong(SEED);
    }

    /** All frames of the innermost cause: those that a trace leaves out as "more" are among the frames of what it caused. */
    private static List<Frame> frames(StackTrace trace) {
        StackTrace root = trace.root();
        List<Frame> frames = new ArrayList<>(root.frames());
        List<StackTrace> outer = new ArrayList<>(List.of(trace));
        outer.addAll(trace.causes());
        for (int i = outer.size() - 2; i >= 0 && !frames.isEmpty(); i--) {
            Frame last = frames.get(frames.size() - 1);
            List<Frame> around = outer.get(i).frames();
            for (int at = 0; at < around.size(); at++) {
                Frame each = around.get(at);
                if (each.className().equals(last.className()) && each.method().equals(last.method())) {
                    frames.addAll(around.subList(at + 1, around.size()));
                    break;
                }
            }
        }
        return frames;
    }
}
