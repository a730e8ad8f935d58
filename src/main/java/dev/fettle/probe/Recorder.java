package dev.fettle.probe;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down how the tests of one run end, and gives each its budget of ticks and time. */
final class Recorder implements TestListener {
    private static final int MESSAGE_CHARS = 4096;
    private static final int STACK_CHARS = 16_384;
    private static final int SHORT_STACK_CHARS = 2048;

    private final Request request;
    private final Watchdog watchdog;
    private final Leftovers leftovers;
    private final News sink;
    private final List<String> ends = new ArrayList<>();
    private Request.@Nullable Group group;
    private BitSet ofClass = new BitSet();
    private final BitSet atLoading = new BitSet();
    private long startedAt;
    private boolean stop;
    private boolean outOfMemory;
    private boolean tornInitializer;
    private long ticks;

    Recorder(Request request, Watchdog watchdog, Leftovers leftovers, News sink) {
        this.request = request;
        this.watchdog = watchdog;
        this.leftovers = leftovers;
        this.sink = sink;
    }

    void beginClass(Request.Group next) {
        group = next;
        ofClass = new BitSet();
        Lines.reset();
        grant(next.largest());
    }

    private void grant(Request.Limit limit) {
        Budget.grant(limit.ticks);
        startedAt = System.nanoTime();
        watchdog.begin(limit.nanos);
    }

    @Override
    public synchronized void started(String className, String method) {
        if (stop || group == null) {
            return;
        }
        ofClass.or(Lines.seen());
        if (request.has(Wire.BASELINE)) {
            atLoading.or(Lines.seenAtLoading());
            sink.started(className, method);
        }
        Lines.reset();
        Trace.reset();
        grant(group.limitOf(method));
    }

    @Override
    public synchronized void ended(String className, String method, @Nullable Throwable failure) {
        if (!stop) {
            record(className, method, failure == null ? Wire.PASSED : statusOf(failure), failure);
        }
    }

    @Override
    public synchronized void skipped(String className, String method) {
        if (!stop) {
            record(className, method, Wire.SKIPPED, null);
        }
    }

    @Override
    public synchronized void classFailed(String className, Throwable failure) {
        if (!stop) {
            record(className, "", statusOf(failure), failure);
        }
    }

    /** Who is told. */
    interface News {
        void started(String className, String method);

        /** A test's end, written as {@code dev.fettle.repair.run} reads it. */
        void ended(byte[] outcome);
    }

    /** Tells nobody. */
    static final News NOBODY = new News() {
        @Override
        public void started(String className, String method) {}

        @Override
        public void ended(byte[] outcome) {}
    };

    /** How each test ended, as text. */
    List<String> ends() {
        return ends;
    }

    private void record(String className, String method, int status, @Nullable Throwable failure) {
        long nanos = System.nanoTime() - startedAt;
        long used = Budget.used();
        boolean exhausted = Budget.exhausted();
        boolean late = watchdog.end();
        ticks += used;
        ends.add(className + '#' + method + ' ' + status);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            Wire.writeText(out, className);
            Wire.writeText(out, method);
            out.writeByte(status);
            out.writeLong(nanos);
            out.writeLong(used);
            out.writeLong(Trace.digest());
            out.writeBoolean(exhausted);
            out.writeBoolean(late);
            writeFailure(out, failure);
            boolean baseline = request.has(Wire.BASELINE);
            writeHits(out, baseline);
            writeBits(out, late && baseline ? watchdog.again() : new BitSet());
            writeStacks(out, late && baseline ? watchdog.samples() : null);
            sink.ended(bytes.toByteArray());
        } catch (IOException e) {
            throw new IllegalStateException(e); // bytes in memory
        }
        boolean red = status == Wire.FAILED || status == Wire.ERROR;
        if (red && request.has(Wire.STOP_AT_FIRST)) {
            stop = true;
            Budget.poison(); // what the framework still has in store dies at its first step
        } else {
            leftovers.quieten();
            Lines.reset();
            if (group != null) {
                grant(group.largest());
            }
        }
    }

    private void writeHits(DataOutputStream out, boolean baseline) throws IOException {
        BitSet hits = new BitSet();
        if (baseline) {
            hits = Lines.seen();
            hits.or(ofClass);
            hits.or(watchdog.earlier());
            atLoading.or(Lines.seenAtLoading());
        }
        writeBits(out, hits);
        writeBits(out, atLoading);
        atLoading.clear();
    }

    static void writeBits(DataOutputStream out, BitSet bits) throws IOException {
        byte[] bytes = bits.toByteArray();
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static void writeStacks(DataOutputStream out, @Nullable List<StackTraceElement[]> stacks) throws IOException {
        out.writeInt(stacks == null ? 0 : stacks.size());
        if (stacks == null) {
            return;
        }
        for (StackTraceElement[] stack : stacks) {
            out.writeInt(stack.length);
            for (StackTraceElement frame : stack) {
                Wire.writeText(out, frame.getClassName());
                Wire.writeText(out, frame.getMethodName());
                Wire.writeText(out, frame.getFileName() == null ? "" : frame.getFileName());
                out.writeInt(Math.max(0, frame.getLineNumber()));
            }
        }
    }

    private void writeFailure(DataOutputStream out, @Nullable Throwable failure) throws IOException {
        out.writeBoolean(failure != null);
        if (failure == null) {
            return;
        }
        Wire.writeText(out, failure.getClass().getName());
        Wire.writeText(out, messageOf(failure));
        Wire.writeText(out, stackOf(failure, request.has(Wire.BASELINE) ? STACK_CHARS : SHORT_STACK_CHARS));
        boolean overflow = false;
        boolean linkage = false;
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            overflow |= cause instanceof StackOverflowError;
            linkage |= cause instanceof VerifyError
                    || cause instanceof ClassFormatError
                    || cause instanceof IncompatibleClassChangeError;
            outOfMemory |= cause instanceof OutOfMemoryError;
            tornInitializer |= cause instanceof ExceptionInInitializerError
                    || cause instanceof NoClassDefFoundError
                    || inInitializer(cause);
            cause = cause.getCause();
        }
        out.writeBoolean(overflow);
        out.writeBoolean(linkage);
    }

    /** An error passes through a static initialiser as it is, and the class is lost all the same. */
    private static boolean inInitializer(Throwable thrown) {
        if (thrown instanceof Error && !(thrown instanceof AssertionError)) {
            for (StackTraceElement frame : thrown.getStackTrace()) {
                if (frame.getMethodName().equals("<clinit>")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A message is made by foreign code, which may fail at that. */
    private static String messageOf(Throwable failure) {
        try {
            String message = failure.getMessage();
            return message == null ? "" : cut(message, MESSAGE_CHARS);
        } catch (Throwable unreadable) {
            return "(no message: " + unreadable.getClass().getName() + ")";
        }
    }

    private static String stackOf(Throwable failure, int chars) {
        try {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text));
            return cut(text.toString(), chars);
        } catch (Throwable unreadable) {
            return failure.getClass().getName();
        }
    }

    private static String cut(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars);
    }

    private static int statusOf(Throwable failure) {
        boolean assertion = failure instanceof AssertionError
                || failure.getClass().getName().equals("junit.framework.AssertionFailedError");
        return assertion ? Wire.FAILED : Wire.ERROR;
    }

    @Override
    public boolean stopped() {
        return stop;
    }

    long ticks() {
        return ticks;
    }

    boolean outOfMemory() {
        return outOfMemory;
    }

    /** Whether a static initialiser failed, which stays with its loader. */
    boolean tornInitializer() {
        return tornInitializer;
    }
}
