package dev.fettle.repair.run;

import dev.fettle.build.StackTrace.Frame;
import dev.fettle.build.TestId;
import dev.fettle.build.TestOutcome;
import dev.fettle.build.TestOutcome.Status;
import dev.fettle.probe.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test's end as the probe reports it.
 *
 * @param exhausted whether it ran out of ticks, or had them taken away
 * @param late whether its time was up
 * @param hits probe numbers of that JVM; empty outside a baseline
 * @param atLoading probe numbers of lines that ran while a class was loaded, since the last test ended
 * @param loop probe numbers of the lines that still ran when it was late
 * @param stacks sampled when it was late
 */
record Ended(
        TestOutcome outcome,
        long ticks,
        long trace,
        boolean exhausted,
        boolean late,
        boolean overflow,
        boolean linkage,
        BitSet hits,
        BitSet atLoading,
        BitSet loop,
        List<List<Frame>> stacks) {
    private static final int MOST = 10_000;

    static Ended read(DataInputStream in) throws IOException {
        TestId id = new TestId(Wire.readText(in), Wire.readText(in));
        int status = in.readByte();
        long nanos = in.readLong();
        long ticks = in.readLong();
        long trace = in.readLong();
        boolean exhausted = in.readBoolean();
        boolean late = in.readBoolean();
        TestOutcome.@Nullable Failure failure = null;
        boolean overflow = false;
        boolean linkage = false;
        if (in.readBoolean()) {
            failure = new TestOutcome.Failure(Wire.readText(in), Wire.readText(in), Wire.readText(in));
            overflow = in.readBoolean();
            linkage = in.readBoolean();
        }
        BitSet hits = BitSet.valueOf(Wire.readBytes(in));
        BitSet atLoading = BitSet.valueOf(Wire.readBytes(in));
        BitSet loop = BitSet.valueOf(Wire.readBytes(in));
        TestOutcome outcome = new TestOutcome(id, statusOf(status), Duration.ofNanos(nanos), failure);
        return new Ended(
                outcome, ticks, trace, exhausted, late, overflow, linkage, hits, atLoading, loop, readStacks(in));
    }

    private static Status statusOf(int status) {
        return switch (status) {
            case Wire.PASSED -> Status.PASSED;
            case Wire.FAILED -> Status.FAILED;
            case Wire.SKIPPED -> Status.SKIPPED;
            default -> Status.ERROR;
        };
    }

    static List<List<Frame>> readStacks(DataInputStream in) throws IOException {
        List<List<Frame>> stacks = new ArrayList<>();
        int count = bounded(in.readInt());
        for (int i = 0; i < count; i++) {
            List<Frame> frames = new ArrayList<>();
            int depth = bounded(in.readInt());
            for (int j = 0; j < depth; j++) {
                frames.add(new Frame(Wire.readText(in), Wire.readText(in), Wire.readText(in), in.readInt()));
            }
            stacks.add(List.copyOf(frames));
        }
        return List.copyOf(stacks);
    }

    private static int bounded(int count) throws IOException {
        if (count < 0 || count > MOST) {
            throw new IOException("not a count: " + count);
        }
        return count;
    }

    /** What became of a variant, judged by this test alone. */
    VariantResult.Kind kind() {
        if (linkage) {
            return VariantResult.Kind.DOES_NOT_LOAD;
        }
        if (late) {
            return VariantResult.Kind.TIMED_OUT;
        }
        if (exhausted) {
            return VariantResult.Kind.BUDGET_EXHAUSTED;
        }
        if (overflow) {
            return VariantResult.Kind.STACK_OVERFLOW;
        }
        return outcome.red() ? VariantResult.Kind.TEST_FAILED : VariantResult.Kind.ALL_PASSED;
    }
}
